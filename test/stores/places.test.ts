import { Redis as RedisClient } from 'ioredis';

import { startRedis, tellsNoUptime, type Redis } from '../../e2e/redis';
import { Lease, leaseMs } from '../../nodes/NumberLookup/stores/redis/lease';
import { type PlacePace, Places, type PlacesSurroundings } from '../../nodes/NumberLookup/stores/redis/places';
import { Starts } from '../../nodes/NumberLookup/stores/redis/starts';
import { uptimeSeconds } from '../../nodes/NumberLookup/stores/redis/uptime';
import type { Place } from '../../nodes/NumberLookup/stores/sharedLimits';
import { sleep } from '../../nodes/NumberLookup/workflow/surroundings';
import { valueOf } from './contract';

const name = 'place:sinch:me';
const never = new AbortController().signal;

let redis: Redis;
let client: RedisClient;
/** Of the test alone: not held up by what the processes wait for. */
let observer: RedisClient;
const processes: Places[] = [];

beforeAll(async () => {
	redis = await startRedis(tellsNoUptime);
	client = new RedisClient({ host: '127.0.0.1', port: redis.port, enableReadyCheck: false });
	observer = client.duplicate();
}, 120_000);
afterEach(async () => {
	await Promise.all(processes.splice(0).map(async (places) => await places.close()));
	await client.flushall();
});
afterAll(async () => {
	client.disconnect();
	observer.disconnect();
	await redis.stop();
});

const nowMs = () => performance.now();

/** @returns an account's places as one more process has them. */
function newProcess(changes: Partial<PlacesSurroundings> = {}, awayBecause: unknown = null): Places {
	const surroundings = { client, name, nowMs, sleep, sentenceOf: String, ...changes };
	const places = new Places(surroundings, awayBecause);
	processes.push(places);
	return places;
}

const atOnce = (concurrency: number, shareWithoutRedis = 0): PlacePace => ({
	concurrency,
	requestsPerSecond: 0,
	shareWithoutRedis,
});

async function take(places: Places, pace: PlacePace): Promise<Place> {
	const place = await valueOf(places.take(pace, never));
	if (place === null) throw new Error('Stopped.');
	return place;
}

/** Requests of many lanes, each for one turn of the event loop. @returns what was under way at most, and who began when. */
async function ask(list: ReadonlyArray<{ places: Places; pace: PlacePace; lanes: number; requests: number }>) {
	let underWay = 0;
	let most = 0;
	const begun: number[] = [];
	const lane = async (who: number, places: Places, pace: PlacePace, left: { count: number }) => {
		while (left.count-- > 0) {
			const place = await take(places, pace);
			begun.push(who);
			most = Math.max(most, ++underWay);
			await new Promise(setImmediate);
			underWay--;
			place.release();
		}
	};
	await Promise.all(
		list.flatMap(({ places, pace, lanes, requests }, who) => {
			const left = { count: requests };
			return Array.from({ length: lanes }, async () => await lane(who, places, pace, left));
		}),
	);
	return { most, begun };
}

describe('the places of an account', () => {
	it.each([1, 2, 5])('are %i for all processes together', async (concurrency) => {
		const pace = atOnce(concurrency);
		const list = Array.from({ length: 3 }, () => ({ places: newProcess(), pace, lanes: concurrency, requests: 100 }));
		const { most, begun } = await ask(list);
		expect(begun).toHaveLength(300);
		expect(most).toBeGreaterThan(0);
		expect(most).toBeLessThanOrEqual(concurrency);
	});

	it('are as many for a process alone', async () => {
		const { most } = await ask([{ places: newProcess(), pace: atOnce(4), lanes: 8, requests: 200 }]);
		expect(most).toBe(4);
	});

	it('go to a process that waits, while another has work for long', async () => {
		const [long, short] = [newProcess(), newProcess()];
		const busy = await take(long, atOnce(1));
		const waiting = take(short, atOnce(1));
		const stop = new AbortController();
		const work = (async () => {
			let place = busy;
			while (!stop.signal.aborted) {
				await new Promise(setImmediate);
				place.release();
				place = await take(long, atOnce(1));
			}
			place.release();
		})();
		const place = await waiting;
		stop.abort();
		place.release();
		await work;
	}, 60_000);

	it('of another account are others', async () => {
		const [mine, yours] = [newProcess(), newProcess({ name: 'place:sinch:you' })];
		const [first, second] = await Promise.all([take(mine, atOnce(1)), take(yours, atOnce(1))]);
		first.release();
		second.release();
	});

	it('are given back when a run has nothing more to ask', async () => {
		const places = newProcess();
		(await take(places, atOnce(1))).release();
		expect(await client.exists(`mutex:${name}:0`)).toBe(1);
		await places.close();
		expect(await client.keys('*')).toEqual([]);
	});

	it('are given back, too, where a run ends while some are being taken', async () => {
		const places = newProcess();
		await observer.call('CLIENT', 'PAUSE', '20000', 'WRITE');
		const waiting = places.take(atOnce(3), never);
		for (let turn = 0; turn < 50; turn++) await observer.ping();
		const closed = places.close();
		await observer.call('CLIENT', 'UNPAUSE');
		await closed;
		expect(await valueOf(waiting)).toBeNull();
		expect(await client.keys('mutex:*')).toEqual([]);
	});

	it('count once, however often one is given back', async () => {
		const places = newProcess();
		const place = await take(places, atOnce(1));
		place.release();
		place.release();
		const next = await take(places, atOnce(1));
		const stop = new AbortController();
		const another = places.take(atOnce(1), stop.signal);
		stop.abort();
		expect(await valueOf(another)).toBeNull();
		next.release();
	});

	it('are not waited for after Stop', async () => {
		const place = await take(newProcess(), atOnce(1));
		const stop = new AbortController();
		const waiting = newProcess().take(atOnce(1), stop.signal);
		stop.abort();
		expect(await valueOf(waiting)).toBeNull();
		place.release();
	});
});

describe('the place of a process', () => {
	it('that was killed is free when its lease ends, within 20 s', async () => {
		await Lease.take(client, name, 0, nowMs);
		const leftMs = await client.pttl(`mutex:${name}:0`);
		expect(leftMs).toBeGreaterThan(0);
		expect(leftMs).toBeLessThanOrEqual(leaseMs);
		expect(leaseMs).toBeLessThan(30_000);
		const waiting = take(newProcess(), atOnce(1));
		await client.pexpire(`mutex:${name}:0`, 1);
		(await waiting).release();
	});

	it('that lives is renewed for as long as its request takes', async () => {
		let aheadMs = 0;
		const places = newProcess({ nowMs: () => performance.now() + aheadMs });
		const place = await take(places, atOnce(1));
		for (let turn = 0; turn < 3; turn++) {
			await client.pexpire(`mutex:${name}:0`, leaseMs / 2);
			aheadMs += leaseMs / 2;
			while ((await client.pttl(`mutex:${name}:0`)) <= leaseMs / 2) await new Promise(setImmediate);
		}
		place.release();
	});

	it('that lost it, because it slept for too long, is not used for another request', async () => {
		let aheadMs = 0;
		const slow = newProcess({ nowMs: () => performance.now() + aheadMs });
		const place = await take(slow, atOnce(1));
		await client.del(`mutex:${name}:0`);
		const other = await take(newProcess(), atOnce(1));
		aheadMs += leaseMs;
		place.release();
		const waiting = take(slow, atOnce(1));
		let got = false;
		void waiting.then(() => (got = true));
		for (let turn = 0; turn < 50; turn++) await client.ping();
		expect(got).toBe(false);
		other.release();
		(await waiting).release();
	});
});

describe('without Redis', () => {
	const gone = new Error('gone');

	it.each([0, 0.1])('a request gets no place with a share of %d of 4 places, but the reason', async (share) => {
		const places = newProcess({ client: goneClient() }, gone);
		const { failure } = await places.take(atOnce(4, share), never);
		expect(failure?.message).toContain('Connection is closed');
	});

	it('no more requests are under way than the share of the limit', async () => {
		const places = newProcess({ client: goneClient() }, gone);
		const { most, begun } = await ask([{ places, pace: atOnce(5, 0.5), lanes: 5, requests: 50 }]);
		expect(most).toBe(2);
		expect(begun).toHaveLength(50);
	});

	it('nodes of one process with different shares do not add them up', async () => {
		const places = newProcess({ client: goneClient() }, gone);
		const nodes = [0.5, 0.4].map((share) => ({ places, pace: atOnce(10, share), lanes: 10, requests: 50 }));
		expect((await ask(nodes)).most).toBe(5);
	});

	it('a process that has places keeps to the share, too, from before others begin theirs', async () => {
		const { places, lose } = processThatLosesRedis();
		const held = await Promise.all(Array.from({ length: 4 }, async () => await take(places, atOnce(4, 0.5))));
		await lose(2_500);
		const waiting = take(places, atOnce(4, 0.5));
		let got = false;
		void waiting.then(() => (got = true));
		for (const place of held.slice(0, 2)) {
			place.release();
			for (let turn = 0; turn < 50; turn++) await client.ping();
			expect(got).toBe(false);
		}
		held[2]?.release();
		(await waiting).release();
	});

	it('a process that has places stops after 5 s where the share is none', async () => {
		const { places, lose } = processThatLosesRedis();
		(await take(places, atOnce(1))).release();
		const last = take(places, atOnce(1));
		await lose(5_000);
		(await last).release();
		const { failure } = await places.take(atOnce(1), never);
		expect(failure?.message).toContain('Connection is closed');
	});

	it('for a moment only, requests wait until it is back', async () => {
		const places = newProcess();
		(await take(places, atOnce(1))).release();
		await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'no').catch(() => undefined);
		(await take(places, atOnce(1))).release();
	});

	it('that came back, places are taken there again, when all that began without it has ended', async () => {
		const places = newProcess({}, gone);
		const alone = await Promise.all([take(places, atOnce(4, 0.5)), take(places, atOnce(4, 0.5))]);
		const waiting = Promise.all(Array.from({ length: 4 }, async () => await take(places, atOnce(4))));
		let got = false;
		void waiting.then(() => (got = true));
		for (let turn = 0; turn < 50; turn++) await client.ping();
		expect(got).toBe(false);
		for (const place of alone) place.release();
		const held = await waiting;
		expect(await client.keys('mutex:*')).toHaveLength(4);
		for (const place of held) place.release();
	});

	it('that came back is noticed, too, where the share lets all requests begin', async () => {
		const places = newProcess({ sleep: turn }, gone);
		let leases: string[] = [];
		for (let asked = 0; asked < 1_000 && leases.length === 0; asked++) {
			(await take(places, atOnce(1, 1))).release();
			leases = await client.keys('mutex:*');
		}
		expect(leases).toHaveLength(1);
	});

	const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

	/** Its clock is moved by hand. */
	function processThatLosesRedis() {
		let clockMs = 0;
		const own = client.duplicate({ retryStrategy: () => null, maxRetriesPerRequest: 0 });
		const places = newProcess({ client: own, nowMs: () => clockMs, sleep: turn });
		return {
			places,
			/** Lets commands fail for so long. */
			lose: async (durationMs: number) => {
				own.disconnect();
				while (own.status !== 'end') await turn();
				for (let each = 0; each < 50; each++) await turn();
				clockMs += durationMs;
			},
		};
	}

	function goneClient(): RedisClient {
		const away = new RedisClient({ port: 1, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
		away.on('error', () => undefined);
		return away;
	}
});

describe('Redis that was restarted and has forgotten all', () => {
	it('gives places to those who had them, and to others only when it has been up for a while', async () => {
		const restarted = await startRedis(tellsNoUptime);
		const own = client.duplicate({ port: restarted.port });
		let aheadMs = 0;
		const before = newProcess({ client: own, nowMs: () => performance.now() + aheadMs });
		const place = await take(before, atOnce(2));
		await own.call('ACL', 'SETUSER', 'default', '+info');
		await own.flushall();

		const waiting = take(newProcess({ client: own }), atOnce(2));
		let got = false;
		void waiting.then(() => (got = true));
		aheadMs += leaseMs / 4;
		for (let turn = 0; turn < 5_000 && (await own.exists(`mutex:${name}:0`)) === 0; turn++)
			await new Promise(setImmediate);
		expect(await own.exists(`mutex:${name}:0`)).toBe(1);
		expect(got).toBe(false);
		expect(await own.keys('mutex:*')).toEqual([`mutex:${name}:0`]);

		const other = await waiting;
		expect(await uptimeSeconds(own)).toBeGreaterThan(leaseMs / 4 / 1000);
		expect(await own.keys('mutex:*')).toHaveLength(2);
		place.release();
		other.release();
		await Promise.all(processes.splice(0).map(async (places) => await places.close()));
		own.disconnect();
		await restarted.stop();
	}, 60_000);
});

describe('starts in a second', () => {
	it('are as many in one go as fit a fifth of a second', async () => {
		const starts = new Starts({ client, name, nowMs: () => 0 });
		for (let turn = 0; turn < 4; turn++) expect(await starts.shared(20)).toBe(0);
	});

	it('are counted for all processes together', async () => {
		const starts = Array.from({ length: 3 }, () => new Starts({ client, name, nowMs: () => 0 }));
		/** One start in a hundred seconds: longer than any test takes. */
		const begin = async () => {
			const waits = [];
			for (const each of starts) for (let turn = 0; turn < 5; turn++) waits.push(await each.shared(0.01));
			return waits.filter((waitMs) => waitMs === 0).length;
		};
		const key = `${name}:starts:0.01`;
		expect(await begin()).toBe(1);
		expect(await begin()).toBe(0);
		expect(await client.pttl(key)).toBeLessThanOrEqual(100_000);
		await client.del(key);
		expect(await begin()).toBe(1);
	});

	it('may be less than one', async () => {
		const starts = new Starts({ client, name, nowMs: () => 0 });
		expect(await starts.shared(0.5)).toBe(0);
		expect(await starts.shared(0.5)).toBeGreaterThan(1_000);
	});

	it('of a process alone keep their distance', () => {
		let clockMs = 0;
		const starts = new Starts({ client, name, nowMs: () => clockMs });
		expect(starts.alone(10)).toBe(0);
		expect(starts.alone(10)).toBe(100);
		clockMs = 100;
		expect(starts.alone(10)).toBe(0);
		expect(starts.alone(0)).toBe(Infinity);
	});

	it('are kept by requests that have a place', async () => {
		const places = newProcess();
		const pace = { ...atOnce(3), requestsPerSecond: 1000 };
		const { begun } = await ask([{ places, pace, lanes: 3, requests: 300 }]);
		expect(begun).toHaveLength(300);
	});
});
