/** What a magic number brings about. */

import type { Fault } from '../faults/fault';
import type { ProviderId } from '../providerId';

export interface Spoiled {
	fault: Fault;
	/** Attempts that fail before one passes; Infinity: all. */
	times: number;
}

export interface Outcome {
	/** The last four digits. */
	suffix: string;
	meaning: string;
	/** What goes wrong at which provider; what the others answer, each of them tells in its own file. */
	spoils: Partial<Record<ProviderId, Spoiled>>;
}

/** @returns the digits that decide what becomes of a number. */
export function suffixOf(msisdn: string): string {
	return msisdn.slice(-4);
}
