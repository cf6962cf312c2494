import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { startRedis, tellsNoUptime, type Redis } from '../../e2e/redis';
import { callAsTool, type StoredCredentials } from '../../n8n-runner';
import { valuesOf, workflowBench, type Finished, type Wishes } from './harness';

const bench = workflowBench();

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** Where n8n says that the node's files go. */
const storageFolder = () =>
	path.join(process.env.N8N_USER_FOLDER ?? '', '.n8n/storage/n8n-nodes-number-lookup.numberLookup');

let lastNumber = 0;

/** Numbers that no test before has asked for. @param end the last four digits, which tell the simulator what to do. */
const newNumber = (end = '0100') => `+4670${String(++lastNumber).padStart(3, '0')}${end}`;
const newNumbers = (count: number) => Array.from({ length: count }, () => newNumber());

const reuse = (settings: INodeParameters = {}): INodeParameters => ({ reuseAnswers: { answers: settings } });

const places = ['memory', 'sqlite', 'redis'] as const;

let redis: Redis;

beforeAll(async () => (redis = await startRedis(tellsNoUptime)), 120_000);
afterAll(async () => await redis.stop());

/** @returns the credentials with that of Redis, which has fields of its own only where the test changes them. */
function withRedis(credentials: StoredCredentials, changes: object = {}): StoredCredentials {
	const data = { host: '127.0.0.1', port: redis.port, hashingSecret: 'sixteen or more characters', ...changes };
	return { ...credentials, Redis: { type: 'numberLookupRedisApi', data } };
}

/** A lookup with Reuse Answers on; as a schedule would start it, so that no answers of unfinished runs come in between. */
async function lookUp(
	answerStore: string,
	phones: readonly string[],
	{ options, credentials = bench.credentials(), ...wishes }: Wishes = {},
): Promise<Finished> {
	return await bench.lookUp({
		phones,
		run: { mode: 'trigger' },
		credentials: 'Redis' in credentials ? credentials : withRedis(credentials),
		...wishes,
		options: { ...reuse(), answerStore, ...options },
	});
}

const billed = (phones: readonly string[]) => phones.map((phone) => bench.simulator.ledger.timesBilled(phone.slice(1)));

describe('without the option Reuse Answers', () => {
	it.each([{}, { reuseAnswers: {} }])('every run asks afresh, and nothing is written: %j', async (options) => {
		const phones = newNumbers(2);
		for (let turn = 0; turn < 2; turn++) {
			const { results, hints } = await bench.lookUp({ phones, options, run: { mode: 'trigger' } });
			expect(valuesOf(results, 'cached')).toEqual([false, false]);
			expect(hints).not.toContain('earlier');
		}
		expect(billed(phones)).toEqual([2, 2]);
		await expect(stat(storageFolder())).rejects.toThrow('ENOENT');
	});
});

describe.each(places)('with Reuse Answers, kept in %s', (place) => {
	it('a later run of any workflow uses the answers, says so, and pays nothing', async () => {
		const phones = newNumbers(3);
		const first = await lookUp(place, phones);
		const second = await lookUp(place, phones);
		expect(valuesOf(first.results, 'cached')).toEqual([false, false, false]);
		expect(second.results).toEqual(first.results.map((result) => ({ ...result, cached: true })));
		expect(billed(phones)).toEqual([1, 1, 1]);
	});

	it('the line above the output says what was saved', async () => {
		const known = newNumbers(2);
		const first = await lookUp(place, known);
		expect(first.hints).toBe('2 rows, 2 distinct numbers, 0 from earlier answers, 2 lookups paid. Verdicts: 2 valid.');
		const phones = [...known, ...known, ...newNumbers(3)];
		const { hints, results } = await lookUp(place, phones);
		expect(hints).toBe(
			'7 rows, 5 distinct numbers, 2 from earlier answers, 3 lookups paid, 2 duplicates saved. Verdicts: 7 valid.',
		);
		expect(valuesOf(results, 'cached')).toEqual([true, true, true, true, false, false, false]);
		expect(valuesOf(results, 'duplicateOf')).toEqual([null, null, 0, 1, null, null, null]);
	});

	it('a number whose first request was lost keeps its count of attempts', async () => {
		const phones = [newNumber('9101')];
		const first = await lookUp(place, phones, { options: { maxRetries: 2 } });
		const second = await lookUp(place, phones);
		expect(valuesOf(first.results, 'attempts')).toEqual([2]);
		expect(valuesOf(second.results, 'attempts')).toEqual([2]);
	});

	it.each<[string, () => Wishes]>([
		['another account', () => ({ credentials: bench.credentials({ sinch: { username: 'demo2' } }) })],
		['another provider', () => ({ provider: 'horisen' })],
	])('is of no use to %s', async (_which, wishes) => {
		const phones = newNumbers(1);
		await lookUp(place, phones);
		expect(valuesOf((await lookUp(place, phones, wishes())).results, 'cached')).toEqual([false]);
	});

	it('is of no use to another lookup type', async () => {
		const phones = newNumbers(1);
		const at = async (lookupType: string) =>
			valuesOf((await lookUp(place, phones, { provider: 'linkDirect', parameters: { lookupType } })).results, 'cached');
		expect([await at('mnp'), await at('hlr'), await at('mnp')]).toEqual([[false], [false], [true]]);
	});

	it('serves a chain with a Lookup Type, where its provider knows none', async () => {
		const phones = newNumbers(1);
		await lookUp(place, phones);
		const parameters = { providerChain: ['sinch', 'linkDirect'], lookupType: 'mnp' };
		const { results } = await lookUp(place, phones, { provider: 'chain', parameters });
		expect(valuesOf(results, 'cached')).toEqual([true]);
		expect(billed(phones)).toEqual([1]);
	});

	it('is of no use to another API version of Comcetera, which tells more or less of a person', async () => {
		const phones = newNumbers(1);
		const at = async (apiVersion: string) => {
			const credentials = bench.credentials({ comcetera: { apiVersion } });
			return valuesOf((await lookUp(place, phones, { provider: 'comcetera', credentials })).results, 'cached');
		};
		expect([await at('2.4'), await at('2.3'), await at('2.4')]).toEqual([[false], [false], [true]]);
	});

	it('serves each provider of a chain', async () => {
		const [first, second] = [newNumber(), newNumber()];
		await lookUp(place, [first]);
		await lookUp(place, [second], { provider: 'horisen' });
		bench.simulator.ledger.reset();
		bench.simulator.faults.add({ provider: 'sinch', kind: 'status', status: 500, times: Infinity });
		const { results } = await lookUp(place, [first, second], {
			provider: 'chain',
			parameters: { providerChain: ['sinch', 'horisen'] },
			options: { maxRetries: 0 },
		});
		expect(valuesOf(results, 'provider')).toEqual(['sinch', 'horisen']);
		expect(valuesOf(results, 'cached')).toEqual([true, true]);
		expect(bench.simulator.ledger.billedCount()).toBe(0);
	});

	it('does not count in Max Lookups', async () => {
		const known = newNumbers(3);
		await lookUp(place, known);
		const { results } = await lookUp(place, [...known, ...newNumbers(2)], { options: { maxLookups: 1 } });
		expect(valuesOf(results, 'status')).toEqual(['ok', 'ok', 'ok', 'ok', 'not_looked_up']);
	});

	it('keeps no answer that tells nothing, no time-out and no account failure', async () => {
		const told = newNumber('9060');
		const [unknown, silent] = [newNumber('9036'), newNumber('9103')];
		await lookUp(place, [told, unknown, silent], { options: { timeout: 200, maxRetries: 0 } });
		const refused = newNumber();
		bench.simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', times: 1 });
		expect((await lookUp(place, [refused])).run.status).toBe('error');
		bench.simulator.ledger.reset();
		const { results } = await lookUp(place, [unknown, refused]);
		expect(valuesOf(results, 'cached')).toEqual([false, false]);
	});

	it('keeps what was paid for before the account failed, for scheduled runs, too', async () => {
		const phones = newNumbers(4);
		bench.simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', after: 2, times: 1 });
		const options = { maxConcurrency: 1 };
		expect((await lookUp(place, phones, { options })).run.status).toBe('error');
		const { results } = await lookUp(place, phones, { options });
		expect(valuesOf(results, 'cached')).toEqual([true, true, false, false]);
		expect(billed(phones)).toEqual([1, 1, 1, 1]);
	});

	it('stands back behind the answers of an unfinished run: these are counted as before', async () => {
		const phones = newNumbers(4);
		const wishes = { workflowId: `kept-${place}`, run: {}, options: { maxConcurrency: 1 } };
		bench.simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', after: 2, times: 1 });
		await lookUp(place, phones, wishes);
		const { hints } = await lookUp(place, phones, wishes);
		expect(hints).toContain('0 from earlier answers, 2 lookups paid, 2 answers kept from an unfinished run');
		const again = await lookUp(place, phones, wishes);
		expect(again.hints).toContain('4 from earlier answers, 0 lookups paid');
	});

	it('Bypass Provider Cache asks afresh, and its answers are the ones kept', async () => {
		const phones = newNumbers(1);
		await lookUp(place, phones);
		const fresh = await lookUp(place, phones, { options: { bypassProviderCache: true } });
		const later = await lookUp(place, phones);
		expect(valuesOf(fresh.results, 'cached')).toEqual([false]);
		expect(fresh.hints).toContain('0 from earlier answers, 1 lookup paid');
		expect(later.results).toEqual(fresh.results.map((result) => ({ ...result, cached: true })));
	});

	it('a fresh answer that is not to be kept removes the earlier one, which it has outdated', async () => {
		const phones = [newNumber('9027')];
		await lookUp(place, phones);
		const options = { ...reuse({ unavailableHours: 0 }), bypassProviderCache: true };
		await lookUp(place, phones, { options });
		expect(valuesOf((await lookUp(place, phones)).results, 'cached')).toEqual([false]);
	});

	it('has no raw answer of an earlier run', async () => {
		const phones = newNumbers(1);
		const raws = [];
		for (let turn = 0; turn < 2; turn++) {
			raws.push(valuesOf((await lookUp(place, phones, { options: { includeRaw: true } })).results, 'raw'));
		}
		expect(raws).toEqual([[expect.stringContaining('result=OK')], [null]]);
	});

	it('with Hash Numbers finds its answers again, and those kept without it not', async () => {
		const phones = newNumbers(1);
		const cached = [];
		for (const hashNumbers of [true, true, false]) {
			cached.push(valuesOf((await lookUp(place, phones, { options: { hashNumbers } })).results, 'cached'));
		}
		expect(cached).toEqual([[false], [true], [false]]);
	});

	describe('the age of an answer', () => {
		let aheadMs = 0;

		beforeEach(() => {
			aheadMs = 0;
			const now = Date.now.bind(Date);
			jest.spyOn(Date, 'now').mockImplementation(() => now() + aheadMs);
		});
		afterEach(() => jest.restoreAllMocks());

		async function cachedAfter(waitMs: number, phone: string, settings: INodeParameters, later = settings) {
			await lookUp(place, [phone], { options: reuse(settings) });
			aheadMs = waitMs;
			return valuesOf((await lookUp(place, [phone], { options: reuse(later) })).results, 'cached');
		}

		it.each<[number, boolean, INodeParameters]>([
			[29 * dayMs, true, {}],
			[31 * dayMs, false, {}],
			[1.9 * dayMs, true, { youngerThan: 2 }],
			[2.1 * dayMs, false, { youngerThan: 2, unit: 'days' }],
			[1.9 * hourMs, true, { youngerThan: 2, unit: 'hours' }],
			[2.1 * hourMs, false, { youngerThan: '2', unit: 'hours' }],
			[0, false, { youngerThan: 0 }],
		])('after %i ms it is reused: %s, with %j', async (waitMs, isReused, settings) => {
			expect(await cachedAfter(waitMs, newNumber(), settings)).toEqual([isReused]);
		});

		it.each<[number, boolean, INodeParameters]>([
			[23 * hourMs, true, {}],
			[25 * hourMs, false, {}],
			[25 * hourMs, true, { unavailableHours: 48 }],
			[0, false, { unavailableHours: 0 }],
			[2 * hourMs, false, { youngerThan: 1, unit: 'hours', unavailableHours: 24 }],
		])('with the verdict unavailable, after %i ms it is reused: %s, with %j', async (waitMs, isReused, settings) => {
			expect(await cachedAfter(waitMs, newNumber('9027'), settings)).toEqual([isReused]);
		});

		it.each<[INodeParameters]>([
			[{ youngerThan: 100 / 7 }],
			[{ youngerThan: 1 / 3, unit: 'hours' }],
			[{ youngerThan: 1e300 }],
		])('may be no whole number of milliseconds, and may be long: %j', async (settings) =>
			expect(await cachedAfter(1000, newNumber(), settings)).toEqual([true]),
		);

		it('is unknown where it comes from the future, as from a clock that was wrong once: such answers are asked again', async () => {
			const phone = newNumber();
			aheadMs = 10 * 365 * dayMs;
			await lookUp(place, [phone]);
			aheadMs = 0;
			expect(valuesOf((await lookUp(place, [phone])).results, 'cached')).toEqual([false]);
			expect(valuesOf((await lookUp(place, [phone])).results, 'cached')).toEqual([true]);
			aheadMs = -4 * 60 * 1000;
			expect(valuesOf((await lookUp(place, [phone])).results, 'cached')).toEqual([true]);
		});

		it.each<[INodeParameters]>([
			[{ youngerThan: 100 / 7 }],
			[{ youngerThan: 1 / 3, unit: 'hours' }],
			[{ youngerThan: 1e300 }],
		])('may be no whole number of milliseconds, and may be long: %j', async (settings) => {
			expect(await cachedAfter(1000, newNumber(), settings)).toEqual([true]);
		});

		it('counts as none where the answer is from the future, as after a clock that was ahead: it is asked again', async () => {
			const phone = newNumber();
			const cached = async () => valuesOf((await lookUp(place, [phone])).results, 'cached');
			aheadMs = 10 * 365 * dayMs;
			await lookUp(place, [phone]);
			aheadMs = 0;
			expect([await cached(), await cached()]).toEqual([[false], [true]]);
			// The clocks of workers may differ.
			aheadMs = -4 * 60 * 1000;
			expect(await cached()).toEqual([true]);
		});

		it('is the one that the later run asks for', async () => {
			const days = (youngerThan: number) => ({ youngerThan });
			expect(await cachedAfter(5 * dayMs, newNumber(), days(30), days(3))).toEqual([false]);
		});
	});

	it.each<[INodeParameters, string]>([
		[{ youngerThan: -1 }, 'The option "Reuse Answers: Younger Than" must be 0 or more'],
		[{ youngerThan: '={{ "soon" }}' }, 'The option "Reuse Answers: Younger Than" must be a number'],
		[
			{ unavailableHours: '={{ [] }}' },
			'The option "Reuse Answers: If Unavailable, Younger Than (Hours)" must be a number',
		],
		[{ unit: '={{ "weeks" }}' }, 'The option "Reuse Answers: Unit" must be one of: days, hours'],
	])('%j cannot be: the error names the field, and nobody is asked', async (settings, message) => {
		const phones = newNumbers(1);
		const { run } = await lookUp(place, phones, { options: reuse(settings) });
		expect(run.error?.message).toContain(message);
		expect(billed(phones)).toEqual([0]);
	});
});

describe('a Redis that cannot be used', () => {
	it.each<[string, object, string]>([
		['where nobody listens', { port: 1 }, 'Redis at 127.0.0.1:1 cannot be reached.'],
		['that hashes without a key', { hashingSecret: '' }, 'field Hashing Secret'],
	])('%s costs no lookup and fails nothing: a warning says what to do', async (_case, changes, reason) => {
		const phones = newNumbers(2);
		const wishes = { credentials: withRedis(bench.credentials(), changes), options: { hashNumbers: true } };
		const { run, results, hints } = await lookUp('redis', phones, wishes);
		expect(run.status).toBe('success');
		expect(valuesOf(results, 'verdict')).toEqual(['valid', 'valid']);
		expect(hints).toContain(reason);
		expect(billed(phones)).toEqual([1, 1]);
	});

	it.each<[string, () => StoredCredentials, string]>([
		[
			'there is none',
			() => ({ ...bench.credentials(), Redis: { type: 'none', data: {} } }),
			'Choose or create a credential for Redis',
		],
		[
			'a field cannot be used',
			() => withRedis(bench.credentials(), { port: 0 }),
			'The Redis credential’s field "Port": Write a port',
		],
	])('because in the credential %s: the node fails before anybody is asked', async (_case, credentials, reason) => {
		const phones = newNumbers(1);
		const { run } = await lookUp('redis', phones, { credentials: credentials() });
		expect(run.error?.message).toContain(reason);
		expect(billed(phones)).toEqual([0]);
	});

	it('is asked for by no node that keeps its answers elsewhere', async () => {
		const { run } = await bench.lookUp({ phones: newNumbers(1), options: reuse(), credentials: bench.credentials() });
		expect(run.hints.map(({ type }) => type)).toEqual(['info']);
	});
});

describe('answers kept in memory', () => {
	it('are not in the file', async () => {
		const phones = newNumbers(1);
		await lookUp('memory', phones);
		expect(valuesOf((await lookUp('sqlite', phones)).results, 'cached')).toEqual([false]);
	});
});

describe('the file of kept answers', () => {
	const file = () => path.join(storageFolder(), 'answers.sqlite');

	async function contents(): Promise<string> {
		return await readFile(file(), 'latin1');
	}

	it('holds numbers, or with Hash Numbers none', async () => {
		const [plain, hashed] = [newNumber(), newNumber()];
		await lookUp('sqlite', [plain]);
		await lookUp('sqlite', [hashed], { options: { hashNumbers: true } });
		expect(await contents()).toContain(plain.slice(1));
		expect(await contents()).not.toContain(hashed.slice(-7));
	});

	it('holds neither the password nor the provider’s own words', async () => {
		await lookUp('sqlite', newNumbers(1), { options: { includeRaw: true } });
		expect(await contents()).not.toContain('demo-password');
		expect(await contents()).not.toContain('result=OK');
	});

	it('is shared with the node as an agent’s tool', async () => {
		const phones = newNumbers(1);
		await lookUp('sqlite', phones);
		const credentials = bench.credentials();
		const options = { options: reuse(), credentials };
		const { run } = await bench.runWorkflow({
			workflow: { id: 'tool', ...callAsTool(bench.node(options)) },
			items: [{ json: { phone: phones[0] ?? '' } }],
			credentials,
		});
		expect(run.error).toBeNull();
		expect(billed(phones)).toEqual([1]);
	});

	describe('that cannot be used', () => {
		const steppedAside =
			/^The store of answers failed: The file of kept answers, .* It could not be asked about 2 numbers, for which no earlier answers were reused\. 2 answers of this run are not kept\.$/m;

		afterEach(async () => await rm(storageFolder(), { recursive: true, force: true }));

		it('costs no lookup and fails nothing: a warning says what to do', async () => {
			await rm(storageFolder(), { recursive: true, force: true });
			await mkdir(path.dirname(storageFolder()), { recursive: true });
			await writeFile(storageFolder(), 'in the way');
			const phones = newNumbers(2);
			const { run, results, hints } = await lookUp('sqlite', phones);
			expect(run.status).toBe('success');
			expect(valuesOf(results, 'verdict')).toEqual(['valid', 'valid']);
			expect(hints).toMatch(steppedAside);
			expect(run.hints.map(({ type }) => type)).toEqual(['info', 'warning']);
			expect(run.logs).toContainEqual(expect.objectContaining({ level: 'warn' }));
			expect(billed(phones)).toEqual([1, 1]);
		});

		it('because it is damaged is set aside, and the run told', async () => {
			await lookUp('sqlite', newNumbers(1));
			await writeFile(file(), 'no database '.repeat(1000));
			const phones = newNumbers(1);
			const { run, hints } = await lookUp('sqlite', phones);
			expect(run.status).toBe('success');
			expect(hints).toContain('The file of kept answers was damaged. It was set aside as ');
			expect((await lookUp('sqlite', phones)).results).toMatchObject([{ cached: true }]);
		});
	});
});
