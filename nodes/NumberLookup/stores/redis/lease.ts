/** One place of an account, held in Redis by a lock that ends by itself when its holder is gone. Rejects as Redis does. */

import { randomUUID } from 'node:crypto';

import type { Redis } from 'ioredis';
import { Mutex } from 'redis-semaphore';

/** A killed process's places are free again after this time. */
export const leaseMs = 20_000;

/** The library's own timers are not used: what they meet when Redis is gone would be nobody's to catch. */
const once = { lockTimeout: leaseMs, refreshInterval: 0, acquireAttemptsLimit: 1, retryInterval: 0 };

export class Lease {
	private constructor(
		private readonly client: Redis,
		private readonly key: string,
		private readonly identifier: string,
		/** Which of the account's places. */
		readonly index: number,
		/** When it was last certain to be held for the whole of `leaseMs`. */
		public renewedAtMs: number,
	) {}

	/** @returns null where another process holds it. */
	static async take(client: Redis, key: string, index: number, nowMs: () => number): Promise<Lease | null> {
		const identifier = randomUUID();
		const askedAtMs = nowMs();
		const taken = await new Mutex(client, key, { ...once, identifier }).tryAcquire();
		return taken ? new Lease(client, key, identifier, index, askedAtMs) : null;
	}

	/** Takes it again where Redis has forgotten it. @returns whether it is held; if so, for the whole of `leaseMs` from now on. */
	async renew(nowMs: () => number): Promise<boolean> {
		const askedAtMs = nowMs();
		const { client, key, identifier } = this;
		const held =
			(await this.known().tryAcquire()) || (await new Mutex(client, key, { ...once, identifier }).tryAcquire());
		if (held) this.renewedAtMs = askedAtMs;
		return held;
	}

	async end(): Promise<void> {
		await this.known().release();
	}

	private known(): Mutex {
		const { identifier } = this;
		return new Mutex(this.client, this.key, { ...once, identifier, acquiredExternally: true });
	}
}
