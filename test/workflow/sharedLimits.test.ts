import { startRedis, tellsNoUptime, type Redis } from '../../e2e/redis';
import type { StoredCredentials } from '../../n8n-runner';
import { valuesOf, workflowBench, type Wishes } from './harness';

const bench = workflowBench();

let redis: Redis;

beforeAll(async () => (redis = await startRedis(tellsNoUptime)), 120_000);
afterAll(async () => await redis.stop());

const phones = Array.from({ length: 20 }, (_, index) => `+4670810${String(index).padStart(4, '0')}`);

function credentials(port = redis.port): StoredCredentials {
	return { ...bench.credentials(), Redis: { type: 'numberLookupRedisApi', data: { host: '127.0.0.1', port } } };
}

async function lookUp(wishes: Wishes) {
	const options = { answerStore: 'redis', ...wishes.options };
	return await bench.lookUp({ phones, credentials: credentials(), ...wishes, options });
}

describe('with the Redis credential', () => {
	it.each(['sinch', 'comcetera', 'linkDirect'] as const)(
		'%s is asked as usual, within its limits',
		async (provider) => {
			const { run, results, hints } = await lookUp({ provider });
			expect(run.error).toBeNull();
			expect(valuesOf(results, 'verdict')).toEqual(phones.map(() => 'valid'));
			expect(hints).toContain('20 lookups paid');
		},
	);

	it('each provider of a chain is asked within its own limits', async () => {
		bench.simulator.faults.add({ provider: 'sinch', kind: 'status', status: 500, times: Infinity });
		const { results } = await lookUp({
			provider: 'chain',
			parameters: { providerChain: ['sinch', 'horisen'] },
			options: { maxRetries: 0 },
		});
		expect(valuesOf(results, 'provider')).toEqual(phones.map(() => 'horisen'));
	});

	it('Stop ends the waiting for a place', async () => {
		bench.simulator.latencyMs = 60_000;
		const stop = new AbortController();
		const running = lookUp({ provider: 'comcetera', options: { batchSize: 5 }, run: { signal: stop.signal } });
		while (bench.simulator.ledger.of('comcetera').requests === 0) await new Promise(setImmediate);
		const waiting = lookUp({ provider: 'comcetera', run: { signal: stop.signal } });
		stop.abort();
		expect((await running).run.status).toBe('canceled');
		expect((await waiting).run.status).toBe('canceled');
		bench.simulator.latencyMs = 0;
	});
});

describe('where Redis cannot be reached', () => {
	it('the node goes on with a share of the limit', async () => {
		bench.simulator.latencyMs = 20;
		const { run } = await lookUp({ credentials: credentials(1), options: { shareWithoutRedis: 30 } });
		bench.simulator.latencyMs = 0;
		expect(run.status).toBe('success');
		expect(bench.simulator.ledger.of('sinch').peakConcurrentRequests).toBe(3);
	});

	it('two nodes of one process with different shares do not add them up', async () => {
		bench.simulator.latencyMs = 20;
		await Promise.all(
			[50, 40].map(async (shareWithoutRedis, index) => {
				const own = phones.map((phone) => phone.replace('+46708', `+4670${index + 8}`));
				await lookUp({ phones: own, credentials: credentials(1), options: { shareWithoutRedis } });
			}),
		);
		bench.simulator.latencyMs = 0;
		expect(bench.simulator.ledger.of('sinch').peakConcurrentRequests).toBe(5);
	});

	it('a share of 100 lets an account of one connection go on', async () => {
		const wishes = { credentials: credentials(1), options: { shareWithoutRedis: 100 } };
		const { run } = await lookUp({ provider: 'comcetera', ...wishes });
		expect(run.status).toBe('success');
	});

	it.each<[string, Wishes]>([
		['the share is 0', { options: { shareWithoutRedis: 0 } }],
		['the share of one connection is none', { provider: 'comcetera' }],
	])('the node stops with a clear error where %s, and asks nobody', async (_case, wishes) => {
		const { run } = await lookUp({ ...wishes, credentials: credentials(1) });
		expect(run.error?.message).toMatch(
			/^(Sinch|Comcetera).* was not asked any more\. Redis at 127\.0\.0\.1:1 cannot be reached\./,
		);
		expect(run.error?.message).toContain('The option Share Without Redis');
		expect(run.error?.message).toContain('100 always lets it go on');
		expect(bench.simulator.ledger.billedCount()).toBe(0);
	});
});
