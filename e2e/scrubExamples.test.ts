/** The workflows of examples/ that scrub a list in a file, in the whole n8n with simulated providers. */

import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse } from 'csv-parse/sync';

import { n8nBench } from './bench';
import { exampleBench } from './exampleBench';
import { sharedFiles } from './sharedN8n';

const bench = n8nBench();
const examples = exampleBench(bench);

const people = [
	'name,phone,country',
	'Ada,07788 450450,GB',
	'Bo,+46 70 810 01 00,',
	'Ada again,+44 7788 450450,',
	'Cy,07788 459001,GB',
	'Di,not a number,GB',
	'Ed,07788 459027,GB',
];

/** Gives each test of an example a folder of its own, with the list in it. */
function listFolder(example: string, list: readonly string[]) {
	let folder: string;
	const write = async (text: string) => await writeFile(join(folder, 'contacts.csv'), text);

	beforeEach(async () => {
		folder = await mkdtemp(join(sharedFiles(), 'list-'));
		// As Excel writes it.
		await write(`\uFEFF${list.join('\r\n')}\r\n`);
	});

	return {
		/** Puts another list into the folder. */
		write,
		files: async () => await readdir(folder),
		scrub: async () => {
			const workflow = await examples.save(example, { texts: { '/home/node/.n8n-files': folder } });
			return await bench.n8n.runToEnd(workflow, { triggerToStartFrom: { name: 'Every Monday' } });
		},
		/** @returns the rows of the file whose name ends so; null where there is none. */
		rowsOf: async (ending: string): Promise<unknown> => {
			const name = (await readdir(folder)).find((file) => file.endsWith(ending));
			return name === undefined ? null : parse(await readFile(join(folder, name)), { columns: true, bom: true });
		},
	};
}

describe('scrub-list-on-schedule.json', () => {
	const list = [...people, 'Flo,07788 459034,GB'];
	const { scrub, rowsOf, write, files } = listFolder('scrub-list-on-schedule.json', list);

	it('writes the rows into files by verdict, and counts them', async () => {
		const execution = await scrub();
		expect(execution).toMatchObject({ status: 'success', error: null });
		expect(await rowsOf('-clean.csv')).toEqual([
			cleanRow({ name: 'Ada', phone: '07788 450450', country: 'GB' }, '+447788450450', 'FALSE'),
			cleanRow({ name: 'Bo', phone: '+46 70 810 01 00', country: '' }, '+46708100100', 'FALSE'),
			cleanRow({ name: 'Ada again', phone: '+44 7788 450450', country: '' }, '+447788450450', 'TRUE'),
		]);
		expect(await rowsOf('-rejected.csv')).toMatchObject([
			{ name: 'Cy', lookup_status: 'unknown_subscriber' },
			{ name: 'Di', lookup_number: '', lookup_status: 'invalid_number' },
		]);
		expect(await rowsOf('-review.csv')).toMatchObject([
			{ name: 'Ed', lookup_verdict: 'unavailable', lookup_status: 'absent_subscriber' },
			{ name: 'Flo', lookup_verdict: 'unknown', lookup_reason: expect.stringMatching(/\w/) },
		]);
		expect(execution.outputsOf('Summary')).toEqual([
			[
				{
					list: 'contacts.csv',
					run: expect.any(String),
					clean: 3,
					review: 2,
					rejected: 2,
					no_number: 1,
					not_looked_up: 0,
				},
			],
		]);
		expect(bench.simulator.ledger.billedCount('sinch')).toBe(5);
	});

	it('writes what was answered before the account failed, and ends with an error', async () => {
		const { faults } = bench.simulator;
		faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', after: 1, times: Infinity });
		const execution = await scrub();
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(/^\d numbers were not looked up\. They are in the review file\. \w/);
		const [[summary] = []] = execution.outputsOf('Summary');
		expect(summary?.not_looked_up).toBeGreaterThan(0);
		expect(await rowsOf('-review.csv')).toHaveLength(Number(summary?.review));
		expect(await rowsOf('-rejected.csv')).toContainEqual(expect.objectContaining({ name: 'Di' }));
	});

	it.each([
		['the column is called otherwise', 'name,mobile\nAda,07788 450450\nBo,+46 70 810 01 00'],
		['the column holds something else', 'phone,mobile\nAda,07788 450450\nBo,+46 70 810 01 00'],
	])('ends with an error that names the column where %s', async (_, text) => {
		await write(text);
		const execution = await scrub();
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain('its Phone Number is {{ $json.phone }}');
		expect(execution.error?.message).toContain(
			`the columns of contacts.csv are ${text.split('\n')[0]?.replace(',', ', ')}.`,
		);
		expect(bench.simulator.ledger.billedCount()).toBe(0);
	});

	it('writes no file for what does not occur', async () => {
		await write(list.slice(0, 2).join('\n'));
		const execution = await scrub();
		expect(execution.outputsOf('Summary')).toMatchObject([[{ clean: 1, review: 0, rejected: 0 }]]);
		expect(await files()).toEqual([expect.stringMatching(/-clean\.csv$/), 'contacts.csv']);
	});
});

describe('scrub-list-file-on-schedule.json', () => {
	const list = [...people, 'Flo,07788 459034'];
	const { scrub, rowsOf, write, files } = listFolder('scrub-list-file-on-schedule.json', list);

	it('writes each row into one of three files, and counts them', async () => {
		const execution = await scrub();
		expect(execution).toMatchObject({ status: 'success', error: null });
		expect(await rowsOf('-clean.csv')).toMatchObject([
			{ name: 'Ada', phone: '07788 450450', lookup_country: 'GB', number: '+447788450450', duplicateOf: '' },
			{ name: 'Bo', country: '', lookup_country: 'SE', number: '+46708100100' },
			{ name: 'Ada again', number: '+447788450450', duplicateOf: '1' },
		]);
		expect(await rowsOf('-rejected.csv')).toMatchObject([
			{ name: 'Cy', status: 'unknown_subscriber' },
			{ name: 'Di', number: '', status: 'invalid_number' },
		]);
		expect(await rowsOf('-review.csv')).toMatchObject([
			{ name: 'Ed', verdict: 'unavailable', status: 'absent_subscriber' },
			{
				name: 'Flo',
				status: 'not_looked_up',
				statusMessage: expect.stringMatching(/^Has 2 columns where the first row has 3/),
			},
		]);
		expect(execution.outputsOf('Summary')).toMatchObject([
			[{ list: 'contacts.csv', clean: 3, review: 2, rejected: 2, broken: 1, billed: 4, not_looked_up: 0 }],
		]);
	});

	it('pays a second time only for what is new', async () => {
		const numbers = ['+44 7788 450451', '+44 7788 450452'];
		await write(['name,phone,country', ...numbers.map((phone) => `A,${phone},`)].join('\n'));
		await scrub();
		await write(`name,phone,country\nA,${numbers[0]},\nB,+44 7788 450453,`);
		const execution = await scrub();
		expect(execution.outputsOf('Summary')).toMatchObject([[{ clean: 2, reused: 1, billed: 1 }]]);
		expect(bench.simulator.ledger.billedCount('sinch')).toBe(3);
	});

	it('writes what was answered before the account failed, and ends with an error', async () => {
		const { faults } = bench.simulator;
		faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', after: 1, times: Infinity });
		const phones = Array.from({ length: 12 }, (_, index) => `A,+44 7788 4504${String(60 + index)},`);
		await write(['name,phone,country', ...phones].join('\n'));
		const execution = await scrub();
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(/^\d+ rows were not looked up\. They are in the review file\. \w/);
		const [[summary] = []] = execution.outputsOf('Summary');
		expect(await rowsOf('-review.csv')).toHaveLength(Number(summary?.review));
	});

	it('says why, where the list cannot be used', async () => {
		await write('name,mobile\nA,+44 7788 450450\n');
		const execution = await scrub();
		expect(execution.error?.message).toContain('The list has no column "phone"');
		expect(await files()).toEqual(['contacts.csv']);
	});
});

function cleanRow(row: object, number: string, duplicate: string): unknown {
	const country = number.startsWith('+44') ? 'GB' : 'SE';
	return {
		...row,
		lookup_number: number,
		lookup_country: country,
		lookup_network: expect.stringMatching(/\w/),
		lookup_duplicate: duplicate,
	};
}
