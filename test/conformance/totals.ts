import type { Totals } from '../../nodes/NumberLookup/lookup/outcome';

/** @returns the totals of a run without an answer store: all that is not given is 0. */
export function totalsOf(counted: Partial<Totals>): Totals {
	return { requests: 0, paid: 0, perhapsBilledTwice: 0, perhapsBilled: 0, reused: 0, stored: null, ...counted };
}
