import type { StoredCredential } from '../rest';
import { fromStart, n8nBench, type Wishes } from '../bench';
import type { RunningN8n } from '../n8n';
import { until } from '../until';
import { queueBench } from './bench';
import { queueEnvironment, startWorker } from './queueMode';
import { hasBegun, sharedQueue } from './sharedQueue';

const bench = n8nBench();
const queue = queueBench(bench);

const startedWithinMs = 400_000;
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
	const shortLock = { QUEUE_WORKER_LOCK_DURATION: '5000', QUEUE_WORKER_LOCK_RENEW_TIME: '1000' };
	let worker: RunningN8n;

	beforeAll(async () => {
		const { command, userFolder, redisPort } = sharedQueue();
		worker = await startWorker({ command, userFolder, environment: { ...queueEnvironment(redisPort), ...shortLock } });
	}, startedWithinMs);
	afterAll(async () => await worker.stop());

	it('leaves its place to the others, which answer all their numbers over one connection', async () => {
		bench.simulator.latencyMs = 300;
		const lists = ['3', '4', '5'].map(listOf);
		const runs = await Promise.all(lists.map(async (phones) => ({ phones, executionId: await start(phones) })));
		const interrupted = await until('a paid answer in the third worker', 60_000, async () =>
			runs.find(
				({ phones, executionId }) =>
					hasBegun(worker.logFile, executionId) && timesBilled(phones).some((times) => times > 0),
			),
		);
		await worker.kill();
		for (const { phones, executionId } of runs.filter((run) => run !== interrupted)) {
			expect((await bench.n8n.finished(executionId, finishedWithinMs)).status).toBe('success');
			expect(timesBilled(phones)).toEqual(phones.map(() => 1));
		}
		expect(bench.simulator.ledger.of('comcetera').peakConcurrentRequests).toBe(1);
	}, 300_000);
});
