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

beforeAll(async () => {
	await buildProgram();
	redis = await startRedis(tellsNoUptime);
}, 120_000);
beforeEach(async () => {
	userFolder = await mkdtemp(path.join(tmpdir(), 'number-lookup-limits-'));
	simulator = await startSimulator();
	simulator.latencyMs = 20;
});
afterEach(async () => {
	await simulator.stop();
	await rm(userFolder, { recursive: true });
});
afterAll(async () => await redis.stop());

const lists = ['1', '2'].map((digit) =>
	Array.from({ length: 60 }, (_, index) => `+467081${digit}${String(1000 + index)}`),
);

/** Comcetera allows one connection. */
function orderFor(phones: readonly string[]): Order {
	return {
		credentials: {
			Comcetera: { type: 'comceteraNplApi', data: simulator.credential('comcetera') },
			Redis: { type: 'numberLookupRedisApi', data: { host: '127.0.0.1', port: redis.port } },
		},
		workflow: lookUpItems('comcetera', phones, { answerStore: 'redis', batchSize: 5 }),
	};
}

const timesBilled = (phones: readonly string[]) => phones.map((phone) => simulator.ledger.timesBilled(phone.slice(1)));

async function untilBilled(phones: readonly string[], count: number): Promise<void> {
	while (timesBilled(phones).filter((times) => times > 0).length < count) await once(simulator.ledger, 'billed');
}

describe('two processes with one account of one connection', () => {
	it('never open two, take turns, and answer every number once', async () => {
		const children = lists.map(() => Child.start(userFolder));
		for (const [index, phones] of lists.entries()) await children[index]?.begin(orderFor(phones));
		const reports = await Promise.all(children.map(async (child) => await child.report()));
		for (const [list, report] of reports.entries()) {
			expect(report.error).toBeNull();
			expect(lookupsOf(report).map(({ verdict }) => verdict)).toEqual(lists[list]?.map(() => 'valid'));
		}
		expect(lists.map(timesBilled)).toEqual(lists.map((phones) => phones.map(() => 1)));
		expect(simulator.ledger.of('comcetera').peakConcurrentRequests).toBe(1);
		const order = simulator.ledger.of('comcetera').billed.map(({ msisdn }) => msisdn.slice(0, 6));
		expect(order.indexOf('467082')).toBeLessThan(order.lastIndexOf('467081'));
	}, 120_000);

	it('of which one is killed in the middle: the other goes on when the lease has ended', async () => {
		const [first = [], second = []] = lists;
		const [killed, other] = [Child.start(userFolder), Child.start(userFolder)];
		await killed.begin(orderFor(first));
		await untilBilled(first, 5);
		await killed.kill();
		await other.begin(orderFor(second));
		const report = await other.report();
		expect(report.error).toBeNull();
		expect(lookupsOf(report).map(({ verdict }) => verdict)).toEqual(second.map(() => 'valid'));
		expect(timesBilled(second)).toEqual(second.map(() => 1));
		expect(simulator.ledger.of('comcetera').peakConcurrentRequests).toBe(1);
	}, 120_000);
});
