/** Scrub List on Excel workbooks: read as lists are, and given back as workbooks. */

import { strFromU8, unzipSync } from 'fflate';

import { openFile } from '../../nodes/NumberLookup/list/openFile';
import { main, reading, sourceOf, textSheet, workbook } from '../list/workbook/fixture';
import { absent, column, enriched, listBench, valid } from './listHarness';

const bench = listBench();

const digits = valid.slice(1);

/** A number as text, as a number, as one with commas, and one that is absent; beside a date. */
const contacts = {
	name: 'Contacts',
	before: '<cols><col min="2" max="2" width="22"/></cols>',
	rows: [
		'<row><c t="str"><v>phone</v></c><c t="str"><v>since</v></c></row>',
		`<row><c t="str"><v>${valid}</v></c><c s="1"><v>45322</v></c></row>`,
		`<row><c><v>${digits}</v></c><c s="1"><v>45323</v></c></row>`,
		`<row><c s="2"><v>${digits}</v></c><c t="b"><v>1</v></c></row>`,
		`<row><c t="str"><v>${absent}</v></c></row>`,
	].join(''),
};
const file = workbook({ sheets: [contacts], formats: ['dd/mm/yyyy', '#,##0.00'] });

/** As the node itself reads it: other programs were asked by hand (openpyxl, exceljs, SheetJS). */
async function tableOf(bytes: Buffer | undefined) {
	const source = sourceOf(bytes ?? Buffer.alloc(0));
	const list = await openFile(async () => source(), reading, null);
	const rows = [];
	for await (const block of list.blocks) rows.push(...block.rows);
	return rows;
}

/** Of the rows below the header. */
function reasonsIn([header, ...rows]: Awaited<ReturnType<typeof tableOf>>) {
	const place = header?.cells.indexOf('statusMessage') ?? -1;
	return rows.map(({ cells }) => cells[place]);
}

describe('a workbook', () => {
	it('becomes workbooks, with the cells as they were and what was found behind them', async () => {
		const { summary, files, outputs } = await bench.scrub({
			lists: [file],
			parameters: { columns: ['verdict', 'mcc'] },
		});
		expect(summary).toMatchObject({
			rows: 4,
			distinct: 2,
			duplicates: 2,
			files: { clean: 3, rejected: 0, review: 1 },
			encoding: null,
			delimiter: null,
			sheet: 'Contacts',
		});
		const clean = await tableOf(files.clean);
		expect(clean.map(({ cells }) => cells)).toEqual([
			['phone', 'since', 'verdict', 'mcc', 'statusMessage'],
			[valid, '31/01/2024', 'valid', '234', 'A network serves this number.'],
			[digits, '01/02/2024', 'valid', '234', 'A network serves this number.'],
			['447,788,450,450.00', 'TRUE', 'valid', '234', 'A network serves this number.'],
		]);
		expect(clean[2]?.stored).toMatchObject([
			{ kind: 'number', value: digits },
			{ kind: 'number', value: '45323' },
			{ kind: 'text' },
			{ kind: 'text', value: '234' },
			{ kind: 'text' },
		]);
		expect((await tableOf(files.review)).map(({ cells }) => cells[0])).toEqual(['phone', absent]);
		expect(await tableOf(files.rejected)).toHaveLength(1);
		expect(outputs[0]?.[0]?.binary?.clean).toMatchObject({
			fileName: 'contacts-clean.xlsx',
			mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		});
	});

	it('becomes CSV where an option says so', async () => {
		const { files, outputs } = await bench.scrub({
			lists: [file],
			parameters: { outputFiles: 'enriched', columns: ['verdict'] },
			options: { outputFormat: 'csv' },
		});
		const message = 'A network serves this number.';
		expect(files.enriched?.toString().split('\r\n').slice(0, 4)).toEqual([
			'\ufeffphone,since,verdict,statusMessage',
			`${valid},31/01/2024,valid,${message}`,
			`${digits},01/02/2024,valid,${message}`,
			`${digits},TRUE,valid,${message}`,
		]);
		expect(outputs[0]?.[0]?.binary?.enriched?.fileName).toBe('contacts-enriched.csv');
	});

	it.each(['Other', 2, '={{ 2 }}'])('is read at the sheet that the option names: %s', async (sheet) => {
		const two = workbook({ sheets: [contacts, { name: 'Other', rows: textSheet([['phone'], [valid]]) }] });
		const { summary } = await bench.scrub({ lists: [two], parameters: enriched, options: { sheet } });
		expect(summary).toMatchObject({ rows: 1, sheet: 'Other' });
	});

	it('may have a sheet without names of columns', async () => {
		const list = workbook({ sheets: [{ rows: textSheet([[valid], [absent]]) }] });
		const { summary, files } = await bench.scrub({
			lists: [list],
			parameters: { ...enriched, numberColumn: '1' },
			options: { headerRow: false },
		});
		expect(summary).toMatchObject({ rows: 2, distinct: 2 });
		expect((await tableOf(files.enriched)).map(({ cells }) => cells.slice(0, 2))).toEqual([
			[valid, 'valid'],
			[absent, 'unavailable'],
		]);
	});

	it.each([
		['without kinds of cells', { 'xl/styles.xml': `<styleSheet xmlns="${main}"/>` }],
		['without styles', { 'xl/styles.xml': null }],
	])('has one kind of cell at least, and cells of no other: a list %s', async (_, parts) => {
		const rows = `<row><c s="3" t="str"><v>phone</v></c></row><row><c s="3"><v>${digits}</v></c></row>`;
		const { files } = await bench.scrub({ lists: [workbook({ sheets: [{ rows }], parts })], parameters: enriched });
		const made = unzipSync(files.enriched ?? Buffer.alloc(0));
		expect(strFromU8(made['xl/styles.xml'] ?? new Uint8Array())).toContain('<cellXfs count="1"><xf numFmtId="0"');
		expect(strFromU8(made['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain(`<c r="A2"><v>${digits}</v></c>`);
	});

	it('stands beside CSV files in one run, where each stays what it was', async () => {
		const { all } = await bench.scrub({ lists: [`phone\n${valid}\n`, file], parameters: enriched });
		expect(column(all[0]?.tables.enriched, 'verdict')).toEqual(['valid']);
		expect(all.map(({ summary }) => summary.sheet)).toEqual([null, 'Contacts']);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(2);
	});
});

describe('Header Line', () => {
	const row = (place: number, text: string) =>
		`<row r="${place}"><c r="A${place}" t="str"><v>${text}</v></c><c r="B${place}"><v>1</v></c></row>`;
	const byPosition = { ...enriched, numberColumn: '1' };

	it.each([
		['a row of the list', 4, [valid, absent, valid]],
		['a blank row above the list', 2, [valid, absent, valid]],
		['a row within the list', 5, [absent, valid]],
		['a blank row within the list', 7, [valid]],
	])('is the row as Excel numbers it: %s', async (_, headerLine, expected) => {
		const rows = row(4, valid) + row(5, absent) + row(8, valid);
		const list = workbook({ sheets: [{ rows }] });
		const options = { headerRow: false, headerLine };
		const { files } = await bench.scrub({ lists: [list], parameters: byPosition, options });
		const numbers = (await tableOf(files.enriched)).map(({ cells }) => cells[0]);
		expect(numbers.filter((number) => number !== '')).toEqual(expected);
	});

	it('is named as Excel numbers rows, where the column’s name is in another', async () => {
		const rows = row(2, 'A title') + row(6, 'phone') + row(7, valid);
		const list = workbook({ sheets: [{ rows }] });
		const wrong = await bench.scrub({ lists: [list], parameters: enriched });
		expect(wrong.run.error?.message).toContain('but line 6 has. Set the option Header Line to 6.');
		const right = await bench.scrub({ lists: [list], parameters: enriched, options: { headerLine: 6 } });
		expect(right.summary).toMatchObject({ rows: 1, byVerdict: { valid: 1 } });
	});

	it('may be far down in a sheet', async () => {
		const titles = Array.from({ length: 5_000 }, (_, index) => row(index + 1, `${index * 7919}`)).join('');
		const list = workbook({ sheets: [{ rows: `${titles}${row(5_001, 'phone')}${row(5_002, valid)}` }] });
		const { summary } = await bench.scrub({ lists: [list], parameters: enriched, options: { headerLine: 5_001 } });
		expect(summary).toMatchObject({ rows: 1, byVerdict: { valid: 1 } });
	});
});

describe('a cell without a value to look up', () => {
	const header = '<row><c t="str"><v>phone</v></c><c t="str"><v>country</v></c></row>';
	const withoutResult = 'A formula whose result the workbook does not hold; open it in Excel and save it.';
	/** As rows of a list of these cells. */
	const scrub = async (cells: readonly string[], parameters = {}) => {
		const rows = header + cells.map((each) => `<row>${each}<c t="str"><v>GB</v></c></row>`).join('');
		const finished = await bench.scrub({ lists: [workbook({ sheets: [{ rows }] })], parameters });
		const review = await tableOf(finished.files.review);
		return { ...finished, reasons: reasonsIn(review), review };
	};
	const warnings = (hints: ReadonlyArray<{ type?: string; message: string }>) =>
		hints.filter(({ type }) => type === 'warning').map(({ message }) => message);

	it.each([
		['a formula without a value', '<c><f>"+44"&amp;C2</f></c>', withoutResult],
		['a formula with an empty value', '<c><f>A1</f><v></v></c>', withoutResult],
		['a shared formula', '<c><f t="shared" si="0"/></c>', withoutResult],
		[
			'an error',
			'<c t="e"><v>#N/A</v></c>',
			'Holds #N/A, an error of the spreadsheet; mend it there and save the list anew.',
		],
		['an error of a formula', '<c t="e"><f>A9</f><v>#REF!</v></c>', 'Holds #REF!, an error of the spreadsheet;'],
	])('goes to review and says why: %s', async (_, cell, reason) => {
		const { summary, reasons, review } = await scrub([cell, `<c t="str"><v>${valid}</v></c>`]);
		expect(summary).toMatchObject({ blank: 0, malformed: 0, broken: 0, files: { clean: 1, rejected: 0, review: 1 } });
		expect(reasons).toEqual([expect.stringContaining(reason)]);
		expect(review[1]?.cells[1]).toBe('GB');
	});

	it('is empty where the formula’s result is an empty text', async () => {
		const { summary } = await scrub(['<c t="str"><f>""</f><v></v></c>']);
		expect(summary).toMatchObject({ blank: 1, files: { rejected: 1, review: 0 } });
	});

	it('is not called an empty column, where there are only such', async () => {
		const { run } = await scrub(['<c><f>A9</f></c>', '<c><f>A9</f></c>']);
		expect(warnings(run.hints)).toEqual([
			'contacts.csv: 2 rows hold formulas without a result, or errors of the spreadsheet, and were not looked up. Open the list in Excel, mend such cells and save it.',
		]);
	});

	it('is an error in CSV, too', async () => {
		const list = `phone\n#N/A\n#BEZUG!\n #NAME? \n${valid}\n`;
		const { summary } = await bench.scrub({ lists: [list] });
		expect(summary.files).toMatchObject({ clean: 1, rejected: 0, review: 3 });
	});

	it('as the country does not stand for Default Country', async () => {
		const cell = (text: string) => `<c t="str"><v>${text}</v></c>`;
		const rows = `${header}<row>${cell('07788450450')}<c><f>A9</f></c></row><row>${cell(valid)}<c><f>A9</f></c></row>`;
		const { summary } = await bench.scrub({
			lists: [workbook({ sheets: [{ rows }] })],
			parameters: { countryColumn: 'country', defaultCountry: 'GB' },
		});
		expect(summary.files).toMatchObject({ clean: 1, rejected: 0, review: 1 });
	});
});

describe('a row of a single cell', () => {
	it.each([
		['a line below the list', ['© 2026 Acme'], { rejected: 0, review: 1 }],
		['one below the column of numbers', ['', '© 2026 Acme'], { rejected: 0, review: 1 }],
		['a contact without a number', ['', '', 'Rome'], { rejected: 1, review: 0 }],
		['a number', ['', valid], { clean: 2 }],
	])('is what it would be in CSV: %s', async (_, cells, expected) => {
		const rows = textSheet([['name', 'phone', 'city'], ['Ann', valid, 'Rome'], cells]);
		const { summary } = await bench.scrub({ lists: [workbook({ sheets: [{ rows }] })] });
		expect(summary.files).toMatchObject(expected);
	});

	it('keeps the reason that its number has', async () => {
		const rows = textSheet([['phone', 'name'], ['07788450450']]);
		const { files } = await bench.scrub({ lists: [workbook({ sheets: [{ rows }] })] });
		expect(reasonsIn(await tableOf(files.review))).toEqual([expect.stringContaining('Written without a country code')]);
	});
});

describe('what is no list', () => {
	it.each<[string, Buffer, string]>([
		[
			'an old workbook',
			Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook\0', 'utf16le')]),
			'(.xls)',
		],
		['a workbook cut off', file.subarray(0, 300), 'damaged'],
		['a sheet that is not there', file, 'no sheet "Nowhere"'],
	])('fails the node before anything is paid for: %s', async (_, list, words) => {
		const { run } = await bench.scrub({ lists: [list], options: { sheet: 'Nowhere' } });
		expect(run.error?.message).toContain(words);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});
});
