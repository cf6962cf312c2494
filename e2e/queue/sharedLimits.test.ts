import type { StoredCredential } from '../rest';
import { fromStart, n8nBench, type Wishes } from '../bench';
import { queueBench } from './bench';
import { sharedQueue } from './sharedQueue';
import { workerToKill } from './workerToKill';

const bench = n8nBench();
const queue = queueBench(bench);

/** The lease of a killed worker's place, and the other's requests. */
const finishedWithinMs = 120_000;

let redis: StoredCredential;

beforeAll(async () => {
	const data = { host: '127.0.0.1', port: sharedQueue().redisPort };
	redis = await bench.n8n.createCredential({ name: 'Redis of the queue', type: 'numberLookupRedisApi', data });
});

const listOf = (digit: string) => Array.from({ length: 40 }, (_, index) => `+467083${digit}${1000 + index}`);
const timesBilled = (phones: readonly string[]) =>
	phones.map((phone) => bench.simulator.ledger.timesBilled(phone.slice(1)));

/** Comcetera allows one connection. */
function wishes(): Wishes {
	return {
		provider: 'comcetera',
		options: { answerStore: 'redis', batchSize: 5 },
		settings: { credentials: { [redis.type]: { id: redis.id, name: redis.name } } },
	};
}

async function start(phones: readonly string[]): Promise<string> {
	return await bench.n8n.run(await bench.saveManual(phones, wishes()), fromStart);
}

describe('two executions with one account in two workers that share its limits by Redis', () => {
	it('keep the one connection that Comcetera allows, and answer every number once', async () => {
		bench.simulator.latencyMs = 300;
		const lists = [listOf('1'), listOf('2')];
		const executionIds = await Promise.all(lists.map(start));
		const workers = await Promise.all(executionIds.map(async (id) => await queue.workerOf(id)));
		for (const id of executionIds) {
			expect((await bench.n8n.finished(id, finishedWithinMs)).status).toBe('success');
		}
		expect(new Set(workers).size).toBe(2);
		expect(lists.map(timesBilled)).toEqual(lists.map((phones) => phones.map(() => 1)));
		expect(bench.simulator.ledger.of('comcetera').peakConcurrentRequests).toBe(1);
	}, 180_000);
});

describe('a worker that is killed in the middle', () => {
	const worker = workerToKill();

	it('leaves its place to the others, which answer all their numbers over one connection', async () => {
		bench.simulator.latencyMs = 300;
		const lists = ['3', '4', '5'].map(listOf);
		const runs = await Promise.all(lists.map(async (phones) => ({ phones, executionId: await start(phones) })));
		const interrupted = await worker.killMidway(runs, ({ phones }) => timesBilled(phones).some((times) => times > 0));
		for (const { phones, executionId } of runs.filter((run) => run !== interrupted)) {
			expect((await bench.n8n.finished(executionId, finishedWithinMs)).status).toBe('success');
			expect(timesBilled(phones)).toEqual(phones.map(() => 1));
		}
		expect(bench.simulator.ledger.of('comcetera').peakConcurrentRequests).toBe(1);
	}, 300_000);
});
