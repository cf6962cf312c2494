/** How a process without any place tells those who have some that it waits: by a key that ends by itself. */

import type { StartsSurroundings } from './starts';

/** So long the notice stands beyond the time in which it is renewed. */
const noticeMs = 1_000;
/** How long a process with short ways to Redis needs until it looks for free places again, with ample room. */
const shortestNeedMs = 400;
/** From one look for free places to the end of the next: what is free, the taking, this notice, and all over again. */
const roundTripsOfTwoLooks = 5;
/** Nobody waits longer for another, whatever stands in the notice. */
const longestNeedMs = 20_000;

export class Notice {
	/** Whether others were told that this process waits. */
	private hasTold = false;

	constructor(private readonly surroundings: Pick<StartsSurroundings, 'client' | 'name'>) {}

	get key(): string {
		return `${this.surroundings.name}:waiting`;
	}

	/** Rejects as Redis does. @param roundTripMs how long a command takes here: who makes way does so for that much longer. */
	async tell(waits: boolean, roundTripMs: number): Promise<void> {
		const { client } = this.surroundings;
		const needMs = Math.ceil(shortestNeedMs + roundTripsOfTwoLooks * roundTripMs);
		if (waits) await client.set(this.key, String(needMs), 'PX', noticeMs + needMs);
		else if (this.hasTold) await client.unlink(this.key);
		this.hasTold = waits;
	}
}

/** @returns for how many milliseconds the process that waits must be made way; null where none waits. */
export function needIn(notice: string | null): number | null {
	if (notice === null) return null;
	// Earlier versions write no time.
	return Math.min(Math.max(Number(notice) || 0, shortestNeedMs), longestNeedMs);
}
