/** The engine, asked about everything at once. */

import type { ParsedNumber } from './parsedNumber';
import type { LookupOptions, Stage, Surroundings } from './options';
import type { LookupReport } from './outcome';
import { LookupSession } from './session';

/**
 * Each number is asked at the first provider; the next ones get what stayed unanswered.
 * @param numbers distinct.
 * @param stages at least one.
 * @returns a finding for each number. Never rejects for anything a provider or the network does.
 */
export async function lookUp(
	numbers: readonly ParsedNumber[],
	stages: readonly Stage[],
	options: LookupOptions,
	surroundings: Surroundings,
): Promise<LookupReport> {
	const session = new LookupSession(stages, options, surroundings);
	const outcomes = await session.ask(numbers);
	session.end();
	return { outcomes, ...session.report };
}
