/** What a run does about an account that failed, by n8n's setting On Error. */

import type { IExecuteFunctions } from 'n8n-workflow';

import type { StageFailure } from '../lookup/outcome';
import type { OutcomeCounts } from '../lookup/outcomeCounts';
import type { RegisteredProvider } from '../providers/registry';
import { accountError, accountFailureText } from './accountError';
import { warn } from './onError';

const answersAreKept =
	'Their answers are kept for 24 hours: ' +
	'a retry of this execution, or your next manual run of this workflow, does not pay for them again.';

/**
 * @param answeredText how many numbers have an answer, such as "12 of 40 numbers".
 * @returns what to say of the numbers that account failures left over; null where there are none.
 * @throws NodeApiError where On Error says stop.
 */
export function leftOverText(
	context: IExecuteFunctions,
	{ leftByAccount, answered }: OutcomeCounts,
	answeredText: string,
	stageFailures: readonly StageFailure[],
	providers: readonly RegisteredProvider[],
): string | null {
	const last = stageFailures.at(-1);
	const provider = last === undefined ? undefined : providers[last.stage];
	if (last === undefined || provider === undefined || leftByAccount === 0) return null;
	if (context.continueOnFail()) return accountFailureText(context.getNode(), provider.facts, last.failure);
	const progress = `${answeredText} were answered before.` + (answered === 0 ? '' : ` ${answersAreKept}`);
	throw accountError(context, provider.facts, last.failure, progress);
}

/** Names each account that failed, also where a next provider took over. */
export function warnOfAccounts(
	context: IExecuteFunctions,
	stageFailures: readonly StageFailure[],
	providers: readonly RegisteredProvider[],
): void {
	for (const { stage, failure } of stageFailures) {
		const provider = providers[stage];
		if (provider !== undefined) warn(context, accountFailureText(context.getNode(), provider.facts, failure));
	}
}
