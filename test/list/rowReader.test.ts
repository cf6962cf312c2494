import { stringify } from 'csv-stringify/sync';
import { array, assert, boolean, constantFrom, nat, property, string, tuple } from 'fast-check';

import { longestRowCharacters } from '../../nodes/NumberLookup/list/cutRows';
import type { Dialect } from '../../nodes/NumberLookup/list/dialect';
import { type ListRow, RowReader } from '../../nodes/NumberLookup/list/rowReader';

const usual: Dialect = { delimiter: ',', quote: '"', lineBreak: '\n' };

/** @param pieces how the text arrives. */
function read(pieces: string | readonly string[], dialect: Partial<Dialect> = {}): ListRow[] {
	const reader = new RowReader({ ...usual, ...dialect });
	const rows = [pieces].flat().flatMap((piece) => reader.read(piece, false));
	return [...rows, ...reader.read('', true)];
}

const cellsOf = (rows: readonly ListRow[]) => rows.map(({ cells }) => cells);
const problemsOf = (rows: readonly ListRow[]) => rows.map(({ problem }) => problem !== null);

describe('rows', () => {
	it.each<[string, string, string[][]]>([
		[
			'with and without an end',
			'a,b\n1,2',
			[
				['a', 'b'],
				['1', '2'],
			],
		],
		[
			'with CR and LF',
			'a,b\r\n1,2\r\n',
			[
				['a', 'b'],
				['1', '2'],
			],
		],
		[
			'with either',
			'a,b\r\n1,2\n3,4\r\n',
			[
				['a', 'b'],
				['1', '2'],
				['3', '4'],
			],
		],
		[
			'with quotation marks',
			'"a","b"\n"1,5","say ""hi"""\n',
			[
				['a', 'b'],
				['1,5', 'say "hi"'],
			],
		],
		[
			'with cells of several lines',
			'a,b\n"1\n2\r\n3",4\n',
			[
				['a', 'b'],
				['1\n2\r\n3', '4'],
			],
		],
		[
			'that are blank',
			'a,b\n\n1,2\n\n',
			[
				['a', 'b'],
				['', ''],
				['1', '2'],
				['', ''],
			],
		],
		['of one column', 'a\n1\n\n2\n', [['a'], ['1'], [''], ['2']]],
		['of nothing', '', []],
		['of a single line break', '\n', [['']]],
	])('%s', (_name, text, cells) => {
		const rows = read(text);
		expect(cellsOf(rows)).toEqual(cells);
		expect(problemsOf(rows)).toEqual(cells.map(() => false));
	});

	it.each(['\n', '\r\n', '\r', '\r\r\n'])(
		'with any line break, one after the other, wherever the text is cut: %j',
		(last) => {
			const text = `a,b\r\n1,"2\r3"\r4,5\n\r\r\n6,7\r\r\n8,9${last}`;
			const cells = [
				['a', 'b'],
				['1', '2\r3'],
				['4', '5'],
				['', ''],
				['6', '7'],
				['8', '9'],
			];
			for (let at = 0; at <= text.length; at++)
				expect(cellsOf(read([text.slice(0, at), text.slice(at)]))).toEqual(cells);
			expect(cellsOf(read(Array.from(text)))).toEqual(cells);
		},
	);

	it('with CR alone', () => {
		expect(cellsOf(read('a,b\r1,"2\n3"\r', { lineBreak: '\r' }))).toEqual([
			['a', 'b'],
			['1', '2\n3'],
		]);
	});

	it('without quotation marks that mean anything', () => {
		const rows = read('a\tb\n5" pipe\t"x\n', { quote: null, delimiter: '\t' });
		expect(cellsOf(rows)).toEqual([
			['a', 'b'],
			['5" pipe', '"x'],
		]);
		expect(problemsOf(rows)).toEqual([false, false]);
	});

	it('come as soon as they are complete', () => {
		const reader = new RowReader(usual);
		expect(cellsOf(reader.read('a,b\n1,"2', false))).toEqual([['a', 'b']]);
		expect(reader.read('\n3', false)).toEqual([]);
		expect(cellsOf(reader.read('"\n4,5', false))).toEqual([['1', '2\n3']]);
		expect(cellsOf(reader.read('', true))).toEqual([['4', '5']]);
	});
});

describe('a broken row', () => {
	it.each<[string, string, string[], string]>([
		['with a quotation mark inside a cell', '1,5" pipe,3', ['1', '5" pipe', '3'], 'A quotation mark'],
		['with a quotation mark inside a quoted cell', '1,"a "b" c",3', ['1', '"a "b" c"', '3'], 'A quotation mark'],
		['with a quotation mark that is never closed', '1,"a,3', ['1', '"a', '3'], 'A quotation mark'],
		['with a quotation mark that is never opened', '1,a",3', ['1', 'a"', '3'], 'A quotation mark'],
		['with a NUL', '1,a\0b,3', ['1', 'a\0b', '3'], 'Holds a NUL'],
	])('%s keeps what it holds, says why, and costs no other row', (_name, row, cells, why) => {
		const whole = ['0,0,0', '"x","y\nz","w"'];
		const rows = read(['a,b,c', ...whole, row, ...whole, ''].join('\n'));
		const [zeros, lines] = [
			['0', '0', '0'],
			['x', 'y\nz', 'w'],
		];
		expect(cellsOf(rows)).toEqual([['a', 'b', 'c'], zeros, lines, cells, zeros, lines]);
		expect(problemsOf(rows)).toEqual([false, false, false, true, false, false]);
		expect(rows[3]?.problem).toContain(why);
	});

	it('costs no other row where every row is broken', () => {
		const text = Array.from({ length: 500 }, (_, index) => `${index},"a,b`).join('\r\n');
		const rows = read(`x,y,z\r\n${text}\r\n`);
		expect(cellsOf(rows).slice(1)).toEqual(Array.from({ length: 500 }, (_, index) => [String(index), '"a', 'b']));
	});

	it('with an open quotation mark ends where no cell is so long', () => {
		const line = `b,${'c'.repeat(65_533)}\n`;
		const rows = read(['x,y\n1,"a\n', ...Array<string>(300).fill(line)]);
		expect(rows).toHaveLength(2 + 300);
		expect(rows[1]).toMatchObject({ cells: ['1', '"a'], problem: expect.stringContaining('A quotation mark') });
		expect(rows.slice(2).every(({ problem, cells }) => problem === null && cells.length === 2)).toBe(true);
	});
});

it('a quotation mark that is never closed costs one row, whatever ends the header’s line', () => {
	const rows = read(['a,b\r\n"1,2\n', ...Array<string>(100).fill(`3,${'4'.repeat(200)}\r`.repeat(300))]);
	expect(rows).toHaveLength(30_002);
	expect(rows.filter(({ problem }) => problem !== null)).toMatchObject([{ cells: ['"1', '2'] }]);
});

describe('a huge cell', () => {
	const huge = 'one "line" of many\n'.repeat(200_000);

	it('is a cell', () => {
		const text = stringify([
			['a', 'b'],
			['1', huge],
			['2', '3'],
		]);
		const pieces = text.match(/[^]{1,65536}/g) ?? [];
		const rows = read(pieces);
		expect(cellsOf(rows)).toEqual([
			['a', 'b'],
			['1', huge],
			['2', '3'],
		]);
	});

	it('beyond all measure is no list', () => {
		const text = 'x'.repeat(longestRowCharacters + 1);
		expect(() => read(`a\n${text}`)).toThrow('Row 2 is longer than 4194304 characters: this is no list in CSV.');
	});
});

it('any list that csv-stringify writes is read as it was, wherever it is cut', () => {
	const cell = string({
		unit: constantFrom('a', 'é', '€', '😀', '"', "'", '\n', '\r', ',', ';', '\t', '|', ' ', '\ufeff'),
		maxLength: 6,
	});
	const lists = tuple(nat(4), array(array(cell, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 8 }));
	const forms = tuple(
		constantFrom(',', ';', '\t', '|'),
		constantFrom('"', "'"),
		constantFrom('\n', '\r\n', '\r'),
		boolean(),
	);
	assert(
		property(lists, forms, nat(40), ([last, whole], [delimiter, quote, lineBreak, quoted], at) => {
			const cells = whole.map((row) => row.slice(0, last + 1));
			const text = stringify(cells, {
				delimiter,
				quote,
				escape: quote,
				record_delimiter: lineBreak,
				quote_record_delimiter: true,
				quoted,
			});
			const rows = read([text.slice(0, at), text.slice(at)], { delimiter, quote, lineBreak });
			expect(cellsOf(rows)).toEqual(cells);
			expect(problemsOf(rows)).toEqual(cells.map(() => false));
		}),
		{ numRuns: 2_000 },
	);
});

it('one odd row, whatever is in it, tears no other', () => {
	const odd = string({ unit: constantFrom('a', '"', '""', '="', ',', ' ', '\0', "'", '=', '5'), maxLength: 12 });
	const whole = (quoted: boolean) =>
		array(tuple(constantFrom('x', 'y, z', 'say "hi"'), constantFrom('1', '+44')), { maxLength: 4 }).map((cells) => ({
			cells,
			text: stringify([...cells], { quoted }),
		}));
	assert(
		property(boolean().chain(whole), odd, boolean().chain(whole), nat(40), (before, row, after, at) => {
			const text = `a,b\n${before.text}${row}\n${after.text}`;
			const read1 = cellsOf(read([text.slice(0, at), text.slice(at)]));
			const [, ...rows] = read1;
			expect(rows.slice(0, before.cells.length)).toEqual(before.cells);
			expect(rows.slice(before.cells.length + 1)).toEqual(after.cells);
		}),
		{ numRuns: 3_000 },
	);
});
