/** What all servers of one simulator share. */

import { Traffic } from './accounts';
import { Faults } from './faults/faults';
import type { Outcome } from './outcomes/outcome';
import { Ledger } from './ledger';

export interface World {
	ledger: Ledger;
	faults: Faults;
	traffic: Traffic;
	/** Between a request and its answer. */
	latencyMs: number;
	/** NPL: before each number's line. */
	lineLatencyMs: number;
	/** How long an access token lives (`expires_in`). */
	tokenLifetimeSeconds: number;
}

/** @param spoilsOf what a number brings on. */
export function newWorld(latencyMs: number, spoilsOf: (msisdn: string) => Outcome['spoils']): World {
	return {
		ledger: new Ledger(),
		faults: new Faults(spoilsOf),
		traffic: new Traffic(),
		latencyMs,
		lineLatencyMs: 0,
		tokenLifetimeSeconds: 3600,
	};
}
