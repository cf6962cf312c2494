/** Connections to Redis: one for each account, shared by the executions of this process that use it at the same time. */

import { createHash } from 'node:crypto';

import { Redis } from 'ioredis';

import { done, failed, type StoreOutcome } from '../store';
import { addressOf, type RedisAccount } from './account';
import { sentenceOf } from './failure';

const connectTimeoutMs = 5_000;
/** Of one command. A Redis that takes longer is of no help to a lookup that takes less. */
const commandTimeoutMs = 5_000;
const firstReconnectMs = 50;
const lastReconnectMs = 1_000;
/** A command waits so many new connections long before it fails. */
const reconnectsPerCommand = 3;

interface Shared {
	client: Redis;
	/** Resolves to why no connection can be had, or null. */
	opened: Promise<unknown>;
	users: number;
	/** How often the connection broke. */
	closes: number;
}

const connections = new Map<string, Shared>();

/** One execution's hold on the connection of its account. */
export class RedisConnection {
	private held = true;

	private constructor(
		readonly client: Redis,
		readonly account: RedisAccount,
		private readonly identity: string,
	) {}

	/** Never rejects. */
	static async open(account: RedisAccount): Promise<StoreOutcome<RedisConnection>> {
		const identity = identityOf(account);
		const shared = connections.get(identity) ?? connect(account);
		connections.set(identity, shared);
		shared.users++;
		const connection = new RedisConnection(shared.client, account, identity);
		const reason = await shared.opened;
		if (reason === null) return done(connection);
		connection.release();
		return failed(sentenceOf(reason, account));
	}

	/** @returns what went wrong, as users read it. */
	sentenceOf(error: unknown): string {
		// The client connects anew and anew, and in the end only tells that this took too long.
		const wasClosed = (connections.get(this.identity)?.closes ?? 0) > 0;
		return sentenceOf(wasClosed && isTimeout(error) ? 'Connection is closed.' : error, this.account);
	}

	/** The last one to let go closes the connection. */
	release(): void {
		const shared = connections.get(this.identity);
		if (!this.held || shared?.client !== this.client) return;
		this.held = false;
		if (--shared.users > 0) return;
		connections.delete(this.identity);
		shared.client.disconnect();
	}
}

function connect(account: RedisAccount): Shared {
	const { host, port, useTls, username, password, database } = account;
	const client = new Redis({
		host,
		port,
		...(username === '' ? {} : { username }),
		...(password === '' ? {} : { password }),
		...(useTls ? { tls: {} } : {}),
		db: database,
		lazyConnect: true,
		protocol: 2,
		connectTimeout: connectTimeoutMs,
		commandTimeout: commandTimeoutMs,
		maxRetriesPerRequest: reconnectsPerCommand,
		retryStrategy: (times) => Math.min(firstReconnectMs * times, lastReconnectMs),
		// It would need the command INFO, which a user may not be allowed.
		enableReadyCheck: false,
		disableClientInfo: true,
	});
	let lastError: unknown = null;
	// Without a listener the client would write them to the console.
	client.on('error', (error: unknown) => (lastError = error));
	const opened = client.connect().then(
		// A refused database leaves a connection to another one.
		() => lastError,
		(error: unknown) => lastError ?? error,
	);
	const shared: Shared = { client, opened, users: 0, closes: 0 };
	client.on('close', () => shared.closes++);
	return shared;
}

function isTimeout(error: unknown): boolean {
	return String(error).includes('Command timed out');
}

/** Kept as a hash, since the password is a part of it. */
function identityOf(account: RedisAccount): string {
	const { username, password, database, useTls } = account;
	const parts = [addressOf(account), useTls, username, password, database];
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}
