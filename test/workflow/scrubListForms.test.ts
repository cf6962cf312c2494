/** How a list may be written: its encoding, its marks, and what stands before its first row. */

import type { INodeParameters } from 'n8n-workflow';

import { column, enriched, listBench, valid } from './listHarness';

const bench = listBench();

const mark = '\ufeff';

describe('how a list is written', () => {
	const text = `name;phone\r\nJosé €;${valid}\r\n`;

	it.each<[string, Buffer, string]>([
		['UTF-8', Buffer.from(text), ''],
		['UTF-8 with a mark', Buffer.from(mark + text), mark],
		['UTF-16 LE', Buffer.from(mark + text, 'utf16le'), mark],
		['UTF-16 BE', Buffer.from(mark + text, 'utf16le').swap16(), mark],
		['Windows-1252', Buffer.from(text.replace('€', '\x80'), 'latin1'), mark],
	])('is found out, and the files read alike in UTF-8: %s', async (_name, list, begins) => {
		const { files } = await bench.scrub({ lists: [list], parameters: enriched });
		expect(files.enriched?.toString()).toBe(
			`${begins}name;phone;verdict;status;statusMessage\r\nJosé €;${valid};valid;ok;A network serves this number.\r\n`,
		);
	});

	it.each([{}, { encoding: 'utf-8' }])(
		'stays UTF-8 where a byte is not, with a warning: options %j',
		async (options) => {
			const list = Buffer.from(`name,phone\nJos\xe9 M\xc3\xbcller,${valid}\n`, 'latin1');
			const { run, tables } = await bench.scrub({ lists: [list], parameters: enriched, options });
			expect(column(tables.enriched, 'name')).toEqual(['José Müller']);
			expect(run.hints[0]).toMatchObject({
				type: 'warning',
				message:
					'1 byte of contacts.csv is not UTF-8 and was read as Windows-1252. ' +
					'Check the option Encoding, and the letters outside ASCII in the new files.',
			});
		},
	);

	it('may be told', async () => {
		const list = Buffer.from(`'na|me'|phone\n'Jos\xe9|'|${valid}\n`, 'latin1');
		const options = { delimiter: '|', quote: "'", encoding: 'windows-1252' };
		const { files } = await bench.scrub({ lists: [list], parameters: { columns: [] }, options });
		expect(files.clean?.toString()).toBe(
			`${mark}'na|me'|phone|statusMessage\n'José|'|${valid}|A network serves this number.\n`,
		);
	});

	it('may have a space for delimiter, which an expression gives', async () => {
		const options = { delimiter: '={{ " " }}' };
		const { tables } = await bench.scrub({ lists: [`name phone\nAnn ${valid}\n`], parameters: enriched, options });
		expect(column(tables.enriched, 'phone')).toEqual([valid]);
	});

	it.each<[string, INodeParameters, string]>([
		['Delimiter', { delimiter: 'ab' }, 'must be a single character, or tab'],
		['Encoding', { encoding: '={{ "utf-7" }}' }, 'must be an encoding that Node.js knows by this name'],
		['Quote Character', { quote: '={{ "x" }}' }, 'must be one of: auto'],
		['Header Row', { headerRow: '={{ "yes" }}' }, 'must be true or false'],
		['Price per Lookup', { pricePerLookup: -1 }, 'must be 0 or more'],
	])('cannot be told so: %s %j', async (name, options, rule) => {
		const { run } = await bench.scrub({ lists: [`phone\n${valid}\n`], options });
		expect(run.error?.message).toContain(`The option "${name}" ${rule}`);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});
});

describe('line breaks', () => {
	it.each([
		['CR CR LF, as Python writes on Windows', `name,phone\r\r\nAnn,${valid}\r\r\n"Bob",${valid}\r\r\n`, '\r\n'],
		['CR below a header with CR LF', `name,phone\r\nAnn,${valid}\rBob,${valid}\r`, '\r'],
		['LF below a header with CR LF', `name,phone\r\nAnn,${valid}\nBob,${valid}\n`, '\n'],
	])('of any kind end a row, and the new files have the most frequent one: %s', async (_what, list, lineBreak) => {
		const { files } = await bench.scrub({ lists: [list], parameters: { columns: [] } });
		const said = 'A network serves this number.';
		expect(files.clean?.toString()).toBe(
			['name,phone,statusMessage', `Ann,${valid},${said}`, `Bob,${valid},${said}`, ''].join(lineBreak),
		);
	});
});

describe('the advice about a column that is missed', () => {
	it.each([
		['of a list with commas in names', `Name, Vorname;phone\nMüller, Anna;${valid}\n`, ','],
		['of a list with tabs', `Name, Vorname\tphone\nMüller, Anna\t${valid}\n`, ';'],
	])('names the delimiter, if it was told wrong: %s', async (_what, list, delimiter) => {
		expect((await bench.scrub({ lists: [list] })).summary).toMatchObject({ byVerdict: { valid: 1 } });
		const { run } = await bench.scrub({ lists: [list], options: { delimiter } });
		expect(run.error?.message).toMatch(
			/In its first row, (?:";"|a tab) stands between this name and others\. Set the option/,
		);
	});

	it('names no line for a position', async () => {
		const rows = [1, 2, 3, 4].map((id) => `${id},A,${valid}\n`).join('');
		const { run } = await bench.scrub({ lists: [`id,name,phone\n${rows}`], parameters: { numberColumn: '4' } });
		expect(run.error?.message).toMatch(/has no column "4".*Its columns are: id, name, phone\./);
	});
});

describe('before the header', () => {
	it.each([
		['a line for Excel', 'sep=;\r\n'],
		['a line for Excel, in quotation marks', '"sep=;"\r\n'],
		['blank lines', '\r\n\r\n'],
		['both', '\r\nsep=;\r\n\r\n'],
	])('%s may stand, and is left out', async (_what, before) => {
		const list = `${before}id;name, title;phone\r\n1;Ann, Dr., Prof.;${valid}\r\n`;
		const { summary, files } = await bench.scrub({ lists: [list], parameters: enriched });
		expect(summary).toMatchObject({ rows: 1, broken: 0, delimiter: ';', byVerdict: { valid: 1 } });
		expect(files.enriched?.toString()).toBe(
			`id;name, title;phone;verdict;status;statusMessage\r\n1;Ann, Dr., Prof.;${valid};valid;ok;A network serves this number.\r\n`,
		);
	});
});
