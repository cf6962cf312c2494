import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startRedis, tellsNoUptime, type Redis } from '../../e2e/redis';
import type { StoredCredentials } from '../../n8n-runner';
import { valuesOf, workflowBench, type Wishes } from './harness';

const bench = workflowBench();

let redis: Redis;

beforeAll(async () => (redis = await startRedis(tellsNoUptime)), 120_000);
afterAll(async () => await redis.stop());

const storageFolder = () =>
	path.join(process.env.N8N_USER_FOLDER ?? '', '.n8n/storage/n8n-nodes-number-lookup.numberLookup');

function credentials(port = redis.port): StoredCredentials {
	const data = { host: '127.0.0.1', port, hashingSecret: 'sixteen or more characters' };
	return { ...bench.credentials(), Redis: { type: 'numberLookupRedisApi', data } };
}

let lastNumber = 0;
const newNumber = () => `+4670${String(++lastNumber).padStart(3, '0')}0200`;

async function lookUp(answerStore: string, phones: readonly string[], wishes: Wishes = {}) {
	const options = { reuseAnswers: { answers: {} }, answerStore, ...wishes.options };
	const run = { mode: 'trigger' } as const;
	const { results } = await bench.lookUp({ phones, run, credentials: credentials(), ...wishes, options });
	return valuesOf(results, 'cached');
}

async function forget(answerStore: string, parameters: INodeParameters, wishes: Wishes = {}) {
	return await bench.lookUp({
		credentials: credentials(),
		...wishes,
		options: { answerStore },
		parameters: { operation: 'forget', ...parameters },
	});
}

const forgotten = (rows: readonly IDataObject[]) => valuesOf(rows, 'forgotten');

describe.each(['memory', 'sqlite', 'redis'])('Forget, for answers in %s', (place) => {
	it('deletes what is kept about the number of each item, in every account, and says how much that was', async () => {
		const [first, second, third] = [newNumber(), newNumber(), newNumber()];
		await lookUp(place, [first, second, third]);
		await lookUp(place, [first], { provider: 'horisen' });
		const items = [
			{ json: { name: 'Ann', phone: first } },
			{ json: { name: 'Bo', phone: `${second}; ${newNumber()}` } },
			{ json: { name: 'Cy', phone: first } },
		];
		const { rows, outputs, hints } = await forget(place, {}, { items });
		expect(rows).toEqual([
			{ ...items[0]?.json, forgotten: { input: first, number: first, removed: 2 } },
			{ ...items[1]?.json, forgotten: { input: second, number: second, removed: 1 } },
			{ ...items[1]?.json, forgotten: { input: expect.any(String), number: expect.any(String), removed: 0 } },
			{ ...items[2]?.json, forgotten: { input: first, number: first, removed: 0 } },
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 1, 2].map((item) => ({ item })));
		expect(hints).toBe('3 answers about 3 numbers forgotten.');
		expect(await lookUp(place, [first, second, third])).toEqual([false, false, true]);
	});

	it('reads numbers as a lookup does, and says which it cannot read', async () => {
		const phone = newNumber();
		await lookUp(place, [phone]);
		const national = `0${phone.slice(3)}`;
		const { rows, run, hints } = await forget(place, { defaultCountry: 'SE' }, { phones: [national, 'nobody'] });
		expect(run.hints.map(({ type }) => type)).toEqual(['warning', 'info']);
		expect(hints).toMatch(/^Nothing was forgotten about 1 number that could not be read\. item 1 \("nobody"\): .*\.$/m);
		expect(forgotten(rows)).toEqual([
			{ input: national, number: phone, removed: 1 },
			{ input: 'nobody', number: null, removed: 0, problem: expect.any(String) },
		]);
	});

	it('finds hashed numbers, too', async () => {
		const phone = newNumber();
		await lookUp(place, [phone], { options: { hashNumbers: true } });
		await lookUp(place, [phone]);
		expect(forgotten((await forget(place, {}, { phones: [phone] })).rows)).toMatchObject([{ removed: 2 }]);
		expect(await lookUp(place, [phone], { options: { hashNumbers: true } })).toEqual([false]);
	});

	it('deletes everything older than a date', async () => {
		await forget(place, { forgetWhat: 'old', olderThan: '={{ $now.plus({ days: 1 }) }}' }, { phones: ['x'] });
		const phones = [newNumber(), newNumber()];
		await lookUp(place, phones);
		const yesterday = await forget(
			place,
			{ forgetWhat: 'old', olderThan: '={{ $now.minus({ days: 1 }) }}' },
			{ phones: ['x', 'y'] },
		);
		expect(yesterday.rows).toEqual([{ forgotten: { olderThan: expect.any(String), removed: 0 } }]);
		expect(yesterday.outputs[0]?.[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
		const { rows, hints } = await forget(place, { forgetWhat: 'old', olderThan: '2100-01-01' }, { phones: ['x'] });
		expect(forgotten(rows)).toMatchObject([{ removed: 2 }]);
		expect(hints).toMatch(/^2 answers forgotten that were looked up before 2100-01-01/);
		expect(await lookUp(place, phones)).toEqual([false, false]);
	});

	it('asks no provider', async () => {
		await forget(place, {}, { phones: [newNumber()] });
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});
});

describe('Forget', () => {
	it('deletes what an unfinished run has left in memory, too, without counting it', async () => {
		const phones = [newNumber(), newNumber()];
		bench.simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', after: 1, times: 1 });
		const wishes: Wishes = { phones, workflowId: 'unfinished', options: { maxConcurrency: 1 } };
		await bench.lookUp(wishes);
		const { rows } = await forget('memory', {}, { phones });
		expect(forgotten(rows)).toMatchObject([{ removed: 0 }, { removed: 0 }]);
		expect(valuesOf((await bench.lookUp(wishes)).results, 'cached')).toEqual([false, false]);
	});

	it('says of many numbers that cannot be read the first, why, and how many more there are', async () => {
		const phones = Array.from({ length: 7 }, (_, index) => `0708 10010${index}`);
		const { hints } = await forget('memory', {}, { phones });
		expect(hints).toContain('Nothing was forgotten about 7 numbers that could not be read. item 0 ("0708 100100"): ');
		expect(hints).toContain('Default Country');
		expect(hints).toContain(' And 2 more.');
	});

	it('with a damaged key deletes hashed answers, which nobody can find any more, and says so', async () => {
		const phone = newNumber();
		await lookUp('sqlite', [phone], { options: { hashNumbers: true } });
		await writeFile(path.join(storageFolder(), 'answers.key'), 'short');
		const { hints } = await forget('sqlite', {}, { phones: [phone] });
		expect(hints).toMatch(/^The key of hashed numbers, .*answers\.key, was damaged, .* were deleted\.$/m);
		expect(await lookUp('sqlite', [phone], { options: { hashNumbers: true } })).toEqual([false]);
		expect(await lookUp('sqlite', [phone], { options: { hashNumbers: true } })).toEqual([true]);
	});

	it('deletes from memory and file whatever store is chosen', async () => {
		const phone = newNumber();
		for (const place of ['memory', 'sqlite', 'redis']) await lookUp(place, [phone]);
		expect(forgotten((await forget('redis', {}, { phones: [phone] })).rows)).toMatchObject([{ removed: 3 }]);
	});

	it.each(['={{ "" }}', '={{ $json.nothing }}', 'last week', '={{ null }}'])(
		'of everything older than %j deletes nothing, and says what to write',
		async (olderThan) => {
			const phone = newNumber();
			await lookUp('memory', [phone]);
			const { run } = await forget('memory', { forgetWhat: 'old', olderThan }, { phones: [phone] });
			expect(run.error?.message).toBe('The field "Older Than" holds no date');
			expect(await lookUp('memory', [phone])).toEqual([true]);
		},
	);

	describe('that cannot delete everything', () => {
		const steps = async (settings: Wishes['settings']) =>
			await forget('redis', {}, { phones: [newNumber()], credentials: credentials(1), settings });

		it('fails, and says where and why: somebody relies on it', async () => {
			const { run } = await steps({});
			expect(run.error?.message).toBe(
				'Not all answers could be forgotten. Redis at 127.0.0.1:1 cannot be reached. Check host and port, and that a firewall lets n8n through. (ECONNREFUSED)',
			);
		});

		it('On Error = Continue (using error output): the items leave there', async () => {
			const { outputs } = await steps({ onError: 'continueErrorOutput' });
			expect(outputs.map((items) => items.length)).toEqual([0, 1]);
		});

		it('has deleted it elsewhere', async () => {
			const phone = newNumber();
			await lookUp('memory', [phone]);
			await forget('redis', {}, { phones: [phone], credentials: credentials(1) });
			expect(await lookUp('memory', [phone])).toEqual([false]);
		});

		it('because the folder is in the way of a file says so, and makes no file', async () => {
			await rm(storageFolder(), { recursive: true, force: true });
			await mkdir(path.join(storageFolder(), 'answers.sqlite'), { recursive: true });
			const { run } = await forget('sqlite', {}, { phones: [newNumber()] });
			expect(run.error?.message).toContain('Not all answers could be forgotten. The file of kept answers');
			await rm(storageFolder(), { recursive: true });
			await writeFile(storageFolder(), '');
			await rm(storageFolder());
		});
	});
});
