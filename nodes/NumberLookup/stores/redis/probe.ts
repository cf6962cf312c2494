/** The test of the Redis credential: all that the node does with Redis, on a key of its own. */

import { randomUUID } from 'node:crypto';

import type { Redis } from 'ioredis';

import type { StoreOutcome } from '../store';
import { readRedisAccount } from './account';
import { RedisConnection } from './connection';
import { Lease } from './lease';

const probeLifeMs = 60_000;

/** Never rejects. @returns why Redis cannot be used, or null. */
export async function probeRedis(credential: unknown): Promise<string | null> {
	const { account, problem } = readRedisAccount(credential);
	if (problem !== null) return problem;
	const { value: connection, failure }: StoreOutcome<RedisConnection> = await RedisConnection.open(account);
	if (failure !== null) return failure.message;
	const { client } = connection;
	const key = `probe:${randomUUID()}`;
	try {
		await tryCommands(client, key, account.keyPrefix);
		return null;
	} catch (error) {
		return connection.sentenceOf(error);
	} finally {
		connection.release();
	}
}

/** Each of the needed commands; within scripts those that a lease's scripts run. */
async function tryCommands(client: Redis, key: string, keyPrefix: string): Promise<void> {
	await client.ping();
	await client.set(key, 'probe', 'PX', probeLifeMs);
	await client.mget(key);
	await client.exists(key);
	await client.pttl(key);
	await client.eval("return redis.call('get', KEYS[1])", 1, key);
	await client.scan('0', 'MATCH', `${keyPrefix}${key}*`, 'COUNT', 1);
	await client.unlink(key);
	const clock = () => performance.now();
	const lease = await Lease.take(client, key, 0, clock);
	await lease?.renew(clock);
	await lease?.end();
}
