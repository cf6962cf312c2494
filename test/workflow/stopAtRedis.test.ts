import { startRedis, tellsNoUptime, type Redis } from '../../e2e/redis';
import { sleep } from '../../nodes/NumberLookup/workflow/surroundings';
import { slowRedis, type SlowRedis } from '../stores/slowRedis';
import { valuesOf, workflowBench, type Wishes } from './harness';

const bench = workflowBench();

const phones = Array.from({ length: 5 }, (_, index) => `+46708100${100 + index}`);

let redis: Redis;
let proxy: SlowRedis;

beforeAll(async () => (redis = await startRedis(tellsNoUptime)), 120_000);
beforeEach(async () => (proxy = await slowRedis(redis.port, 0)));
afterEach(() => proxy.close());
afterAll(async () => await redis.stop());

async function lookUp(wishes: Wishes) {
	const data = { host: '127.0.0.1', port: proxy.port };
	const credentials = { ...bench.credentials(), Redis: { type: 'numberLookupRedisApi', data } };
	return await bench.lookUp({ phones, credentials, ...wishes, options: { answerStore: 'redis', ...wishes.options } });
}

const billed = () => phones.map((phone) => bench.simulator.ledger.timesBilled(phone.slice(1)));
const once = phones.map(() => 1);

describe('Stop where Redis hangs', () => {
	it('while it is being opened asks nobody, and the next run does', async () => {
		proxy.hang();
		const stop = new AbortController();
		const running = lookUp({ options: { reuseAnswers: { answers: {} } }, run: { signal: stop.signal } });
		while (proxy.requests() === 0) await new Promise(setImmediate);
		stop.abort();
		expect((await running).run.status).toBe('canceled');
		expect(billed()).toEqual(phones.map(() => 0));
	});

	it('while all is answered and only Redis is let go of: the next manual run pays for nothing again', async () => {
		const stop = new AbortController();
		bench.simulator.ledger.on('billed', () => {
			if (billed().every((times) => times > 0)) proxy.hang();
		});
		const wishes = { workflowId: 'stopped while Redis closes' };
		const running = lookUp({ ...wishes, run: { signal: stop.signal } });
		while (billed().some((times) => times === 0)) await new Promise(setImmediate);
		// Too soon would be as well: but then the run is stopped before it lets go.
		await sleep(300, stop.signal);
		stop.abort();
		expect((await running).run.status).toBe('canceled');
		const next = await bench.lookUp({ phones, ...wishes });
		expect(valuesOf(next.results, 'cached')).toEqual(phones.map(() => true));
		expect(billed()).toEqual(once);
	});
});
