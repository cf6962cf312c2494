/** For how long an answer may be used again. Pure. */

import { verdictOf } from '../reference/statuses';
import type { StoredAnswer } from '../stores/store';

export interface ReuseRules {
	/** How old an answer may be. */
	maxAgeMs: number;
	/** The same for the verdict `unavailable`, which passes. */
	unavailableMaxAgeMs: number;
	/** false: a fresh answer is wanted for every number; answers are only kept. */
	finds: boolean;
}

/** Clocks of machines that share a store differ by less. An answer from further in the future has a wrong date, and no age. */
const clockToleranceMs = 5 * 60 * 1000;

/** @param nowMs epoch milliseconds. */
export function isYoung({ answer, lookedUpAtMs }: StoredAnswer, rules: ReuseRules, nowMs: number): boolean {
	const ageMs = nowMs - lookedUpAtMs;
	return ageMs >= -clockToleranceMs && ageMs < lifeOf(answer, rules);
}

/** @returns for how many milliseconds the answer may be used; 0 where nobody could tell, which the next lookup may. */
export function lifeOf(
	{ status }: StoredAnswer['answer'],
	{ maxAgeMs, unavailableMaxAgeMs }: Pick<ReuseRules, 'maxAgeMs' | 'unavailableMaxAgeMs'>,
): number {
	switch (verdictOf(status)) {
		case 'unknown':
			return 0;
		case 'unavailable':
			return Math.min(maxAgeMs, unavailableMaxAgeMs);
		default:
			return maxAgeMs;
	}
}
