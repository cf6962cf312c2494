/** Puts together what was planned and what became of it: one result for each row. Pure. */

import {
	type NoAnswer,
	nobodyAsked,
	type NumberFacts,
	resultOfAnswer,
	resultWithoutAnswer,
	type RowFacts,
	sameResultFor,
} from './normalise';
import type { Outcome } from './outcome';
import type { ParsedNumber } from './parsedNumber';
import type { Plan, PlannedRow } from './plan';
import type { NumberResult } from './result';

/**
 * Gives a result for each row of the plan, in its order; a number that stands in several rows is worked out once.
 * @param outcomes by distinct number; null where nobody was to be asked (`validate`).
 */
export function* resultsOf(
	plan: Plan,
	outcomes: readonly Outcome[] | null,
	includeRaw: boolean,
): Generator<[PlannedRow, NumberResult]> {
	const first: NumberResult[] = [];
	for (const row of plan.rows) {
		if (row.number === null) {
			yield [row, resultWithoutAnswer(row, { ...row.problem, code: null }, nobodyAsked(includeRaw))];
			continue;
		}
		const known = first[row.distinctIndex];
		const isAlike = row.number === plan.distinct[row.distinctIndex];
		if (known !== undefined && isAlike) {
			yield [row, sameResultFor(known, row)];
			continue;
		}
		const result =
			outcomes === null
				? resultWithoutAnswer(row, plausible(row.number), nobodyAsked(includeRaw))
				: resultOf(row, outcomes[row.distinctIndex], includeRaw);
		if (isAlike) first[row.distinctIndex] = result;
		yield [row, result];
	}
}

/** @returns the result of a row's number by what became of it. */
export function resultOf(
	row: RowFacts & { number: NumberFacts },
	outcome: Outcome | undefined,
	includeRaw: boolean,
): NumberResult {
	const finding = outcome?.finding ?? null;
	const attempts = outcome?.attempts ?? 0;
	if (finding === null) return resultWithoutAnswer(row, notLookedUp, nobodyAsked(includeRaw));
	const { provider } = finding;
	if (finding.kind === 'unanswered') {
		return resultWithoutAnswer(row, finding, { provider, attempts, lookedUpAt: null, cached: false, includeRaw });
	}
	const { answer, lookedUpAtMs, cached } = finding;
	return resultOfAnswer(row, answer, { provider, attempts, lookedUpAt: isoTime(lookedUpAtMs), cached, includeRaw });
}

/** Many answers come in the same millisecond: each time is written once and shared. */
const lastTime = { ms: Number.NaN, text: '' };

function isoTime(ms: number): string {
	if (ms !== lastTime.ms) Object.assign(lastTime, { ms, text: new Date(ms).toISOString() });
	return lastTime.text;
}

const notLookedUp: NoAnswer = { status: 'not_looked_up', message: null, code: null };

function plausible({ valid }: ParsedNumber): NoAnswer {
	return { status: 'plausible', message: valid ? null : newerRange, code: null };
}

const newerRange =
	'The number has a possible length but lies in no range of the bundled numbering plan; no provider was asked.';
