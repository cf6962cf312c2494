import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startRedis, tellsNoUptime, type Redis } from '../../e2e/redis';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { buildProgram, Child } from './child';
import type { Order } from './killedMessages';
import { lookUpItems, lookupsOf } from './orders';

let simulator: Simulator;
let redis: Redis;
let userFolder: string;
let children: Child[] = [];

beforeAll(async () => {
	await buildProgram();
	redis = await startRedis(tellsNoUptime);
}, 120_000);
beforeEach(async () => {
	userFolder = await mkdtemp(path.join(tmpdir(), 'number-lookup-flight-'));
	simulator = await startSimulator();
	children = [Child.start(userFolder), Child.start(userFolder)];
});
afterEach(async () => {
	await Promise.all(children.map(async (child) => await child.kill()));
	await simulator.stop();
	await rm(userFolder, { recursive: true });
});
afterAll(async () => await redis.stop());

let lastBlock = 0;

/** Numbers that no test before has asked for. */
function newNumbers(count: number): string[] {
	const block = ++lastBlock;
	return Array.from({ length: count }, (_, index) => `+467080${block}${String(1000 + index)}`);
}

function orderFor(phones: readonly string[], answerStore: string, maxConcurrency = 0): Order {
	return {
		credentials: {
			Sinch: { type: 'sinchNumberLookupApi', data: simulator.credential('sinch') },
			Redis: { type: 'numberLookupRedisApi', data: { host: '127.0.0.1', port: redis.port } },
		},
		workflow: lookUpItems('sinch', phones, { reuseAnswers: { answers: {} }, answerStore, maxConcurrency }),
	};
}

const timesBilled = (phones: readonly string[]) => phones.map((phone) => simulator.ledger.timesBilled(phone.slice(1)));

describe.each(['sqlite', 'redis'])('two processes that ask for the same numbers, with answers kept in %s', (place) => {
	it('at once: each number is paid for once, and both have all', async () => {
		simulator.latencyMs = 30;
		const phones = newNumbers(300);
		await Promise.all(children.map(async (child) => await child.begin(orderFor(phones, place))));
		const reports = await Promise.all(children.map(async (child) => await child.report()));
		for (const report of reports) {
			expect(report.error).toBeNull();
			expect(report.hints).toHaveLength(1);
			expect(lookupsOf(report).map(({ verdict }) => verdict)).toEqual(phones.map(() => 'valid'));
		}
		expect(timesBilled(phones)).toEqual(phones.map(() => 1));
	}, 60_000);

	it('of which one is killed while it asks: the other waits, and asks when the lease has ended', async () => {
		const { ledger, faults } = simulator;
		const [killed, other] = children;
		const [phones, further] = [newNumbers(3), newNumbers(1)];
		faults.add({ provider: 'sinch', kind: 'silence', times: 3 });
		await killed?.begin(orderFor(phones, place, 3));
		while (ledger.of('sinch').requests < 3) await new Promise(setImmediate);
		// Of the places in Redis, the first three are taken: as in one process, one request follows the other.
		await other?.begin(orderFor([...phones, ...further], place, place === 'redis' ? 4 : 1));
		while (ledger.billedCount() === 0) await once(ledger, 'billed');
		expect(ledger.of('sinch').requests).toBe(4);
		await killed?.kill();
		const report = await other?.report();
		expect(report?.hints).toHaveLength(1);
		expect(report === undefined ? [] : lookupsOf(report)).toMatchObject(
			[...phones, ...further].map((number) => ({ number, verdict: 'valid', attempts: 1, cached: false })),
		);
		expect(timesBilled([...phones, ...further])).toEqual([1, 1, 1, 1]);
	}, 60_000);
});
