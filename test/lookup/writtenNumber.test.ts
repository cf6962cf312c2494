import { readWritten } from '../../nodes/NumberLookup/lookup/writtenNumber';

function digitsOf(text: string): string {
	const result = readWritten(text);
	if (!result.ok) return result.reason;
	return (result.written.international ? '+' : '') + result.written.digits;
}

describe('the digits of a written number', () => {
	it.each([
		['separators', '07788 450.450-1/2', '0778845045012'],
		['Swiss apostrophes', "078'707'88’80", '0787078880'],
		['brackets', '(07788) [450450]', '07788450450'],
		['no-break spaces', '07788\u00a0450\u202f450', '07788450450'],
		['zero-width spaces', '07788\u200b450\ufeff450', '07788450450'],
		['direction marks of a chat', '\u202a+44 7788 450450\u202c', '+447788450450'],
		['all kinds of dashes', '07788‐450‑450–1—2−3', '07788450450123'],
		['full-width characters', '＋４４（０）７７８８', '+4407788'],
		['Arabic-Indic digits', '٠٧٧٨٨٤٥٠٤٥٠', '07788450450'],
		['Persian digits', '۰۷۷۸۸۴۵۰۴۵۰', '07788450450'],
		['Devanagari digits', '०७७८८४५०४५०', '07788450450'],
		['emoji digits', '4️⃣4️⃣7', '447'],
		['a telephone sign', '☎ 07788 450450', '07788450450'],
		['a telephone emoji', '📱+44 7788 450450', '+447788450450'],
		['a tel: address', 'tel:+44-7788-450450', '+447788450450'],
		['a label', 'Tel. 07788 450450', '07788450450'],
		['a label of a messenger', 'whatsapp:+447788450450', '+447788450450'],
		['an apostrophe that keeps zeros', "'07788450450", '07788450450'],
		['a formula that keeps zeros', '="07788450450"', '07788450450'],
		['quotation marks', '“07788 450450”', '07788450450'],
		['the fraction of a spreadsheet', '447788450450.0', '447788450450'],
		['line ends', '07788 450450\r\n', '07788450450'],
		['a full stop', '07788 450450.', '07788450450'],
	])('are found in spite of %s', (_what, text, digits) => {
		expect(digitsOf(text)).toBe(digits);
	});

	it.each(['ext. 5', 'ext 5', 'extension 12', ';ext=5', 'x5', ' x 5', '#5', 'EXT.5', '(ext 5)', 'доб. 5'])(
		'leave out the extension %s',
		(extension) => {
			expect(digitsOf(`07788 450450 ${extension}`)).toBe('07788450450');
		},
	);

	it.each([
		';ext=12',
		'; ext=12',
		';EXT=1234-5678',
		';isub=9',
		';phone-context=example.com',
		';phone-context=+44',
		';isub=12;ext=3;phone-context=a.b',
		'；ext=12',
	])('leave out what a tel: address adds: %s', (parameters) => {
		expect(digitsOf(`tel:+44-7788-450450${parameters}`)).toBe('+447788450450');
	});

	it.each([
		['4.47911123456E11', '447911123456'],
		['4.47911123456E+11', '447911123456'],
		['4,47911123456e+11', '447911123456'],
		['4.479111234E11', '447911123400'],
		['4.479111234560000E11', '447911123456'],
		['447,911,123,456', '447911123456'],
	])('are whole in %s, which a program wrote', (text, digits) => {
		expect(digitsOf(text)).toBe(digits);
	});

	it('are right in every script', () => {
		const isDigit = (code: number) => /\p{Nd}/u.test(String.fromCodePoint(code));
		const wrong: string[] = [];
		let placeInRun = 0;
		for (let code = 0x80; code < 0x110000; code++) {
			placeInRun = isDigit(code) ? placeInRun + 1 : 0;
			if (placeInRun === 0 || placeInRun % 10 > 0) continue;
			const digits = Array.from({ length: 10 }, (_, digit) => String.fromCodePoint(code - 9 + digit)).join('');
			if (digitsOf(digits) !== '0123456789') wrong.push(digits);
		}
		expect(wrong).toEqual([]);
	});

	it.each(['+44 (0)7788 450450', '+0044 (0)7788 450450'])('remember a zero in brackets: %s', (text) => {
		expect(readWritten(text)).toMatchObject({
			ok: true,
			written: { international: true, digits: '4407788450450', digitsWithoutBracketedZero: '447788450450' },
		});
	});

	it.each(['026321511-20', '02-632-1511/20'])('remember an ending that may be none of it: %s', (text) => {
		expect(readWritten(text)).toMatchObject({ ok: true, written: { digitsWithoutEnding: '026321511' } });
	});
});

describe('what has no digits to read', () => {
	it.each([
		['', 'Empty: there is no number to look up.'],
		[' \t\n', 'Empty: there is no number to look up.'],
		["'", 'Empty: there is no number to look up.'],
		['\u200b', 'Empty: there is no number to look up.'],
		['unknown', 'Has no digits of a phone number.'],
		['{{ $json.phone }}', 'Holds an expression as plain text; switch the field Phone Number from Fixed to Expression.'],
		['---', 'Has no digits of a phone number.'],
		['n/a', 'Has no digits of a phone number.'],
		['x12', 'Has “x” in it; write the number in digits only.'],
		['0778O450450', 'Has “O” in it; write the number in digits only.'],
		['+44778845****', 'Has “*” in it; write the number in digits only.'],
		['07788 450xxx', 'Has “x” in it; write the number in digits only.'],
		['%2B447788450450', 'Has “%” in it; write the number in digits only.'],
		['+447788450450 +447810701702', 'Seems to hold several numbers; put commas between them.'],
	])('%p: %s', (text, reason) => {
		expect(readWritten(text)).toMatchObject({ ok: false, reason });
	});

	it.each(['4.4779E+11', '4,4779e+11', '7,78845E+11', '4E11', '44779e7', '4.4778845E+11'])(
		'%p, which a spreadsheet made of one, says how to keep it whole',
		(text) => {
			expect(readWritten(text)).toEqual({
				ok: false,
				fault: 'shortened',
				reason: 'A spreadsheet shortened this number and lost digits; format the column as text and fill it again.',
			});
		},
	);

	it.each([
		['digits', '1'.repeat(251)],
		['brackets', '('.repeat(5_000_000)],
		['separators', '1 '.repeat(2_500_000)],
		['extensions', '1 x '.repeat(1_000_000)],
	])('a text that no number is as long as, of %s', (_what, text) => {
		expect(readWritten(text)).toMatchObject({ ok: false, reason: 'Too long for a phone number.' });
	});

	it('a text that becomes long, since one of its characters stands for many', () => {
		expect(readWritten('ﷺ'.repeat(250))).toMatchObject({ ok: false, reason: 'Too long for a phone number.' });
	});

	it('spaces around do not count towards the length', () => {
		expect(digitsOf(' '.repeat(1000) + '07788450450' + ' '.repeat(1000))).toBe('07788450450');
	});
});
