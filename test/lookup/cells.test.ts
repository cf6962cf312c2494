import fc from 'fast-check';

import { splitCell } from '../../nodes/NumberLookup/lookup/cells';

function texts(value: unknown): (string | null)[] {
	return splitCell(value).map(({ text }) => text);
}

describe('a cell', () => {
	it.each<[string, unknown, string[]]>([
		['one number, as given', ' +447788450450 ', [' +447788450450 ']],
		['commas', '1,2, 3', ['1', '2', '3']],
		['semicolons', '1; 2;3', ['1', '2', '3']],
		['line breaks of every system', '1\n2\r\n3\r4', ['1', '2', '3', '4']],
		['separators of other scripts', '1，2、3；4،5', ['1', '2', '3', '4', '5']],
		['a separator at the end', '1,2,', ['1', '2']],
		['empty pieces', ',1,, ;\n2', ['1', '2']],
		['separators alone', ' , ;', ['']],
		['an extension of a tel: address', 'tel:+44-7788-450450;ext=12', ['tel:+44-7788-450450;ext=12']],
		['a tel: address and another number', 'tel:+1;EXT=2;isub=3; 4', ['tel:+1;EXT=2;isub=3', '4']],
		[
			'tel: addresses, with contexts',
			'tel:1;phone-context=+44,tel:2；ext=3',
			['tel:1;phone-context=+44', 'tel:2；ext=3'],
		],
		['words that only begin like a parameter', '1;ext;2', ['1', 'ext', '2']],
		['an empty text', '', ['']],
		['nothing', null, ['']],
		['a field that is not there', undefined, ['']],
		['an empty list', [], ['']],
		['a list', ['1', '2'], ['1', '2']],
		['a list with gaps', ['1', '', null], ['1', '', '']],
		['a list of texts with several numbers', ['1,2', '3'], ['1', '2', '3']],
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

	it('loses no piece, whatever separates them', () => {
		const piece = fc.string().filter((text) => text.trim() !== '' && !/[,;\r\n\u2028\u2029，；،؛、]/.test(text));
		const gap = fc.constantFrom(',', ';', '\n', '\r\n', ', ', ' ; ', ',,', ';\n');
		fc.assert(
			fc.property(fc.array(fc.tuple(piece, gap), { minLength: 2 }), (parts) => {
				const pieces = parts.map(([text]) => text.trim());
				expect(texts(parts.map(([text, separator]) => text + separator).join(''))).toEqual(pieces);
			}),
		);
	});

	it('has at least one entry, and a list at least one for each element, whatever it holds', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				expect(splitCell(value).length).toBeGreaterThanOrEqual(Array.isArray(value) ? Math.max(value.length, 1) : 1);
			}),
		);
	});
});
