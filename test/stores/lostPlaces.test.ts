/** Redis that was emptied, and keys that others wrote: limits hold again soon, or the user is told. */

import { Redis as RedisClient } from 'ioredis';

import { startRedis, tellsNoUptime, type Redis } from '../../e2e/redis';
import { readRedisAccount } from '../../nodes/NumberLookup/stores/redis/account';
import { RedisLimits } from '../../nodes/NumberLookup/stores/redis/limits';
import { Places } from '../../nodes/NumberLookup/stores/redis/places';
import type { SharedLimits } from '../../nodes/NumberLookup/stores/sharedLimits';
import { sleep } from '../../nodes/NumberLookup/workflow/surroundings';
import { valueOf } from './contract';

const never = new AbortController().signal;
const pace = { concurrency: 1, requestsPerSecond: 0 };
const lock = 'number-lookup:mutex:place:sinch:me:0';

let redis: Redis;
let client: RedisClient;
let limits: SharedLimits;
/** As another worker has them. */
let others: Places;
let clients: RedisClient[] = [];

beforeAll(async () => {
	redis = await startRedis(tellsNoUptime);
	client = new RedisClient({ host: '127.0.0.1', port: redis.port });
}, 120_000);
beforeEach(async () => {
	await client.flushall();
	const { account } = readRedisAccount({ host: '127.0.0.1', port: redis.port });
	if (account === null) throw new Error('The account is none.');
	limits = await RedisLimits.open(account, { nowMs: () => performance.now(), sleep, shareWithoutRedis: 0 });
	const own = new RedisClient({ host: '127.0.0.1', port: redis.port, keyPrefix: 'number-lookup:' });
	clients.push(own);
	const name = 'place:sinch:me';
	others = new Places({ client: own, name, nowMs: () => performance.now(), sleep, sentenceOf: String });
});
afterEach(async () => {
	await limits.close();
	await others.close();
	for (const each of clients) each.disconnect();
	clients = [];
});
afterAll(async () => {
	client.disconnect();
	await redis.stop();
});

const take = async () => await limits.take('sinch\nme', pace, never);
const takeAsOther = async () => await valueOf(others.take({ ...pace, shareWithoutRedis: 0 }, never));

describe('a place that Redis lost', () => {
	it('is not used on by its former holder, who is told so at the end of the run', async () => {
		const held = await valueOf(take());
		await client.flushall();
		const other = await takeAsOther();
		// A look of the holder at its places, of which there are four a second; not its next renewal.
		await sleep(1_000, never);
		held?.release();
		const taking = valueOf(take());
		let got = false;
		void taking.then(() => (got = true));
		await sleep(200, never);
		expect(got).toBe(false);
		other?.release();
		(await taking)?.release();
		await limits.close();
		expect(limits.notices).toEqual([expect.stringMatching(/lost a place that this run held.*noeviction/)]);
	});

	it('and that nobody took meanwhile is taken again at once, without a word', async () => {
		const held = await valueOf(take());
		await client.flushall();
		while ((await client.exists(lock)) === 0) await sleep(20, never);
		held?.release();
		await limits.close();
		expect(limits.notices).toEqual([]);
	});
});

describe('a key of somebody else where a place should be', () => {
	it.each<[string, () => Promise<unknown>]>([
		['a text', async () => await client.set(lock, 'my own lock')],
		['a list', async () => await client.rpush(lock, 'job')],
	])('is told at once, with its name: %s', async (_what, write) => {
		await write();
		const { failure } = await take();
		expect(failure?.message).toContain(`holds at the key "${lock}" what no n8n wrote with this node`);
		expect(failure?.message).toContain('Delete that key');
		expect(failure?.message).not.toContain('my own lock');
	});

	it.each<[string, () => Promise<unknown>]>([
		['a text', async () => await client.set(lock, 'my own lock')],
		['a list', async () => await client.multi().del(lock).rpush(lock, 'job').exec()],
	])('is told also where it was written over a place that is held: %s', async (_what, write) => {
		const held = await valueOf(take());
		await write();
		const waiting = take();
		const { failure } = await waiting;
		expect(failure?.message).toContain(`holds at the key "${lock}"`);
		held?.release();
	});

	it('is told where the starts of a second are counted', async () => {
		await client.set('number-lookup:place:sinch:me:starts:5', 'for ever');
		const { failure } = await limits.take('sinch\nme', { concurrency: 1, requestsPerSecond: 5 }, never);
		expect(failure?.message).toContain('holds at the key "number-lookup:place:sinch:me:starts:5"');
	});
});
