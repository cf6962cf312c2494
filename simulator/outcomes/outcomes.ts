/** The magic numbers: the last four digits decide what becomes of a number, at every provider that has such an outcome. */

import { providerIds, providers } from '../providers';
import { answeredNumbers } from './answeredNumbers';
import { type Outcome, suffixOf } from './outcome';
import { spoiledNumbers } from './spoiledNumbers';

const meanings = [answeredNumbers, ...providerIds.map((id) => providers[id].ownMeanings ?? {})];

/** All magic numbers, in order of their digits. */
export const outcomes: readonly Outcome[] = [
	...meanings.flatMap((each) => Object.entries(each)).map(([suffix, meaning]) => ({ suffix, meaning, spoils: {} })),
	...spoiledNumbers,
].sort((one, other) => Number(one.suffix) - Number(other.suffix));

const bySuffix = new Map(outcomes.map((outcome) => [outcome.suffix, outcome]));

/** @returns the outcome that the number's last four digits stand for, if any. */
export function outcomeOf(msisdn: string): Outcome | undefined {
	return bySuffix.get(suffixOf(msisdn));
}
