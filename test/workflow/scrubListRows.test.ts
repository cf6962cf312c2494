/** Rows as spreadsheets and report writers leave them: odd ones are read, and tear no other. */

import { textSheet, workbook } from '../list/workbook/fixture';
import { fileOf } from '../../n8n-runner';
import { absent, column, enriched, listBench, numbers, valid } from './listHarness';

const bench = listBench();

const asked = (table: readonly string[][] | undefined) => column(table, 'status').map((status) => status === 'ok');

describe('cells', () => {
	it('that are missing at the end of a row are empty, and those that are there are used', async () => {
		const list = `name,phone,city,note\nAnn,${valid}\nBob,${absent},London\nCid,${valid},Rome,x\n`;
		const { tables, summary } = await bench.scrub({ lists: [list], parameters: enriched });
		expect(summary).toMatchObject({ rows: 3, broken: 0, distinct: 2 });
		expect(tables.enriched?.slice(1).map((row) => row.slice(0, 5))).toEqual([
			['Ann', valid, '', '', 'valid'],
			['Bob', absent, 'London', '', 'unavailable'],
			['Cid', valid, 'Rome', 'x', 'valid'],
		]);
	});

	it('that are too many stay with the last, and the number is asked', async () => {
		const list = `name,phone,city\nAnn,${valid},London,UK,x\nBob,${valid},Rome,,\n`;
		const { tables, summary } = await bench.scrub({ lists: [list], parameters: enriched });
		expect(summary).toMatchObject({ broken: 0, byVerdict: { valid: 2 } });
		expect(tables.enriched?.slice(1).map((row) => row.slice(0, 4))).toEqual([
			['Ann', valid, 'London,UK,x', 'valid'],
			['Bob', valid, 'Rome', 'valid'],
		]);
	});

	it('are read as they are where the number is in the last column, and others follow', async () => {
		const { summary } = await bench.scrub({ lists: [`name,phone\nAnn,${valid},x\n`], parameters: enriched });
		expect(summary).toMatchObject({ broken: 0, byVerdict: { valid: 1 } });
	});

	it('that a comma tore apart send the row to review, not to rejected', async () => {
		const { tables } = await bench.scrub({ lists: [`name,phone\nSmith, Ann,${valid}\n`] });
		expect(column(tables.review, 'statusMessage')).toEqual([
			'Has 3 columns where the first row has 2, and no number that can be read.',
		]);
		expect(tables.rejected).toHaveLength(1);
	});

	it.each([
		['a space before a quotation mark', `a, "b, c", ${valid}`, ['a', 'b, c']],
		['spaces around one', `a , "b, ""c""" , "${valid}" `, ['a ', 'b, "c"']],
		['a line break within', `a, "b\nc",${valid}`, ['a', 'b\nc']],
	])('have %s', async (_what, row, cells) => {
		const list = `x,y,phone\n"1","2, 3",${absent}\n${row}\n"4","5",${valid}\n`;
		const { tables, summary } = await bench.scrub({ lists: [list], parameters: enriched });
		expect(summary).toMatchObject({ rows: 3, broken: 0 });
		expect(tables.enriched?.slice(1).map((line) => line.slice(0, 2))).toEqual([['1', '2, 3'], cells, ['4', '5']]);
		expect(asked(tables.enriched)).toEqual([false, true, true]);
	});

	it.each([
		['in a file without other quotation marks', 'A,="07788450450"\nB,="07788450450"\n'],
		['beside quoted cells', '"A, Inc",="07788450450"\nB,="07788450450"\n"C","07788450450"\n'],
		['within quotation marks', '"A","=""07788450450"""\n'],
	])('that are a formula for a text are read: %s', async (_where, rows) => {
		const parameters = { ...enriched, defaultCountry: 'GB' };
		const { summary, tables } = await bench.scrub({ lists: [`name,phone\n${rows}`], parameters });
		const count = rows.split('\n').length - 1;
		expect(summary).toMatchObject({ rows: count, broken: 0, byVerdict: { valid: count } });
		expect(column(tables.enriched, 'name')[0]).toMatch(/^A(, Inc)?$/);
	});
});

describe('rows without a contact', () => {
	const list = [
		'name,phone,city',
		`Ann,${valid},London`,
		'',
		',,',
		`Bob,${valid},Rome`,
		',,Paris',
		' , , ',
		'"Grand Totals (2 records)"',
		'Copyright (c) 2026 Acme, Inc.',
		'',
	].join('\r\n');

	it('that are blank are counted, and go into none of three files', async () => {
		const { tables, summary } = await bench.scrub({ lists: [`${list}\r\n\r\n`] });
		expect(summary).toMatchObject({
			rows: 10,
			blank: 6,
			malformed: 0,
			broken: 2,
			files: { clean: 2, rejected: 1, review: 2 },
		});
		expect(column(tables.rejected, 'city')).toEqual(['Paris']);
		expect(column(tables.review, 'name')).toEqual(['Grand Totals (2 records)', 'Copyright (c) 2026 Acme']);
	});

	it('keep their places in the enriched file, where nothing is said of blank ones', async () => {
		const { tables, summary } = await bench.scrub({ lists: [list], parameters: enriched });
		expect(column(tables.enriched, 'verdict')).toEqual(['valid', '', '', 'valid', 'invalid', '', 'unknown', 'unknown']);
		expect(summary).toMatchObject({ byVerdict: { valid: 2, invalid: 1, unknown: 2 }, files: { enriched: 8 } });
	});

	it('that stand below the list are no numbers though the numbers are in the first column', async () => {
		const { tables } = await bench.scrub({
			lists: [`phone,name\n${valid},Ann\n\nConfidential Information - Do Not Distribute\n`],
		});
		expect(column(tables.review, 'phone')).toEqual(['Confidential Information - Do Not Distribute']);
		expect(tables.rejected).toHaveLength(1);
	});

	it('but with a name are contacts whose number is missing', async () => {
		const { tables, summary } = await bench.scrub({ lists: ['name,phone,city\nAnn,\nBob,,\n'] });
		expect(column(tables.rejected, 'name')).toEqual(['Ann', 'Bob']);
		expect(summary).toMatchObject({ blank: 2, broken: 0 });
	});
});

describe('the option Header Line', () => {
	const titled = `Customers; all, 2026\r\n\r\nid;phone;name\r\n1;${valid};Ann\r\n`;

	it('leaves out what stands above the header', async () => {
		const { files, summary } = await bench.scrub({ lists: [titled], parameters: enriched, options: { headerLine: 3 } });
		expect(summary).toMatchObject({ rows: 1, delimiter: ';', byVerdict: { valid: 1 } });
		expect(files.enriched?.toString()).toMatch(/^id;phone;name;verdict;/);
	});

	it('is named, with the line, where a column is missed that stands further down', async () => {
		const { run } = await bench.scrub({ lists: [titled] });
		expect(run.error?.message).toContain(
			'The first row of the list has no column "phone", as the field "Number Column" says, but line 3 has. Set the option Header Line to 3.',
		);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});

	it('keeps the delimiter that a line for Excel names', async () => {
		const lists = [`sep=|\r\nA title\r\nid|phone\r\n1|${valid}\r\n`];
		const { summary } = await bench.scrub({ lists, options: { headerLine: 3 } });
		expect(summary).toMatchObject({ rows: 1, delimiter: '|' });
	});

	it('works for a list without a header, too', async () => {
		const options = { headerRow: false, headerLine: 2 };
		const { summary } = await bench.scrub({
			lists: [`A title\n${valid}\n${absent}\n`],
			parameters: { numberColumn: '1' },
			options,
		});
		expect(summary).toMatchObject({ rows: 2, distinct: 2 });
	});

	it('is named also where the first line cannot be read', async () => {
		const { run } = await bench.scrub({ lists: [titled.replace('2026', '"2026')] });
		expect(run.error?.message).toMatch(
			/^The first row .* cannot be read\. .* Line 3 has a column "phone": set the option/,
		);
	});

	it('leaves out what stands above, however far that goes', async () => {
		const list = Array.from({ length: 20_000 }, (_, row) => `not a number ${String(row + 1).padStart(6, '0')},x\n`);
		const { summary, files } = await bench.scrub({
			lists: [list.join('')],
			parameters: { ...enriched, numberColumn: '1' },
			options: { headerRow: false, headerLine: 10_001 },
		});
		expect(summary).toMatchObject({ rows: 10_000 });
		expect(files.enriched?.toString()).toMatch(/^not a number 010001,x/);
	});

	it('beyond the end is an error', async () => {
		const { run } = await bench.scrub({ lists: [titled], options: { headerLine: 9 } });
		expect(run.error?.message).toContain('The list ends before line 9, which the option Header Line names.');
	});
});

describe('a list without rows is warned of', () => {
	const lists: Array<[string, Uint8Array, string]> = [
		['no byte', Buffer.alloc(0), 'contacts.csv is empty, so nothing was looked up.'],
		[
			'a header alone',
			Buffer.from('id,phone\n'),
			'contacts.csv has no rows below the names of its columns, so nothing was looked up.',
		],
		[
			'an empty sheet before others',
			workbook({
				sheets: [
					{ rows: '' },
					{ name: 'Kunden', rows: textSheet([['phone'], [valid]]) },
					{ name: 'Leer', rows: '' },
					{ name: 'Alt', rows: textSheet([['phone']]) },
				],
			}),
			'The sheet "Sheet1" of contacts.csv is empty, so nothing was looked up. Other sheets have rows: "Kunden", "Alt". ' +
				'Write the right one into the option Sheet.',
		],
	];
	it.each(lists)('%s', async (_what, list, message) => {
		const { run, summary } = await bench.scrub({ lists: [list] });
		expect(summary).toMatchObject({ rows: 0, problem: null });
		expect(run.hints.filter(({ type }) => type === 'warning')).toMatchObject([{ message }]);
	});
});

describe('Input Binary Field', () => {
	it('may be an expression that gives the file itself', async () => {
		const file = await fileOf(Buffer.from(`phone\n${valid}\n`), 'contacts.csv', 'text/csv');
		const items = [{ json: {}, binary: { upload: file } }];
		const { summary, run } = await bench.scrub({ items, parameters: { binaryPropertyName: '={{ $binary.upload }}' } });
		expect(run.error).toBeNull();
		expect(summary).toMatchObject({ file: 'contacts.csv', rows: 1, byVerdict: { valid: 1 } });
	});

	it.each([
		['of which the item has several, is refused', absent, /fits several files of the item/],
		['of which the item has copies, is one of them', valid, null],
	])('may be an expression that gives a file, and one %s', async (_what, other, refused) => {
		const a = await fileOf(Buffer.from(`phone\n${other}\n`), 'list.csv', 'text/csv');
		const b = await fileOf(Buffer.from(`phone\n${valid}\n`), 'list.csv', 'text/csv');
		const items = [{ json: {}, binary: { a, b } }];
		const { run, summary } = await bench.scrub({ items, parameters: { binaryPropertyName: '={{ $binary.b }}' } });
		if (refused === null) expect(summary).toMatchObject({ byVerdict: { valid: 1 } });
		else expect(run.error?.message).toMatch(refused);
	});

	it('may be an expression that gives the file of another node', async () => {
		const { data, mimeType } = await fileOf(Buffer.from(`phone\n${valid}\n`), 'contacts.csv', 'text/csv');
		const parameters = { binaryPropertyName: `={{ ${JSON.stringify({ data, mimeType })} }}` };
		const { summary } = await bench.scrub({ items: [{ json: {} }], parameters });
		expect(summary).toMatchObject({ rows: 1, byVerdict: { valid: 1 } });
	});

	it.each([
		['the content', '={{ $binary.data.data }}'],
		['all files', '={{ $binary }}'],
		['a part of it', '={{ { data: $binary.data.data } }}'],
		['its text', '={{ $json.text }}'],
		['a list', '={{ [$binary.data] }}'],
		['a number', '={{ 7 }}'],
	])('repeats no content where an expression gives something else: %s', async (_what, binaryPropertyName) => {
		const content = Buffer.from(`phone\n${numbers(40).join('\n')}\n`);
		const items = [
			{ json: { text: content.toString() }, binary: { data: await fileOf(content, 'contacts.csv', 'text/csv') } },
		];
		const { run } = await bench.scrub({ items, parameters: { binaryPropertyName } });
		expect(run.error?.message).toContain('The field "Input Binary Field" holds no name of a field');
		const told = JSON.stringify([run.error, run.error?.message, run.error?.description, run.hints, run.logs]);
		expect(told).not.toContain(content.toString('base64').slice(0, 40));
		expect(told).not.toContain(valid);
	});
});
