/** The magic numbers: the last four digits decide what becomes of a number, at every provider that has such an outcome. */

import { answeredNumbers } from './answeredNumbers';
import type { Outcome } from './outcome';
import { spoiledNumbers } from './spoiledNumbers';

/** All magic numbers, in order of their digits. */
export const outcomes: readonly Outcome[] = [
	...answeredNumbers.map((row) => ({ spoils: {}, ...row })),
	...spoiledNumbers.map((row) => ({ answers: {}, ...row })),
].sort((one, other) => Number(one.suffix) - Number(other.suffix));

const bySuffix = new Map(outcomes.map((outcome) => [outcome.suffix, outcome]));

/** @returns the outcome that the number's last four digits stand for, if any. */
export function outcomeOf(msisdn: string): Outcome | undefined {
	return bySuffix.get(msisdn.slice(-4));
}
