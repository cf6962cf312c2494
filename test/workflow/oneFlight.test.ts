import { startRedis, tellsNoUptime, type Redis } from '../../e2e/redis';
import { fileOf } from '../../n8n-runner';
import { providerIds } from '../../simulator/providers';
import { valuesOf, workflowBench, type Finished, type Wishes } from './harness';

const bench = workflowBench();

const places = ['memory', 'sqlite', 'redis'] as const;

let redis: Redis;

beforeAll(async () => (redis = await startRedis(tellsNoUptime)), 120_000);
afterAll(async () => await redis.stop());
afterEach(() => (bench.simulator.latencyMs = 0));

let lastBlock = 0;

/** Numbers that no test before has asked for. */
function newNumbers(count: number): string[] {
	const block = String(++lastBlock).padStart(2, '0');
	return Array.from({ length: count }, (_, index) => `+46708${block}${String(1000 + index)}`);
}

/** A lookup with Reuse Answers on, as a webhook would start it. */
async function lookUp(
	answerStore: string,
	phones: readonly string[],
	{ options, ...wishes }: Wishes = {},
): Promise<Finished> {
	const data = { host: '127.0.0.1', port: redis.port };
	return await bench.lookUp({
		phones,
		run: { mode: 'trigger' },
		credentials: { ...bench.credentials(), Redis: { type: 'numberLookupRedisApi', data } },
		...wishes,
		options: { reuseAnswers: { answers: {} }, answerStore, ...options },
	});
}

const billed = (phones: readonly string[]) => phones.map((phone) => bench.simulator.ledger.timesBilled(phone.slice(1)));

const executions = 30;
const numbersEach = 100;
const stride = 10;

/** For thirty executions on a busy machine. */
const patienceMs = 120_000;

describe.each(places)('thirty executions at once with overlapping numbers, answers kept in %s', (place) => {
	it.each(providerIds)(
		'%s: each number is paid for once, and each execution has all',
		async (provider) => {
			const phones = newNumbers(numbersEach + (executions - 1) * stride);
			const lists = Array.from({ length: executions }, (_, index) =>
				phones.slice(index * stride, index * stride + numbersEach),
			);
			const all = await Promise.all(lists.map(async (list) => await lookUp(place, list, { provider })));
			for (const [index, { results }] of all.entries()) {
				expect(valuesOf(results, 'number')).toEqual(lists[index]);
				expect(new Set(valuesOf(results, 'verdict'))).toEqual(new Set(['valid']));
			}
			expect(billed(phones)).toEqual(phones.map(() => 1));
			const reused = all.flatMap(({ results }) => valuesOf(results, 'cached')).filter((cached) => cached === true);
			expect(reused).toHaveLength(executions * numbersEach - phones.length);
		},
		patienceMs,
	);

	it('a list in a file and items ask for no number twice', async () => {
		const phones = newNumbers(60);
		bench.simulator.latencyMs = 5;
		const list = { parameters: { operation: 'scrubList', numberColumn: 'phone', inputBinaryField: 'data' } };
		const file = await fileOf(Buffer.from(`phone\n${phones.join('\n')}\n`), 'list.csv', 'text/csv');
		const [scrubbed, looked] = await Promise.all([
			lookUp(place, [], {
				...list,
				items: [{ json: {}, binary: { data: file } }],
				provider: 'comcetera',
				options: { batchSize: 10 },
			}),
			lookUp(place, phones, { provider: 'comcetera', options: { batchSize: 7 } }),
		]);
		expect(scrubbed.rows).toMatchObject([{ rows: 60, byVerdict: { valid: 60 } }]);
		expect(valuesOf(looked.results, 'verdict')).toEqual(phones.map(() => 'valid'));
		expect(billed(phones)).toEqual(phones.map(() => 1));
	});

	it('whoever waits obeys Stop and On Error, and asks when the asker is stopped', async () => {
		const { ledger, faults } = bench.simulator;
		const phones = newNumbers(1);
		faults.add({ provider: 'sinch', kind: 'silence', times: 1 });
		const [first, second] = [new AbortController(), new AbortController()];
		const asking = lookUp(place, phones, { run: { mode: 'trigger', signal: first.signal } });
		while (ledger.of('sinch').requests < 1) await new Promise(setImmediate);
		const leaving = lookUp(place, phones, { run: { mode: 'trigger', signal: second.signal } });
		const staying = lookUp(place, phones, { settings: { onError: 'continueRegularOutput' } });
		second.abort();
		expect((await leaving).run.status).toBe('canceled');
		expect(ledger.of('sinch').requests).toBe(1);
		first.abort();
		expect((await asking).run.status).toBe('canceled');
		expect(valuesOf((await staying).results, 'verdict')).toEqual(['valid']);
		expect(ledger.of('sinch').requests).toBe(2);
	});
});

describe('without Reuse Answers', () => {
	it('each execution asks for itself', async () => {
		const phones = newNumbers(3);
		await Promise.all([0, 1].map(async () => await bench.lookUp({ phones, run: { mode: 'trigger' } })));
		expect(billed(phones)).toEqual([2, 2, 2]);
	});
});
