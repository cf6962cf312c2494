import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { credentialType } from '../workflow/harness';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { startRedis, type Redis } from '../../e2e/redis';
import { buildProgram, Child } from './child';
import type { Order } from './killedMessages';

const concurrency = 5;
const phones = Array.from({ length: 300 }, (_, index) => `+4670810${String(index).padStart(4, '0')}`);

let simulator: Simulator;
let userFolder: string;
let redis: Redis;

beforeAll(async () => {
	await buildProgram();
	redis = await startRedis();
}, 120_000);
afterAll(async () => await redis.stop());
beforeEach(async () => {
	userFolder = await mkdtemp(path.join(tmpdir(), 'number-lookup-killed-'));
	simulator = await startSimulator();
});
afterEach(async () => {
	await simulator.stop();
	await rm(userFolder, { recursive: true });
});

function orderFor(answerStore: string, redisPort = 0): Omit<Order, 'packageDirectory'> {
	return {
		provider: 'sinch',
		phones,
		options: { reuseAnswers: { answers: {} }, answerStore, maxConcurrency: concurrency },
		credentials: {
			Sinch: { type: credentialType('sinch'), data: simulator.credential('sinch') },
			Redis: { type: 'numberLookupRedisApi', data: { host: '127.0.0.1', port: redisPort } },
		},
	};
}

/** Waits without sleeping until so many lookups are billed. */
async function untilBilled(count: number): Promise<void> {
	while (simulator.ledger.billedCount() < count) await new Promise(setImmediate);
}

describe('a process that is killed in the middle of a list', () => {
	it.each<[string, number]>([
		['sqlite', 20],
		['redis', 3],
	])(
		'with answers kept in %s: over %i kills at random, no more is paid twice than was under way at each',
		async (answerStore, kills) => {
			simulator.latencyMs = 3;
			const order = orderFor(answerStore, redis.port);
			let next = Child.start(userFolder, order);
			for (let kill = 0; kill < kills; kill++) {
				const child = next;
				await child.begin();
				next = Child.start(userFolder, order);
				await untilBilled(simulator.ledger.billedCount() + 1 + Math.floor(Math.random() * 20));
				await child.kill();
			}
			const before = simulator.ledger.billedCount();
			await next.begin();
			const { error, hints, rows } = await next.report();

			expect(error).toBeNull();
			expect(rows.map(({ verdict, attempts }) => [verdict, attempts])).toEqual(phones.map(() => ['valid', 1]));
			expect(hints).toHaveLength(1);
			const billed = simulator.ledger.billedCount();
			const reused = rows.filter(({ cached }) => cached).length;
			expect(reused).toBeGreaterThan(0);
			expect(billed - before).toBe(phones.length - reused);
			expect(phones.filter((phone) => simulator.ledger.timesBilled(phone.slice(1)) === 0)).toEqual([]);
			expect(billed).toBeLessThanOrEqual(phones.length + kills * concurrency);
		},
		300_000,
	);
});

describe('a disk that takes no more', () => {
	it('costs no lookup: the store steps aside with a hint, and what it kept before is reused', async () => {
		const order = orderFor('sqlite');
		// Files of at most 64 KiB.
		const child = Child.start(userFolder, order, 'ulimit -f 64;');
		await child.begin();
		const { error, hints, rows } = await child.report();
		expect(error).toBeNull();
		expect(rows.map(({ verdict }) => verdict)).toEqual(phones.map(() => 'valid'));
		expect(hints).toEqual([
			expect.stringContaining('300 rows'),
			expect.stringMatching(/^Earlier answers were not reused, .*The file of kept answers, .*answers\.sqlite/),
		]);
		expect(simulator.ledger.billedCount()).toBe(phones.length);

		const again = Child.start(userFolder, order);
		await again.begin();
		const reused = (await again.report()).rows.filter(({ cached }) => cached).length;
		expect(reused).toBeGreaterThan(0);
		expect(simulator.ledger.billedCount()).toBe(2 * phones.length - reused);
	}, 60_000);
});
