/**
 * How many requests of an account begin in a second, in all processes together. Whoever sets a key that ends by itself may
 * begin so many requests as fit its life; all others wait until it has ended.
 */

import type { Redis } from 'ioredis';

import { ForeignKey } from './foreignKey';

export interface StartsSurroundings {
	client: Redis;
	/** Begins the names of all keys here. */
	name: string;
	/** Milliseconds of a clock that never goes back. */
	nowMs: () => number;
}

/** A window this long costs Redis few commands; shorter ones would spread the starts more evenly. */
const windowMs = 200;
/**
 * How many round trips a window must last: it begins when Redis is asked for it, so most of it must be left when the answer has
 * come. A longer one consists of several of the usual length, so that starts do not come all at once.
 */
const roundTripsInWindow = 4;

interface Window {
	sinceMs: number;
	/** How many usual windows it lasts. */
	parts: number;
	/** Which of these runs. */
	part: number;
	/** How many starts are left in it. */
	left: number;
}

/** What one usual window comes to at a rate. */
interface Part {
	starts: number;
	lifeMs: number;
}

export class Starts {
	/** This process's current window, by rate. */
	private readonly windows = new Map<number, Window>();
	private lastAloneMs = Number.NEGATIVE_INFINITY;
	/** How long the last command took. */
	private roundTripMs = 0;

	constructor(private readonly surroundings: StartsSurroundings) {}

	/** Asks nobody. @returns whether the request may begin in a window that this process has already. */
	beginInWindow(requestsPerSecond: number): boolean {
		return this.untilNextInWindow(requestsPerSecond) === 0;
	}

	/** Rejects as Redis does, and with ForeignKey. @returns 0: the request may begin; else milliseconds after which to ask again. */
	async shared(requestsPerSecond: number): Promise<number> {
		const ownMs = this.untilNextInWindow(requestsPerSecond);
		if (ownMs !== null) return ownMs;
		const { client, name, nowMs } = this.surroundings;
		const key = `${name}:starts:${requestsPerSecond}`;
		const { starts, lifeMs } = partOf(requestsPerSecond);
		const parts = Math.max(1, Math.ceil((roundTripsInWindow * this.roundTripMs) / lifeMs));
		const sinceMs = nowMs();
		const isOurs = (await client.set(key, '1', 'PX', parts * lifeMs, 'NX')) === 'OK';
		this.roundTripMs = nowMs() - sinceMs;
		if (isOurs) this.windows.set(requestsPerSecond, { sinceMs, parts, part: 0, left: starts });
		// Another request of this process may have been first.
		const nextMs = this.untilNextInWindow(requestsPerSecond);
		if (nextMs !== null) return nextMs;
		const leftMs = await client.pttl(key);
		if (leftMs === withoutEnd) throw new ForeignKey(key);
		return Math.max(1, leftMs);
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

	/** @returns 0 for now, and the start counts; milliseconds until its window may have another; null where it has none. */
	private untilNextInWindow(requestsPerSecond: number): number | null {
		const window = this.windows.get(requestsPerSecond);
		if (window === undefined) return null;
		const { starts, lifeMs } = partOf(requestsPerSecond);
		const sinceMs = this.surroundings.nowMs() - window.sinceMs;
		const part = Math.floor(sinceMs / lifeMs);
		if (part >= window.parts) return null;
		if (part > window.part) {
			window.part = part;
			window.left = starts;
		}
		if (window.left > 0) {
			window.left--;
			return 0;
		}
		return part + 1 < window.parts ? (part + 1) * lifeMs - sinceMs : null;
	}
}

/** What PTTL says of a key that does not end by itself, as all of ours do. */
const withoutEnd = -1;

function partOf(requestsPerSecond: number): Part {
	const starts = Math.max(1, Math.floor((requestsPerSecond * windowMs) / 1000));
	return { starts, lifeMs: Math.ceil((1000 * starts) / requestsPerSecond) };
}
