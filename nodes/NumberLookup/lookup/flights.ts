/**
 * Which questions executions of this process are asking. Who asks begins a flight and ends it, whatever becomes of it; who comes
 * meanwhile waits for that end.
 */

import type { Answered } from './outcome';

/** @param answered what the asker was told; null where it has no answer, so that somebody else must ask. */
export type Landing = (answered: Answered | null) => void;

export class Flights {
	private readonly waiting = new Map<string, Set<Landing>>();

	/** @param key who is asked what, the number among it. */
	isUnderWay(key: string): boolean {
		return this.waiting.has(key);
	}

	/** To be called where none is under way. */
	begin(key: string): void {
		this.waiting.set(key, new Set());
	}

	/**
	 * To be called where one is under way.
	 * @param landing called once, when it ends.
	 * @returns gives the waiting up.
	 */
	wait(key: string, landing: Landing): () => void {
		this.waiting.get(key)?.add(landing);
		return () => void this.waiting.get(key)?.delete(landing);
	}

	/** To be called once by whoever began it. */
	end(key: string, answered: Answered | null): void {
		const landings = this.waiting.get(key) ?? [];
		this.waiting.delete(key);
		for (const landing of landings) landing(answered);
	}
}
