import { Redis as RedisClient } from 'ioredis';

import { startRedis, tellsNoUptime, type Redis } from '../../e2e/redis';
import { Absence } from '../../nodes/NumberLookup/stores/redis/absence';
import { type Lease, leaseMs } from '../../nodes/NumberLookup/stores/redis/lease';
import { Leases } from '../../nodes/NumberLookup/stores/redis/leases';
import { Tasks } from '../../nodes/NumberLookup/stores/redis/tasks';

const name = 'place:sinch:me';

let redis: Redis;
let client: RedisClient;
let clockMs = 0;
const nowMs = () => clockMs;
let running: Tasks[] = [];

beforeAll(async () => {
	redis = await startRedis(tellsNoUptime);
	client = new RedisClient({ host: '127.0.0.1', port: redis.port, enableReadyCheck: false });
}, 120_000);
afterEach(async () => {
	await Promise.all(running.map(async (tasks) => await tasks.stop()));
	running = [];
	await client.flushall();
});
afterAll(async () => {
	client.disconnect();
	await redis.stop();
});

const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/** @param onTended called when the process has looked after its leases once more. */
function newProcess(onTended = () => undefined): Leases {
	const tasks = new Tasks();
	running.push(tasks);
	const absence = new Absence(nowMs, () => undefined, null);
	return new Leases({ client, name, nowMs, sleep: turn }, absence, tasks, onTended);
}

/** @returns a process, and how to wait until it has looked after its leases from now on. */
function tendedProcess() {
	let rounds = 0;
	const leases = newProcess(() => void rounds++);
	const tended = async () => {
		// The round that runs may have begun before.
		for (const until = rounds + 2; rounds < until; ) await turn();
	};
	return { leases, tended };
}

function idleOf(leases: Leases, concurrency: number): Lease {
	const lease = leases.takeIdle(concurrency);
	if (lease === null) throw new Error('None is idle.');
	return lease;
}

const one = () => 1;
const inRedis = async () => (await client.keys('mutex:*')).sort();

describe('the leases of a process', () => {
	it('are as many as are wanted when Redis has told which are free', async () => {
		const leases = newProcess();
		let wanted = 1;
		const taking = leases.takeFree(leases.notHeld(5), () => wanted);
		wanted = 3;
		expect(await taking).toBe(3);
		expect(leases.notHeld(5)).toEqual([3, 4]);
		expect(await inRedis()).toEqual([0, 1, 2].map((index) => `mutex:${name}:${index}`));
	});

	it('serve a request with a lower limit only where they are among the first', async () => {
		const leases = newProcess();
		await leases.takeFree([1], one);
		expect(leases.takeIdle(1)).toBeNull();
		expect(leases.takeIdle(2)?.index).toBe(1);
	});

	it('serve one request after the other for as long as those come soon, and are ended then', async () => {
		const { leases, tended } = tendedProcess();
		await leases.takeFree([0], one);
		const lease = idleOf(leases, 1);
		leases.giveBack(lease);
		clockMs += 99;
		await tended();
		expect(leases.takeIdle(1)).toBe(lease);
		leases.giveBack(lease);
		clockMs += 100;
		while ((await inRedis()).length > 0) await turn();
		expect(leases.takeIdle(1)).toBeNull();
		expect(leases.notHeld(1)).toEqual([0]);
	});

	it('serve no request in their last five seconds, nor are they kept for the next one then', async () => {
		const leases = newProcess();
		await leases.takeFree([0, 1], () => 2);
		const inUse = idleOf(leases, 2);
		clockMs += leaseMs - 5_000;
		expect(leases.takeIdle(2)).toBeNull();
		leases.giveBack(inUse);
		expect(leases.notHeld(2)).toContain(inUse.index);
	});

	it('make way, one for each notice, for a process that has none', async () => {
		const { leases, tended } = tendedProcess();
		const other = newProcess();
		await leases.takeFree([0, 1], () => 2);
		const inUse = [idleOf(leases, 2), idleOf(leases, 2)];
		expect(await other.takeFree([0, 1], one)).toBe(0);
		await tended();
		expect(leases.restMs).toBeLessThanOrEqual(0);
		for (const lease of inUse) leases.giveBack(lease);
		expect(leases.restMs).toBeGreaterThan(0);
		expect(leases.notHeld(2)).toEqual([0]);
		while ((await other.takeFree([0, 1], one)) === 0) await turn();
		expect(await client.exists(`${name}:waiting`)).toBe(0);
	});
});
