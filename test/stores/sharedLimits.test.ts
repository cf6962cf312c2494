import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startRedis, type Redis } from '../../e2e/redis';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { credentialType } from '../workflow/harness';
import { buildProgram, Child } from './child';
import type { Order } from './killedMessages';

let simulator: Simulator;
let redis: Redis;
let userFolder: string;

beforeAll(async () => {
	await buildProgram();
	redis = await startRedis();
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
function orderFor(phones: readonly string[]): Omit<Order, 'packageDirectory'> {
	return {
		provider: 'comcetera',
		phones: [...phones],
		options: { answerStore: 'redis', batchSize: 5 },
		credentials: {
			Comcetera: { type: credentialType('comcetera'), data: simulator.credential('comcetera') },
			Redis: { type: 'numberLookupRedisApi', data: { host: '127.0.0.1', port: redis.port } },
		},
	};
}

const timesBilled = (phones: readonly string[]) => phones.map((phone) => simulator.ledger.timesBilled(phone.slice(1)));

async function untilBilled(phones: readonly string[], count: number): Promise<void> {
	while (timesBilled(phones).filter((times) => times > 0).length < count) await new Promise(setImmediate);
}

describe('two processes with one account of one connection', () => {
	it('never open two, take turns, and answer every number once', async () => {
		const children = lists.map((phones) => Child.start(userFolder, orderFor(phones)));
		for (const child of children) await child.begin();
		const reports = await Promise.all(children.map(async (child) => await child.report()));
		for (const [list, { error, rows }] of reports.entries()) {
			expect(error).toBeNull();
			expect(rows.map(({ verdict }) => verdict)).toEqual(lists[list]?.map(() => 'valid'));
		}
		expect(lists.map(timesBilled)).toEqual(lists.map((phones) => phones.map(() => 1)));
		expect(simulator.ledger.of('comcetera').peakConcurrentRequests).toBe(1);
		const order = simulator.ledger.of('comcetera').billed.map(({ msisdn }) => msisdn.slice(0, 6));
		expect(order.indexOf('467082')).toBeLessThan(order.lastIndexOf('467081'));
	}, 120_000);

	it('of which one is killed in the middle: the other goes on when the lease has ended', async () => {
		const [first = [], second = []] = lists;
		const killed = Child.start(userFolder, orderFor(first));
		const other = Child.start(userFolder, orderFor(second));
		await killed.begin();
		await untilBilled(first, 5);
		await killed.kill();
		await other.begin();
		const { error, rows } = await other.report();
		expect(error).toBeNull();
		expect(rows.map(({ verdict }) => verdict)).toEqual(second.map(() => 'valid'));
		expect(timesBilled(second)).toEqual(second.map(() => 1));
		expect(simulator.ledger.of('comcetera').peakConcurrentRequests).toBe(1);
	}, 120_000);
});
