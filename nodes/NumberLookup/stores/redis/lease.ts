/** One place of an account, held in Redis by a lock that ends by itself when its holder is gone. Rejects as Redis does. */

import { randomUUID } from 'node:crypto';

import type { Redis } from 'ioredis';
import { Mutex } from 'redis-semaphore';

import { isWrongType } from './foreignKey';

/** A killed process's places are free again after this time. */
export const leaseMs = 20_000;

/** The library's own timers are not used: what they meet when Redis is gone would be nobody's to catch. */
const once = { lockTimeout: leaseMs, refreshInterval: 0, acquireAttemptsLimit: 1, retryInterval: 0 };

/** @returns the key of a place's lock as the library calls it. @param name begins the names of all keys of the account. */
export function lockOf(name: string, index: number): string {
	return `mutex:${name}:${index}`;
}

export class Lease {
	private constructor(
		private readonly client: Redis,
		private readonly name: string,
		private readonly identifier: string,
		/** Which of the account's places. */
		readonly index: number,
		/** When it was last certain to be held for the whole of `leaseMs`. */
		public renewedAtMs: number,
	) {}

	/** @returns null where another process holds it. */
	static async take(client: Redis, name: string, index: number, nowMs: () => number): Promise<Lease | null> {
		const lease = new Lease(client, name, randomUUID(), index, nowMs());
		return (await lease.takeOnce()) ? lease : null;
	}

	/** Its key in Redis. */
	get lock(): string {
		return lockOf(this.name, this.index);
	}

	/** @param value what Redis has under the key, or null. */
	isHeldBy(value: string | null): boolean {
		return value === this.identifier;
	}

	/** Takes it again where Redis has forgotten it. @returns whether it is held; if so, for the whole of `leaseMs` from now on. */
	async renew(nowMs: () => number): Promise<boolean> {
		const askedAtMs = nowMs();
		const renewing = this.renewOrTake();
		const [ended] = await Promise.allSettled([renewing]);
		// Where somebody else wrote a list or the like, it is lost.
		if (ended.status === 'rejected' && isWrongType(ended.reason)) return false;
		const held = await renewing;
		if (held) this.renewedAtMs = askedAtMs;
		return held;
	}

	async end(): Promise<void> {
		await this.known().release();
	}

	private async renewOrTake(): Promise<boolean> {
		return (await this.known().tryAcquire()) || (await this.takeOnce());
	}

	private async takeOnce(): Promise<boolean> {
		return await this.mutex({}).tryAcquire();
	}

	private known(): Mutex {
		return this.mutex({ acquiredExternally: true });
	}

	private mutex(options: { acquiredExternally?: true }): Mutex {
		const { identifier } = this;
		return new Mutex(this.client, `${this.name}:${this.index}`, { ...once, identifier, ...options });
	}
}
