/** Workbooks that were made to do harm, or came to some: they end in an error that says so, or are read in little memory. */

import { strToU8, zipSync } from 'fflate';

import { openFile } from '../../../nodes/NumberLookup/list/openFile';
import { main, partsOf, read, reading, sourceOf, textSheet, workbook } from './fixture';

const valid = '+447788450450';
const rows = textSheet([['phone'], [valid]]);
const good = workbook({ sheets: [{ rows }] });
const sheet = (xml: string) => workbook({ sheets: [{ rows }], parts: { 'xl/worksheets/sheet0.xml': xml } });

describe('a damaged workbook', () => {
	it.each<[string, Buffer]>([
		['cut off', good.subarray(0, good.length - 30)],
		['cut off in the middle', good.subarray(0, good.length / 2)],
		['of a beginning alone', good.subarray(0, 10)],
		['without its beginning', Buffer.concat([good.subarray(0, 4), good.subarray(200)])],
		['with other bytes in a part', Buffer.from(good).fill(0xff, 60, 700)],
		['with a part cut off', sheet(`<worksheet xmlns="${main}"><sheetData>${rows}`)],
		['with an empty part', sheet('')],
		['with text for a part', sheet('phone\n+447788450450\n')],
		['without its sheet', workbook({ sheets: [{ rows }], parts: { 'xl/worksheets/sheet0.xml': null } })],
		['without a workbook', workbook({ sheets: [{ rows }], parts: { 'xl/workbook.xml': null } })],
		['without its shared texts', workbook({ sheets: [{ rows: '<row><c t="s"><v>0</v></c></row>' }] })],
		[
			'with too few shared texts',
			workbook({ sheets: [{ rows: '<row><c t="s"><v>1</v></c></row>' }], strings: '<si><t>phone</t></si>' }),
		],
	])('%s is called damaged', async (_, file) => {
		await expect(read(file)).rejects.toThrow(/The file is damaged, or was not transferred whole/);
	});

	it('is one or the other wherever it is cut', async () => {
		for (let length = 4; length < good.length; length += 7) {
			await expect(read(good.subarray(0, length))).rejects.toThrow(/damaged/);
		}
	});

	it('holds no file’s content in the error', async () => {
		const file = sheet(`<worksheet><sheetData><row><c t="str"><v>${valid}</v>`);
		const failure: unknown = await read(file).catch((error: unknown) => error);
		expect(String(failure)).toContain('damaged');
		expect(String(failure)).not.toContain(valid);
	});
});

describe('a hostile workbook', () => {
	const laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';

	it('with a document type is refused', async () => {
		await expect(read(sheet(`${laughs}<worksheet><sheetData/></worksheet>`))).rejects.toThrow(
			'document type definition',
		);
	});

	it.each([
		['a text without an end', `<worksheet><sheetData><row><c t="str"><v>${'x'.repeat(5 << 20)}`],
		['an attribute without an end', `<worksheet a="${'x'.repeat(5 << 20)}"`],
		['a comment without an end', `<worksheet><!--${'x'.repeat(5 << 20)}`],
		['elements in each other without an end', '<worksheet>'.repeat(100_000)],
		[
			'a cell beyond the last column',
			'<worksheet><sheetData><row><c r="XFE1"><v>1</v></c></row></sheetData></worksheet>',
		],
		['a row without an end', `<worksheet><sheetData><row>${`<c t="str"><v>${'x'.repeat(30_000)}</v></c>`.repeat(150)}`],
	])('with %s is refused', async (_, xml) => {
		await expect(read(sheet(xml))).rejects.toThrow(/The file is damaged/);
	});

	it('with a row beyond the last is refused', async () => {
		const far = '<worksheet><sheetData><row r="1048577"><c><v>1</v></c></row></sheetData></worksheet>';
		await expect(read(sheet(far))).rejects.toThrow('more rows than Excel knows');
	});

	it('that asks for a part outside of it gets none', async () => {
		const relations =
			'<Relationships><Relationship Id="s0" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>';
		const file = workbook({ sheets: [{ rows }], parts: { 'xl/_rels/workbook.xml.rels': relations } });
		await expect(read(file)).rejects.toThrow('it has no part "etc/passwd"');
	});

	it('that is encrypted is called so', async () => {
		const file = Buffer.from(good);
		const directory = file.readUInt32LE(file.length - 6);
		for (
			let at = file.indexOf('PK\x01\x02', directory, 'latin1');
			at >= 0;
			at = file.indexOf('PK\x01\x02', at + 1, 'latin1')
		) {
			file.writeUInt16LE(1, at + 8);
		}
		await expect(read(file)).rejects.toThrow('protected by a password');
	});
});

/** The most rows and cells that one block holds. */
async function largestBlock(file: Buffer) {
	const source = sourceOf(file, 65_536);
	const list = await openFile(async () => source(), reading, null);
	let [rowCount, mostCells, mostRows] = [0, 0, 0];
	for await (const { rows: some } of list.blocks) {
		rowCount += some.length;
		mostRows = Math.max(mostRows, some.length);
		mostCells = Math.max(mostCells, some.length * (some[0]?.cells.length ?? 0));
	}
	await list.close();
	return { rowCount, mostCells, mostRows };
}

describe('memory', () => {
	it('is not taken by a million rows of nothing', async () => {
		const nothing = `<worksheet><sheetData>${'<row><c s="1"/></row>'.repeat(1_048_576)}</sheetData></worksheet>`;
		const parts = { ...partsOf({ sheets: [{ rows }] }), 'xl/worksheets/sheet0.xml': strToU8(nothing) };
		expect(await largestBlock(Buffer.from(zipSync(parts)))).toMatchObject({ rowCount: 0 });
	});

	it('is not taken by a million rows that are left out', async () => {
		const gap = '<row><c><v>1</v></c></row><row r="1048576"><c><v>2</v></c></row>';
		const { rowCount, mostRows } = await largestBlock(workbook({ sheets: [{ rows: gap }] }));
		expect(rowCount).toBe(1_048_576);
		expect(mostRows).toBeLessThan(50_000);
	});

	it('is not taken by cells far to the right', async () => {
		const wide = '<row><c r="XFD1"><v>1</v></c></row>' + '<row><c><v>1</v></c></row>'.repeat(500);
		const { rowCount, mostCells } = await largestBlock(workbook({ sheets: [{ rows: wide }] }));
		expect(rowCount).toBe(501);
		expect(mostCells).toBeLessThan(50_000);
	});
});
