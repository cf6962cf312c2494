/**
 * How many requests of an account begin in a second, in all processes together. Whoever sets a key that ends by itself may
 * begin so many requests as fit its life; all others wait until it has ended.
 */

import type { Redis } from 'ioredis';

export interface StartsSurroundings {
	client: Redis;
	/** Begins the names of all keys here. */
	name: string;
	/** Milliseconds of a clock that never goes back. */
	nowMs: () => number;
}

/** A window this long costs Redis few commands; shorter ones would spread the starts more evenly. */
const windowMs = 200;

interface Window {
	left: number;
	endsAtMs: number;
}

export class Starts {
	/** This process's current window, by rate. */
	private readonly windows = new Map<number, Window>();
	private lastAloneMs = Number.NEGATIVE_INFINITY;

	constructor(private readonly surroundings: StartsSurroundings) {}

	/** Asks nobody. @returns whether the request may begin in a window that this process has already. */
	beginInWindow(requestsPerSecond: number): boolean {
		const window = this.windows.get(requestsPerSecond);
		if (window === undefined || window.left === 0 || this.surroundings.nowMs() >= window.endsAtMs) return false;
		window.left--;
		return true;
	}

	/** Rejects as Redis does. @returns 0: the request may begin; else milliseconds after which to ask again. */
	async shared(requestsPerSecond: number): Promise<number> {
		if (this.beginInWindow(requestsPerSecond)) return 0;
		const { client, name, nowMs } = this.surroundings;
		const key = `${name}:starts:${requestsPerSecond}`;
		const starts = Math.max(1, Math.floor((requestsPerSecond * windowMs) / 1000));
		const lifeMs = Math.ceil((1000 * starts) / requestsPerSecond);
		const askedAtMs = nowMs();
		if ((await client.set(key, '1', 'PX', lifeMs, 'NX')) === 'OK') {
			this.windows.set(requestsPerSecond, { left: starts, endsAtMs: askedAtMs + lifeMs });
		}
		if (this.beginInWindow(requestsPerSecond)) return 0;
		return Math.max(1, await client.pttl(key));
	}

	/** Without Redis. @returns as above; Infinity where none may begin. */
	alone(requestsPerSecond: number): number {
		if (requestsPerSecond <= 0) return Number.POSITIVE_INFINITY;
		const nowMs = this.surroundings.nowMs();
		const dueMs = this.lastAloneMs + 1000 / requestsPerSecond;
		if (dueMs > nowMs) return dueMs - nowMs;
		this.lastAloneMs = nowMs;
		return 0;
	}
}
