import fc from 'fast-check';

import { splitCell } from '../../nodes/NumberLookup/lookup/cells';

const sevens = ['1234567', '2234567', '3234567', '4234567', '5234567'];

function texts(value: unknown): (string | null)[] {
	return splitCell(value).map(({ text }) => text);
}

describe('a cell', () => {
	it.each<[string, unknown, string[]]>([
		['one number, as given', ' +447788450450 ', [' +447788450450 ']],
		['commas', '07788450450,7810701702, 41787078880', ['07788450450', '7810701702', '41787078880']],
		['semicolons', '07788450450; 07810701702;3612345', ['07788450450', '07810701702', '3612345']],
		[
			'line breaks of every system',
			'1234567\n2234567\r\n3234567\r4234567',
			['1234567', '2234567', '3234567', '4234567'],
		],
		['separators of other scripts', '1234567，2234567、3234567；4234567،5234567', sevens],
		['slashes', '07788 450450/07810 701702 / +41787078880', ['07788 450450', '07810 701702', '+41787078880']],
		['words', '07788 450450 or 07810 701702 und 0361 234567', ['07788 450450', '07810 701702', '0361 234567']],
		['Google’s colons', '+447911123456 ::: +447911654321', ['+447911123456', '+447911654321']],
		['a bar', '07788450450|07810701702', ['07788450450', '07810701702']],
		['a + alone', '+447911123456 +447911654321', ['+447911123456', '+447911654321']],
		['spaces between whole numbers', '513140867 513140868', ['513140867', '513140868']],
		['short numbers of one length', '312345, 312346', ['312345', '312346']],
		['a separator at the end', '07788450450,', ['07788450450,']],
		['empty pieces', ',07788450450,, ;\n07810701702', ['07788450450', '07810701702']],
		['separators alone', ' , ;', ['']],
		['an extension of a tel: address', 'tel:+44-7788-450450;ext=12', ['tel:+44-7788-450450;ext=12']],
		[
			'a tel: address and another number',
			'tel:+44778845;EXT=2;isub=3; 07810701702',
			['tel:+44778845;EXT=2;isub=3', '07810701702'],
		],
		['an extension', '+44-114-272-6444,1234', ['+44-114-272-6444,1234']],
		['what a telephone dials later', '020 7946 0000,,1234567#', ['020 7946 0000,,1234567#']],
		['a name and a comment', 'Ann, 07788450450, at work', ['Ann, 07788450450, at work']],
		['slashes and dashes within a number', '0475/12.34.56', ['0475/12.34.56']],
		['words that are none', 'n/a or unknown', ['n/a or unknown']],
		['a link of a messenger', 'https://wa.me/447911123456?text=1234567', ['https://wa.me/447911123456?text=1234567']],
		['an empty text', '', ['']],
		['nothing', null, ['']],
		['a field that is not there', undefined, ['']],
		['an empty list', [], ['']],
		['a list', ['1', '2'], ['1', '2']],
		['a list with gaps', ['1', '', null], ['1', '', '']],
		['a list of texts with several numbers', ['1234567,2234567', '3'], ['1234567', '2234567', '3']],
		['a number', 447788450450, ['447788450450']],
		['a list of numbers', [447788450450, 0], ['447788450450', '0']],
		['a big integer', 447788450450n, ['447788450450']],
		['a number beyond exactness', 4.4e25, ['4.4e+25']],
	])('of %s has its entries', (_what, value, entries) => {
		expect(splitCell(value)).toEqual(entries.map((text) => ({ text, problem: null })));
	});

	it('of a list with holes loses none', () => {
		expect(texts(new Array(3))).toEqual(['', '', '']);
	});

	it.each<[unknown, string | null, string]>([
		[{ phone: '1' }, null, 'An object, not text; pick the field inside it that holds the number.'],
		[new Date(0), null, 'An object, not text; pick the field inside it that holds the number.'],
		[true, 'true', 'A boolean, not text; pick the field that holds the number.'],
		[() => '1', null, 'A function, not text; pick the field that holds the number.'],
		[Symbol('1'), null, 'A symbol, not text; pick the field that holds the number.'],
		[NaN, 'NaN', 'NaN is not a whole number, so it is not a phone number.'],
		[Infinity, 'Infinity', 'Infinity is not a whole number, so it is not a phone number.'],
		[4477.5, '4477.5', '4477.5 is not a whole number, so it is not a phone number.'],
		[-447788450450, '-447788450450', 'A negative number is not a phone number.'],
		[-447788450450n, '-447788450450', 'A negative number is not a phone number.'],
	])('of %p says what came instead of a number', (value, text, problem) => {
		expect(splitCell(value)).toEqual([{ text, problem }]);
		expect(splitCell([value, '1'])).toEqual([
			{ text, problem },
			{ text: '1', problem: null },
		]);
	});

	it('of a list within a list says so', () => {
		expect(splitCell([['1']])).toEqual([
			{ text: null, problem: 'A list within a list, not text; pick the field inside it that holds the number.' },
		]);
	});

	it('loses no number, whatever separates them', () => {
		const piece = fc.stringMatching(/^[+0]\d{9,12}$/);
		const gap = fc.constantFrom(',', ';', '\n', '\r\n', ', ', ' ; ', ';\n', ' / ', ' or ', '|', ' ::: ');
		fc.assert(
			fc.property(piece, fc.array(fc.tuple(gap, piece), { minLength: 1 }), (first, others) => {
				const cell = first + others.map((parts) => parts.join('')).join('');
				expect(texts(cell)).toEqual([first, ...others.map(([, number]) => number)]);
			}),
		);
	});

	it('of millions of pieces is read in one go', () => {
		expect(texts('1 , '.repeat(500_000))).toHaveLength(1);
		expect(texts(' '.repeat(2_000_000) + ',')).toEqual(['']);
	});

	it('has at least one entry, and a list at least one for each element, whatever it holds', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				expect(splitCell(value).length).toBeGreaterThanOrEqual(Array.isArray(value) ? Math.max(value.length, 1) : 1);
			}),
		);
	});
});
