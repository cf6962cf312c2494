/** The client of one Redis account: how long it waits, how it connects anew, and how it finds the primary by Sentinel. */

import { Redis, type RedisOptions } from 'ioredis';

import type { RedisAccount } from './account';
import { isReplica } from './failure';

const connectTimeoutMs = 5_000;
/** Of one command. A Redis that takes longer is of no help to a lookup that takes less. */
const commandTimeoutMs = 5_000;
/** A server that froze, or fell off the network, leaves connections behind that never end by themselves. */
const silenceTimeoutMs = commandTimeoutMs + 1_000;
/** A Sentinel only tells an address; the next one must get its turn within a command's time. */
const sentinelTimeoutMs = 2_000;
const firstReconnectMs = 50;
const lastReconnectMs = 1_000;
/** A command waits so many new connections long before it fails. */
const reconnectsPerCommand = 3;

const pauseBefore = (times: number) => Math.min(firstReconnectMs * times, lastReconnectMs);

/** @returns a client that connects with its first command. */
export function newClient(account: RedisAccount): Redis {
	const { username, password, database, useTls } = account;
	return new Redis({
		...placeOf(account),
		...(username === '' ? {} : { username }),
		...(password === '' ? {} : { password }),
		...(useTls ? { tls: {} } : {}),
		db: database,
		// For all commands; only what SCAN is asked for and finds has it written out.
		keyPrefix: account.keyPrefix,
		lazyConnect: true,
		protocol: 2,
		connectTimeout: connectTimeoutMs,
		commandTimeout: commandTimeoutMs,
		socketTimeout: silenceTimeoutMs,
		maxRetriesPerRequest: reconnectsPerCommand,
		retryStrategy: pauseBefore,
		// After a failover the name, or Sentinel, leads to another server. The command itself fails, and is given again by who needs it.
		reconnectOnError: isReplica,
		// It would need the command INFO, which a user may not be allowed.
		enableReadyCheck: false,
		disableClientInfo: true,
	});
}

function placeOf({ at, useTls }: RedisAccount): RedisOptions {
	if ('host' in at) return { host: at.host, port: at.port };
	return {
		sentinels: [...at.endpoints],
		name: at.masterName,
		...(at.username === '' ? {} : { sentinelUsername: at.username }),
		...(at.password === '' ? {} : { sentinelPassword: at.password }),
		...(useTls ? { enableTLSForSentinelMode: true, sentinelTLS: {} } : {}),
		sentinelCommandTimeout: sentinelTimeoutMs,
		// Only those that the user names: others may have addresses that lead nowhere from here.
		updateSentinels: false,
		// The client would give up for good otherwise. Nobody waits for it: commands have a time-out of their own.
		sentinelRetryStrategy: pauseBefore,
	};
}
