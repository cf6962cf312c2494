/** The engine: asks the providers of a chain, in order, about distinct numbers. Knows nothing of n8n and of no provider by name. */

import type { ParsedNumber } from './number';
import type { LookupOptions, Stage, Surroundings } from './options';
import { asksNext, betterOf, type LookupReport, type Outcome, type StageFailure, type Totals } from './outcome';
import { Budget } from './spending';
import { askStage } from './stage';
import { accountFinding } from './stageNumbers';

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
	const outcomes: Outcome[] = numbers.map(() => ({ finding: null, attempts: 0 }));
	const totals: Totals = {
		requests: 0,
		paid: 0,
		perhapsBilledTwice: 0,
		perhapsBilled: 0,
		reused: 0,
		stored: surroundings.reuse === null ? null : 0,
	};
	const budget = new Budget(options.maxLookups);
	const stageFailures: StageFailure[] = [];
	let pending = outcomes.flatMap((outcome, index) => {
		const skipped = options.skipNonMobile && numbers[index]?.cannotBeMobile === true;
		if (skipped) outcome.finding = skippedFinding;
		return skipped ? [] : [index];
	});
	for (const [index, stage] of stages.entries()) {
		if (pending.length === 0) break;
		const failure = await runStage(stage, pending);
		if (failure !== null) stageFailures.push({ stage: index, failure });
		pending = pending.filter((each) => {
			const finding = outcomes[each]?.finding ?? null;
			return finding !== null && asksNext(finding, options.askNextOnUnknown);
		});
	}
	return { outcomes, stageFailures, totals, stopped: surroundings.signal.aborted };

	async function runStage(stage: Stage, indices: readonly number[]) {
		const opening = await stage.open();
		if (opening.kind === 'failed') {
			const finding = accountFinding(stage.provider, opening.failure);
			for (const index of indices) {
				const outcome = outcomes[index];
				if (outcome !== undefined) outcome.finding = betterOf(outcome.finding, finding);
			}
			return opening.failure;
		}
		const { account, tokens } = opening;
		const { provider } = stage;
		return await askStage({
			provider,
			account,
			tokens,
			numbers,
			pending: indices,
			outcomes,
			options,
			totals,
			budget,
			surroundings,
		});
	}
}

const skippedFinding = {
	kind: 'unanswered',
	status: 'not_mobile',
	provider: null,
	code: null,
	message: 'The numbering plan says this is not a mobile number; it was skipped to save a lookup.',
	cause: 'heldBack',
} as const;
