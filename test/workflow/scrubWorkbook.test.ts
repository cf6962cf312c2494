/** Scrub List on Excel workbooks: read as lists are, and given back as workbooks. */

import { openFile } from '../../nodes/NumberLookup/list/openFile';
import { reading, sourceOf, textSheet, workbook } from '../list/workbook/fixture';
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

	it('stands beside CSV files in one run, where each stays what it was', async () => {
		const { all } = await bench.scrub({ lists: [`phone\n${valid}\n`, file], parameters: enriched });
		expect(column(all[0]?.tables.enriched, 'verdict')).toEqual(['valid']);
		expect(all.map(({ summary }) => summary.sheet)).toEqual([null, 'Contacts']);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(2);
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
