/** Limits of an account that hold for all processes together: the interface. */

import type { StoreOutcome } from './store';

export interface SharedPace {
	/** Most requests of the account under way, in all processes. */
	concurrency: number;
	/** Starts a second, in all processes; 0 for no limit. */
	requestsPerSecond: number;
}

/** The right to have one of the account's requests under way. */
export interface Place {
	/** To be called when the request has ended. */
	release(): void;
}

/** One run's part in the limits. Never rejects. */
export interface SharedLimits {
	/** What the user should know although limits could be kept, one sentence or a few each; read after `close()`. */
	readonly notices: readonly string[];
	/**
	 * @param accountKey provider and sign-in name.
	 * @returns a place as soon as there is one; null where the signal fires before; a failure where nobody can tell how many
	 *   requests other processes have under way.
	 */
	take(accountKey: string, pace: SharedPace, signal: AbortSignal): Promise<StoreOutcome<Place | null>>;
	/** Gives back all that the run has left. */
	close(): Promise<void>;
}
