import { readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { array, assert, asyncProperty, boolean, constantFrom, record, string, tuple } from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { keepFilesOnDisk } from '../../n8n-runner';
import { usualFields } from '../../nodes/NumberLookup/reference/resultFields';
import { until } from '../conformance/until';
import { absent, column, enriched, listBench, numbers, objectsOf, valid } from './listHarness';

const bench = listBench();

const nobodys = '+447788459001';
const mark = '\ufeff';

describe('a list', () => {
	const list = `id,phone,name\n1,${valid},Ann\n2,${nobodys},Bob\n3,${absent},"Cid, Dr."\n4,hello,Dora\n5,,Ed\n6,${valid},Fay\n`;

	it('becomes three files that together hold each of its rows once, in order', async () => {
		const { run, tables } = await bench.scrub({ lists: [list] });
		expect(run.error).toBeNull();
		expect(Object.keys(tables)).toEqual(['clean', 'rejected', 'review']);
		expect(column(tables.clean, 'id')).toEqual(['1', '6']);
		expect(column(tables.rejected, 'id')).toEqual(['2', '4', '5']);
		expect(column(tables.review, 'id')).toEqual(['3']);
		expect(column(tables.review, 'name')).toEqual(['Cid, Dr.']);
	});

	it('or one enriched file', async () => {
		const { tables } = await bench.scrub({ lists: [list], parameters: enriched });
		expect(tables).toEqual({
			enriched: [
				['id', 'phone', 'name', 'verdict', 'status', 'statusMessage'],
				['1', valid, 'Ann', 'valid', 'ok', 'A network serves this number.'],
				['2', nobodys, 'Bob', 'invalid', 'unknown_subscriber', expect.any(String)],
				['3', absent, 'Cid, Dr.', 'unavailable', 'absent_subscriber', expect.any(String)],
				['4', 'hello', 'Dora', 'invalid', 'invalid_number', 'Has no digits of a phone number.'],
				['5', '', 'Ed', 'invalid', 'invalid_number', 'Empty: there is no number to look up.'],
				['6', valid, 'Fay', 'valid', 'ok', 'A network serves this number.'],
			],
		});
	});

	it('gives one item, whose fields are the summary', async () => {
		const options = { pricePerLookup: 0.003 };
		const { outputs, summary, run } = await bench.scrub({ lists: [list], options });
		expect(outputs).toHaveLength(1);
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(summary).toEqual({
			file: 'contacts.csv',
			rows: 6,
			blank: 1,
			malformed: 1,
			broken: 0,
			distinct: 3,
			duplicates: 1,
			reused: 0,
			asked: 3,
			billed: 3,
			perhapsBilledTwice: 0,
			perhapsBilled: 0,
			cost: 0.009,
			durationSeconds: expect.any(Number),
			byVerdict: { valid: 2, unavailable: 1, invalid: 3, unknown: 0 },
			byStatus: { ok: 2, unknown_subscriber: 1, absent_subscriber: 1, invalid_number: 2 },
			byCountry: { GB: 4 },
			byNetwork: [{ network: 'Vodafone UK', country: 'GB', mcc: '234', mnc: '15', rows: 2 }],
			files: { clean: 2, rejected: 3, review: 1 },
			encoding: 'utf-8',
			delimiter: ',',
			sheet: null,
			problem: null,
		});
		expect(run.hints.map(({ message }) => message)).toEqual([
			'6 rows, 3 distinct numbers, 3 lookups paid, 1 duplicate saved. Verdicts: 2 valid, 1 unavailable, 3 invalid.',
		]);
	});

	it('gives files that are called after it', async () => {
		const { outputs } = await bench.scrub({ lists: [list] });
		expect(outputs[0]?.[0]?.binary).toMatchObject({
			clean: { fileName: 'contacts-clean.csv', mimeType: 'text/csv', fileExtension: 'csv' },
			rejected: { fileName: 'contacts-rejected.csv' },
			review: { fileName: 'contacts-review.csv' },
		});
	});

	it('may be one of several: a number that stands in two is asked once', async () => {
		const lists = [`phone\n${valid}\n${absent}\n`, `phone\n${absent}\n${nobodys}\n${absent}\n`];
		const { all, hints } = await bench.scrub({ lists, parameters: { columns: ['status', 'duplicateOf'] } });
		expect(all.map(({ summary }) => summary)).toMatchObject([
			{ rows: 2, distinct: 2, duplicates: 0, asked: 2, billed: 2 },
			{ rows: 3, distinct: 2, duplicates: 1, asked: 1, billed: 1 },
		]);
		expect(objectsOf(all[1]?.tables.review)).toMatchObject([
			{ phone: absent, status: 'absent_subscriber', duplicateOf: '' },
			{ phone: absent, status: 'absent_subscriber', duplicateOf: '1' },
		]);
		expect(bench.simulator.ledger.billedCount()).toBe(3);
		expect(hints).toContain('5 rows, 3 distinct numbers, 3 lookups paid');
	});

	it.each([
		['without a byte', '', { clean: [], rejected: [], review: [] }],
		[
			'with a header alone',
			'id,phone\n',
			Object.fromEntries(['clean', 'rejected', 'review'].map((name) => [name, [['id', 'phone', ...usualFields]]])),
		],
	])('%s gives files without rows', async (_case, empty, tables) => {
		const finished = await bench.scrub({ lists: [empty] });
		expect(finished.run.error).toBeNull();
		expect(finished.summary).toMatchObject({ rows: 0, distinct: 0, billed: 0, files: { clean: 0, rejected: 0 } });
		expect(finished.tables).toEqual(tables);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});
});

describe('longer lists than a question to the provider', () => {
	it('keep their order, ask each number once, and fill requests', async () => {
		const all = numbers(4_500);
		// Each number stands first in the middle, then far away, so that it is a duplicate over all borders.
		const rows = Array.from({ length: 12_000 }, (_, index) => [String(index), all[(index * 7) % 4_500] ?? '']);
		const { summary, tables } = await bench.scrub({
			provider: 'comcetera',
			lists: [stringify([['id', 'phone'], ...rows])],
			parameters: { outputFiles: 'enriched', columns: ['number', 'verdict', 'duplicateOf'] },
		});
		expect(summary).toMatchObject({ rows: 12_000, distinct: 4_500, duplicates: 7_500, asked: 4_500, billed: 4_500 });
		expect(tables.enriched?.slice(1)).toEqual(
			rows.map(([id = '', phone = ''], index) => [
				id,
				phone,
				phone,
				'valid',
				index < 4_500 ? '' : String((index % 4_500) + 1),
				'A network serves this number.',
			]),
		);
		const { requests, peakConcurrentRequests } = bench.simulator.ledger.of('comcetera');
		expect({ requests, peakConcurrentRequests }).toEqual({ requests: 5, peakConcurrentRequests: 1 });
		expect(bench.simulator.ledger.billedCount()).toBe(4_500);
	});

	it('hold Max Lookups for all of it', async () => {
		const { summary, tables } = await bench.scrub({
			provider: 'comcetera',
			lists: [stringify([['phone'], ...numbers(4_500).map((number) => [number])])],
			options: { maxLookups: 2_500 },
		});
		expect(bench.simulator.ledger.billedCount()).toBe(2_500);
		expect(summary).toMatchObject({ billed: 2_500, byStatus: { ok: 2_500, not_looked_up: 2_000 }, problem: null });
		expect(tables.review?.at(-1)).toContain('The Max Lookups option allows no more than 2500 lookups in one run.');
	});

	it('go down a chain of providers', async () => {
		const lists = [stringify([['phone'], [valid], ['+447788459046'], ['+447788459044']])];
		const parameters = { provider: 'chain', providerChain: ['horisen', 'linkGateway'], columns: ['provider'] };
		const { tables } = await bench.scrub({ lists, parameters, options: { askNextOnUnknown: true } });
		expect(column(tables.clean, 'provider')).toEqual(['horisen', 'linkGateway']);
	});
});

describe('the columns', () => {
	it('of the list are found by name, whatever the case, or by position', async () => {
		const list = `id;Phone Number;Land\n1;07788 450450;GB\n`;
		for (const [numberColumn, countryColumn] of [
			['Phone Number', 'Land'],
			[' phone number ', 'LAND'],
			['2', '3'],
		]) {
			const { tables } = await bench.scrub({
				lists: [list],
				parameters: { numberColumn, countryColumn, columns: ['number'] },
			});
			expect(column(tables.clean, 'number')).toEqual([valid]);
		}
	});

	it('of a list without a header are found by position', async () => {
		const options = { headerRow: false };
		const parameters = { ...enriched, numberColumn: '2' };
		const { tables, summary } = await bench.scrub({ lists: [`1,${valid}\n2,${absent}\n`], parameters, options });
		expect(summary).toMatchObject({ rows: 2 });
		expect(tables.enriched?.map((row) => row.slice(0, 3))).toEqual([
			['1', valid, 'valid'],
			['2', absent, 'unavailable'],
		]);
	});

	it.each<[string, INodeParameters, string]>([
		[
			'Number Column',
			{ numberColumn: 'mobile' },
			'The list has no column "mobile", as the field "Number Column" says. Its columns are: id, phone.',
		],
		['Number Column', { numberColumn: '3' }, 'The list has no column "3"'],
		['Country Column', { countryColumn: 'country' }, 'as the field "Country Column" says. Its columns are: id, phone.'],
	])('that are not there fail the node before anybody is asked: %s %j', async (_field, parameters, message) => {
		const { run } = await bench.scrub({ lists: [`id,phone\n1,${valid}\n`], parameters });
		expect(run.error?.name).toBe('NodeOperationError');
		expect(run.error?.message).toContain(message);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});

	it.each([
		['a line break', '"Phone\nnumber"', 'Phone number'],
		['a space that does not break, and two of them', 'Phone\u00a0 number', 'Phone number'],
		['letters in pieces', 'Téléphone'.normalize('NFD'), 'Téléphone'.normalize('NFC')],
	])('are found by the name that a person sees: with %s', async (_what, name, wanted) => {
		const lists = [`${name},x\n${valid},1\n`];
		const { summary } = await bench.scrub({ lists, parameters: { numberColumn: wanted } });
		expect(summary).toMatchObject({ byVerdict: { valid: 1 } });
	});

	it.each([
		['a contact', `${valid},Mrs Secret\n${absent},x\n`],
		['a line of a letter', `From: Mrs Secret\nTel ${valid}\n`],
	])('are not repeated where the first row is no header: %s', async (_what, list) => {
		const { run } = await bench.scrub({ lists: [list] });
		expect(run.error?.message).toContain('Its first row looks like a contact, not like names of columns.');
		expect(run.error?.message).not.toMatch(/Secret|7788/);
	});

	it('with a country leave numbers without one to Default Country', async () => {
		const list = 'phone,country\n07788 450450,\n070 810 01 00,SE\n01234 567890,XX\n';
		const parameters = { ...enriched, countryColumn: 'country', defaultCountry: 'GB' };
		const { tables } = await bench.scrub({ lists: [list], parameters });
		expect(column(tables.enriched, 'verdict')).toEqual(['valid', 'valid', 'unknown']);
		expect(column(tables.enriched, 'statusMessage')[2]).toMatch(
			/^In the column “country”, “XX” is no country; .*\[row 3\]$/,
		);
	});

	it('with a country are shown as each row reads the number, which is asked once', async () => {
		const list = 'phone,country\n5551234567,US\n5551234567,CA\n(555) 123-4567,CA\n';
		const columns = ['country', 'nationalFormat', 'duplicateOf'];
		const parameters = { outputFiles: 'enriched', columns, countryColumn: 'country' };
		const { tables, summary } = await bench.scrub({ lists: [list], parameters });
		expect(tables.enriched?.slice(1).map((row) => row.slice(2, 5))).toEqual([
			['US', '(555) 123-4567', ''],
			['CA', '(555) 123-4567', '1'],
			['CA', '(555) 123-4567', '1'],
		]);
		expect(summary).toMatchObject({ byCountry: { US: 1, CA: 2 }, asked: 1 });
	});

	it('that are empty in all rows are warned of', async () => {
		const { run } = await bench.scrub({ lists: [`id,phone,mobile\n1,,${valid}\n2,,${absent}\n`] });
		expect(run.hints).toMatchObject([
			{
				type: 'warning',
				message: 'The column "phone" of contacts.csv is empty in all rows. Check the field "Number Column".',
			},
			{ type: 'info' },
		]);
	});

	it.each(['', 'GB'])(
		'that hold no number in any row are warned of, with the Default Country "%s"',
		async (defaultCountry) => {
			const { run } = await bench.scrub({ lists: ['phone\nAda\nBo\n'], parameters: { defaultCountry } });
			const [warning] = run.hints;
			expect(warning?.message).toContain('No row of contacts.csv holds a phone number in the column "phone".');
		},
	);

	it('with numbers that a person can mend are warned of, and the numbers go to review', async () => {
		const list = `phone\n07788 450450\n"07788 450450, 07810 701702"\n4.47788E+11\n${valid}\n`;
		const { run, tables } = await bench.scrub({ lists: [list] });
		expect(tables.review).toHaveLength(4);
		expect(tables.rejected).toHaveLength(1);
		expect(run.hints.filter(({ type }) => type === 'warning').map(({ message }) => message)).toEqual([
			'contacts.csv: 1 row holds a number without a country code and was not looked up. Fill in the field Default Country, or write numbers with + and the country code.',
			'contacts.csv: 1 row seems to hold several numbers and was not looked up. Give each number a row of its own.',
			'contacts.csv: 1 row holds a number that a spreadsheet shortened and was not looked up. Format the column as text in the spreadsheet and fill it again.',
		]);
	});

	it('whose names are a phone number are warned of', async () => {
		const { run } = await bench.scrub({ lists: [`${absent}\n${valid}\n`], parameters: { numberColumn: '1' } });
		expect(run.hints[0]?.message).toMatch(
			/^The first row of contacts.csv, which holds a phone number, was taken for the names of its columns/,
		);
		expect(run.hints.map(({ message }) => message).join()).not.toContain(absent.slice(1));
	});

	it('that are added are the chosen ones in their order, and the reason', async () => {
		const parameters = { columns: ['network', 'number'] };
		const { tables } = await bench.scrub({ lists: [`phone\n${valid}\n`], parameters });
		expect(tables.clean).toEqual([
			['phone', 'network', 'number', 'statusMessage'],
			[valid, 'Vodafone UK', valid, 'A network serves this number.'],
		]);
	});

	it('that are added begin with lookup_ where the list has such a column', async () => {
		const parameters = { outputFiles: 'enriched', columns: ['status', 'number', 'country'] };
		const list = `status,phone,number,lookup_number\nlead,${valid},7,8\n`;
		const { tables } = await bench.scrub({ lists: [list], parameters });
		expect(tables.enriched).toEqual([
			[
				'status',
				'phone',
				'number',
				'lookup_number',
				'lookup_status',
				'lookup_lookup_number',
				'country',
				'statusMessage',
			],
			['lead', valid, '7', '8', 'ok', valid, 'GB', 'A network serves this number.'],
		]);
	});

	it('can be all that a result has', async () => {
		const columns = ['nationalFormat', 'internationalFormat', 'lineType', 'reliable', 'provider', 'providerCode'];
		const personal = ['imsi', 'msc', 'details', 'raw', 'attempts', 'cached', 'lookedUpAt'];
		const { tables } = await bench.scrub({
			provider: 'comcetera',
			lists: [`phone\n${valid}\n`],
			parameters: { columns: [...columns, ...personal] },
		});
		expect(objectsOf(tables.clean)).toMatchObject([
			{
				nationalFormat: '07788 450450',
				internationalFormat: '+44 7788 450450',
				lineType: 'mobile',
				reliable: 'true',
				provider: 'comcetera',
				imsi: '234158341040126',
				msc: '447785014185',
				raw: '447788450450 23415,447785014185,234158341040126',
				attempts: '1',
				cached: 'false',
				lookedUpAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			},
		]);
	});

	it('that no result has are refused', async () => {
		const parameters = { columns: '={{ ["number", "colour"] }}' };
		const { run } = await bench.scrub({ lists: [`phone\n${valid}\n`], parameters });
		expect(run.error?.message).toBe('The field "Columns to Add" names a field that does not exist: "colour"');
	});
});

it('any list that csv-stringify writes comes back with its own columns as they were', async () => {
	const letters = constantFrom('a', 'é', '€', '😀', '"', "'", '\n', '\r', ',', ';', '\t', '|', ' ', '=', '0');
	const cell = string({ unit: letters, maxLength: 8 });
	const rows = array(tuple(cell, constantFrom(valid, absent, 'nobody', ''), cell), { maxLength: 12 });
	const forms = record({
		delimiter: constantFrom(',', ';', '\t', '|'),
		record_delimiter: constantFrom('\n', '\r\n', '\r'),
		quoted: boolean(),
		bom: boolean(),
	});
	await assert(
		asyncProperty(rows, forms, boolean(), async (cells, form, isUtf16) => {
			const text = stringify([['a', 'phone', 'c'], ...cells], { ...form, quote_record_delimiter: true });
			const list = isUtf16 ? Buffer.from(mark + text.replace(mark, ''), 'utf16le') : Buffer.from(text);
			const { files, summary } = await bench.scrub({ lists: [list], parameters: enriched });
			const content = files.enriched ?? '';
			const table: string[][] = parse(content, {
				delimiter: form.delimiter,
				record_delimiter: form.record_delimiter,
				bom: true,
			});
			expect(table.slice(1).map((row) => row.slice(0, 3))).toEqual(cells);
			expect(table[0]).toEqual(['a', 'phone', 'c', 'verdict', 'status', 'statusMessage']);
			expect(summary).toMatchObject({ rows: cells.length, broken: 0 });
		}),
		{ numRuns: 150 },
	);
});

describe('answers of earlier executions', () => {
	it('are used again with the option Reuse Answers, and the next run of a list that was stopped pays only for the rest', async () => {
		const options = { reuseAnswers: { answers: {} }, answerStore: 'memory' };
		const list = (count: number) => [stringify([['phone'], ...numbers(count).map((number) => [number])])];
		const wishes = { provider: 'comcetera', options, run: { mode: 'trigger' } } as const;
		const first = await bench.scrub({ ...wishes, lists: list(1_200) });
		expect(first.summary).toMatchObject({ reused: 0, asked: 1_200, billed: 1_200 });
		bench.simulator.faults.add({
			provider: 'comcetera',
			kind: 'accountFailure',
			refusal: 'noCredit',
			after: 1,
			times: Infinity,
		});
		const failed = await bench.scrub({ ...wishes, lists: list(4_000) });
		expect(failed.run.error?.message).toContain('has no credit left');
		bench.simulator.faults.clear();
		const { summary, hints } = await bench.scrub({
			...wishes,
			lists: list(4_000),
			parameters: { columns: ['cached'] },
		});
		expect(summary).toMatchObject({ rows: 4_000, byVerdict: { valid: 4_000 } });
		expect(Number(summary.reused) + Number(summary.billed)).toBe(4_000);
		expect(bench.simulator.ledger.billedCount()).toBe(4_000);
		expect(hints).toContain(`${Number(summary.reused).toLocaleString('en')} from earlier answers`);
	});
});

describe('a file', () => {
	it('that is not there fails the node in n8n’s own words', async () => {
		const { run } = await bench.scrub({ items: [{ json: {} }] });
		expect(run.error?.message).toContain("expects the node's input data to contain a binary file 'data'");
	});

	it('may be in another field', async () => {
		const { outputs } = await bench.scrub({ lists: [`phone\n${valid}\n`] });
		const items = (outputs[0] ?? []).map(({ json, binary }) => ({ json, binary }));
		const { summary } = await bench.scrub({ items, parameters: { binaryPropertyName: 'clean', columns: ['verdict'] } });
		expect(summary).toMatchObject({ file: 'contacts-clean.csv', rows: 1, byVerdict: { valid: 1 } });
	});
});

describe('the progress of a long list', () => {
	/** Every look at the clock finds it two seconds on, so that few numbers take long. */
	beforeEach(() => {
		const startMs = Date.now();
		let looks = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => startMs + 2_000 * looks++);
	});
	afterEach(() => jest.restoreAllMocks());

	it('tells rows, rate and time left, in the log and to the editor', async () => {
		const lists = [stringify([['phone'], ...numbers(9_000).map((number) => [number])])];
		const { run } = await bench.scrub({ provider: 'comcetera', lists });
		const line =
			/^Number Lookup: [\d,]+ rows? of contacts\.csv done, [\d,]+ rows? a second, about \d+ (?:seconds?|minutes?) left, [\d,]+ lookups? paid$/;
		const logged = run.logs.map(({ message }) => message).filter((message) => line.test(message));
		expect(logged.length).toBeGreaterThan(1);
		expect(run.messages.flatMap(({ messages }) => messages)).toEqual(expect.arrayContaining(logged));
	});
});

describe('files that n8n keeps on disk', () => {
	beforeAll(keepFilesOnDisk);

	it('come and go there', async () => {
		const rows = numbers(3_000).map((number, index) => [number, 'x'.repeat(100), String(index)]);
		const { outputs, summary, tables } = await bench.scrub({
			provider: 'comcetera',
			lists: [stringify([['phone', 'note', 'id'], ...rows])],
		});
		expect(summary).toMatchObject({ rows: 3_000, byVerdict: { valid: 3_000 } });
		expect(column(tables.clean, 'id')).toEqual(rows.map(([, , id]) => id));
		expect(outputs[0]?.[0]?.binary?.clean).toMatchObject({
			id: expect.stringMatching(/^filesystem-v2:/),
			data: 'filesystem-v2',
			fileName: 'contacts-clean.csv',
		});
	});

	it('are given up with the run', async () => {
		bench.simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', times: Infinity });
		const { run } = await bench.scrub({ lists: [`phone\n${valid}\n`] });
		expect(run.error?.message).toContain('has locked this account');
	});

	it('are closed when the user stops the run: n8n would go on waiting for their ends', async () => {
		bench.simulator.faults.add({ provider: 'sinch', kind: 'silence' });
		const stop = new AbortController();
		const running = bench.scrub({ lists: [`phone\n${valid}\n`], run: { signal: stop.signal } });
		await until(() => bench.simulator.ledger.of('sinch').requests === 1 && openFiles().length === 3);
		stop.abort();
		expect((await running).run.status).toBe('canceled');
		await until(() => openFiles().length === 0);
	});

	/** Those of this process that n8n keeps, by the names that Linux gives. */
	function openFiles(): string[] {
		const descriptors = '/proc/self/fd';
		const names = readdirSync(descriptors).flatMap((descriptor) => {
			try {
				return readlinkSync(path.join(descriptors, descriptor));
			} catch {
				// Closed since.
				return [];
			}
		});
		return names.filter((name) => name.startsWith(String(process.env.N8N_USER_FOLDER)));
	}
});
