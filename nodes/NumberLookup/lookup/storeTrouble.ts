/** What a store failed at in one run, and when it is worth another try. */

import type { StoreFailure } from '../stores/store';

/** After a failure the store is left alone, at first for so long. */
export const firstPauseMs = 5_000;
/** With each further failure twice as long, up to this: where a store never works again, waiting for it must not slow the run. */
export const longestPauseMs = 5 * 60 * 1000;

/** What is paused apart: a search that is left out costs more than an answer that is kept later. */
type Work = 'searching' | 'writing';

export class StoreTrouble {
	/** The last failure, or null where there was none. */
	failure: StoreFailure | null = null;
	/** Numbers that the store could not be asked about. */
	notSearched = 0;
	/** Answers that were to be kept and are not. */
	notKept = 0;
	private readonly pauses = new Map<Work, { sinceMs: number; durationMs: number }>();

	/** @param nowMs epoch milliseconds. */
	constructor(private readonly nowMs: () => number) {}

	/** Whether the store is to be left alone for now. */
	isPausing(work: Work): boolean {
		const pause = this.pauses.get(work);
		if (pause === undefined) return false;
		const forMs = this.nowMs() - pause.sinceMs;
		// A clock that was set back must not make a pause of hours.
		return forMs >= 0 && forMs < pause.durationMs;
	}

	/** A command failed. */
	begin(work: Work, failure: StoreFailure): void {
		this.failure = failure;
		const doubledMs = 2 * (this.pauses.get(work)?.durationMs ?? 0);
		const durationMs = Math.min(Math.max(firstPauseMs, doubledMs), longestPauseMs);
		this.pauses.set(work, { sinceMs: this.nowMs(), durationMs });
	}

	/** A command was answered: the store works. */
	end(): void {
		this.pauses.clear();
	}
}
