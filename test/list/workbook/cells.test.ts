/** What a person sees in a cell is what the list holds. */

import { escaped, read, seen, textSheet, workbook } from './fixture';

describe('a number', () => {
	it.each([
		['447911123456', '447911123456'],
		['4.47911123456E+11', '447911123456'],
		['7911123456.0', '7911123456'],
		['4.4791112345600006E11', '447911123456'],
		['0.30000000000000004', '0.3'],
		['123456789012345', '123456789012345'],
		['-12.5', '-12.5'],
		['1E-3', '0.001'],
	])('keeps its digits: %s reads %s', async (value, text) => {
		expect(await seen(`<c><v>${value}</v></c>`)).toEqual([text]);
	});

	it.each<[number: number, format: string | number, text: string]>([
		[447911123456, 1, '447911123456'],
		[447911123456, '0.00E+00', '447911123456'],
		[447911123456, '@', '447911123456'],
		[612345678, '0000000000', '0612345678'],
		[612345678, '00\\ 00\\ 00\\ 00\\ 00', '06 12 34 56 78'],
		[2025550123, '[<=9999999]###\\-####;\\(###\\)\\ ###\\-####', '(202) 555-0123'],
		[7911123456, '"+44 "0', '+44 7911123456'],
		[0.125, 10, '12.50%'],
		[1234.5, '#,##0.00\\ "€"', '1,234.50 €'],
		[1234.5, '_-* #,##0.00\\ _€_-;\\-* #,##0.00\\ _€_-', '1,234.50'],
		[45322, 14, '2024-01-31'],
		[45322.75, 22, '2024-01-31 18:00'],
		[45322, 'dd\\.mm\\.yyyy', '31.01.2024'],
		[45322, '[$-407]d\\.\\ mmmm\\ yyyy', '31. Januar 2024'],
		[0.75, 18, '6:00 PM'],
		[1.5, 46, '36:00:00'],
		[-5, 'yyyy-mm-dd', '-5'],
		[5, 'no [ format', '5'],
		[60, 'B2dd/mm/yyyy', '60'],
		[45322.999999, 'yyyy\\-mm\\-dd hh:mm:ss', '2024-02-01 00:00:00'],
		[45322.999999, 22, '2024-02-01 00:00'],
		[45322.999999, 'yyyy-mm-dd hh:mm:ss.000', '2024-01-31 23:59:59.914'],
		[45322.99999, 'yyyy-mm-dd hh:mm', '2024-01-31 23:59'],
		[45322.999999, '"at h"dd/mm/yyyy', 'at h31/01/2024'],
		[0.9999999, '[$-409]h:mm AM/PM', '12:00 AM'],
		[1.9999999, 46, '48:00:00'],
	])('is seen as its format says: %d with %s', async (value, format, text) => {
		expect(await seen(`<c s="1"><v>${value}</v></c>`, { formats: [format] })).toEqual([text]);
	});

	it.each([
		['yyyy-mm-dd', '2024-01-31'],
		['[h]:mm', '1052640:00'],
	])('counts days from 1904 where the workbook does: %s', async (format, text) => {
		const cell = '<c s="1"><v>43860</v></c>';
		expect(await seen(cell, { formats: [format], properties: 'date1904="1"' })).toEqual([text]);
	});
});

describe('another value', () => {
	it.each([
		['<c t="b"><v>1</v></c>', 'TRUE'],
		['<c t="b"><v>0</v></c>', 'FALSE'],
		['<c t="e"><v>#N/A</v></c>', '#N/A'],
		['<c t="str"><f>A1&amp;"x"</f><v>what it came to</v></c>', 'what it came to'],
		['<c><f>1+1</f><v>2</v></c>', '2'],
		['<c t="inlineStr"><is><t xml:space="preserve"> a </t></is></c>', ' a '],
		['<c t="inlineStr"><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></is></c>', 'ab'],
		['<c t="d" s="1"><v>2024-01-31T00:00:00</v></c>', '31/01/2024'],
		['<c t="d" s="1"><v>2024-01-31</v></c>', '31/01/2024'],
		['<c t="str"><v>a_x000D_b_x005F_x000D_</v></c>', 'a\rb_x000D_'],
		['<c t="str"><v>&lt;&#233;&amp;&gt;<![CDATA[<]]></v></c>', '<é&><'],
		['<c t="str"><v>one\r\ntwo</v></c>', 'one\ntwo'],
	])('reads as it is shown: %s', async (cell, text) => {
		expect(await seen(cell, { formats: ['dd/mm/yyyy'] })).toEqual([text]);
	});

	it('may be one of the shared texts, without what says how it is pronounced', async () => {
		const strings =
			'<si><t>plain</t></si><si/><si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>';
		const cells = [0, 1, 2, 3].map((index) => `<c t="s"><v>${index}</v></c>`);
		expect(await seen(cells.join(''), { strings })).toEqual(['plain', '', 'rich text', '東京']);
	});

	it('may be one of many shared texts', async () => {
		const count = 10_000;
		const texts = Array.from({ length: count }, (_, index) => `Text ${index} ü`);
		const strings = texts.map((text) => `<si><t>${text}</t></si>`).join('');
		const rows = texts.map((_, index) => `<row><c t="s"><v>${index}</v></c></row>`).join('');
		const list = await read(workbook({ sheets: [{ rows }], strings }));
		expect(list.rows.map(([text]) => text)).toEqual(texts);
	});
});

describe('where a cell stands', () => {
	it.each([
		['by its reference', '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>', [['1', '', '3']]],
		['in its order, where it has none', '<row><c><v>1</v></c><c/><c><v>3</v></c></row>', [['1', '', '3']]],
		[
			'in rows that are left out',
			'<row r="3"><c r="A3"><v>1</v></c></row><row r="5"><c r="A5"><v>2</v></c></row><row r="9"/>',
			[['1'], [''], ['2']],
		],
		['empty cells at the end are none', '<row><c><v>1</v></c><c s="1"/></row><row><c s="1"/></row>', [['1']]],
		[
			'cells that are merged hold the first one’s value',
			'<row><c><v>1</v></c><c/></row><row><c><v>1</v></c><c><v>2</v></c></row>',
			[
				['1', ''],
				['1', '2'],
			],
		],
		[
			'also where they come in another order',
			'<row><c r="B1"><v>2</v></c><c r="D1"><v>4</v></c><c r="A1"><v>1</v></c><c><v>5</v></c></row>',
			[['1', '2', '', '4', '5']],
		],
		['behind those that have its place', '<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', [['1', '2']]],
		['behind Z', '<row><c r="AB1"><v>1</v></c></row>', [[...Array<string>(27).fill(''), '1']]],
	])('%s', async (_, rows, expected) => {
		const before = '<dimension ref="A1:XFD1048576"/>';
		expect((await read(workbook({ sheets: [{ rows, before }] }))).rows).toEqual(expected);
	});

	it('is told where a row is longer than all at the beginning, and nothing is lost', async () => {
		const many = Array.from({ length: 10_000 }, (_, row) => [`Contact ${row * 7919}`, `${row * 104_729}`]);
		const rows = textSheet([...many, ['a', 'b', 'c']]);
		const { rows: all, problems } = await read(workbook({ sheets: [{ rows }] }));
		expect(all[0]).toEqual(['Contact 0', '0']);
		expect(all.at(-1)).toEqual(['a', 'b, c']);
		expect(problems.slice(-2)).toEqual([null, expect.stringContaining('Has 3 columns')]);
	});

	it('in a column without a name counts, too', async () => {
		const { rows } = await read(workbook({ sheets: [{ rows: textSheet([['phone'], ['1', 'note']]) }] }));
		expect(rows).toEqual([
			['phone', ''],
			['1', 'note'],
		]);
	});
});

it('keeps every letter', async () => {
	const text = '漢字 𝒳 😀 é & < > " \' =1+1';
	expect(await seen(`<c t="str"><v>${escaped(text)}</v></c>`)).toEqual([text]);
});
