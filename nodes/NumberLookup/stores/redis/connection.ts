/** Connections to Redis: one for each account, shared by the executions of this process that use it at the same time. */

import type { Redis } from 'ioredis';

import { done, failed, type StoreOutcome } from '../store';
import { type RedisAccount, redisIdentity } from './account';
import { newClient } from './client';
import { mayPass, sentenceOf } from './failure';

interface Shared {
	client: Redis;
	/** Resolves to why no connection could be had last, or null. */
	opened: Promise<unknown>;
	/** Whether `opened` told a reason. Redis may be back since. */
	failed: boolean;
	users: number;
	/** How often the connection broke. */
	closes: number;
	/** What the client told last of its connection, or null. */
	lastError: unknown;
}

const connections = new Map<string, Shared>();

/** One execution's hold on the connection of its account. */
export class RedisConnection {
	private held = true;

	private constructor(
		readonly account: RedisAccount,
		private readonly identity: string,
		private readonly shared: Shared,
	) {}

	/** Never rejects. */
	static async open(account: RedisAccount): Promise<StoreOutcome<RedisConnection>> {
		const connection = RedisConnection.attach(account);
		const reason = await connection.whyNotOpened();
		if (reason === null) return done(connection);
		const sentence = connection.sentenceOf(reason);
		connection.release();
		return failed(sentence);
	}

	/** @returns a connection that may still have to be made, or never can be: its commands will tell. */
	static attach(account: RedisAccount): RedisConnection {
		const identity = redisIdentity(account);
		const shared = connections.get(identity) ?? connect(account);
		connections.set(identity, shared);
		shared.users++;
		return new RedisConnection(account, identity, shared);
	}

	get client(): Redis {
		return this.shared.client;
	}

	/** @returns why there is no connection to the account's database, or null. Asks anew where there was none before. */
	async whyNotOpened(): Promise<unknown> {
		const { shared, account } = this;
		if (shared.failed) note(shared, whyNotBack(shared.client, account));
		return await shared.opened;
	}

	/** @returns what went wrong, as users read it. */
	sentenceOf(error: unknown): string {
		const { closes, lastError } = this.shared;
		// Between a command and its end the client connects anew and anew; why it could not is the reason.
		const isMeanwhile = /Command timed out|max retries per request/.test(String(error));
		const broke = closes === 0 ? null : (lastError ?? 'Connection is closed.');
		return sentenceOf(isMeanwhile ? (broke ?? error) : error, this.account);
	}

	/** The last one to let go closes the connection. */
	release(): void {
		if (!this.held) return;
		this.held = false;
		if (--this.shared.users > 0) return;
		connections.delete(this.identity);
		this.shared.client.disconnect();
	}
}

function connect(account: RedisAccount): Shared {
	const client = newClient(account);
	const shared: Shared = {
		client,
		opened: Promise.resolve(null),
		failed: false,
		users: 0,
		closes: 0,
		lastError: null,
	};
	client.on('close', () => shared.closes++);
	// Without a listener the client would write them to the console.
	client.on('error', (error: unknown) => (shared.lastError = ofSentinel ?? error));
	// Why a Sentinel is of no use; of all of them the client then only tells that they are.
	let ofSentinel: unknown = null;
	client.on('sentinelError', (error: unknown) => (ofSentinel = error));
	client.on('connect', () => (ofSentinel = null));
	note(shared, open(shared));
	return shared;
}

/** The first error counts: the client goes on connecting by itself. @returns why there is no connection, or null. Never rejects. */
async function open(shared: Shared): Promise<unknown> {
	const { client } = shared;
	const refused = new Promise<unknown>((resolve) => client.once('error', () => resolve(shared.lastError)));
	// Its time-out ends also the waiting for Sentinels that say nothing.
	const [ping] = await Promise.allSettled([Promise.race([refused, client.ping().then(() => null)])]);
	if (ping.status === 'fulfilled') return ping.value;
	return mayPass(ping.reason) ? null : (shared.lastError ?? ping.reason);
}

/** @param opening never rejects. */
function note(shared: Shared, opening: Promise<unknown>): void {
	shared.failed = false;
	shared.opened = opening.then((reason) => {
		shared.failed = reason !== null;
		return reason;
	});
}

/** The client goes on connecting by itself, so a command waits for it. Never rejects. */
async function whyNotBack(client: Redis, { database }: RedisAccount): Promise<unknown> {
	try {
		// A connection to another database than the account's is none.
		await (database === 0 ? client.ping() : client.select(database));
		return null;
	} catch (error) {
		return mayPass(error) ? null : error;
	}
}
