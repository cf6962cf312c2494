/** What one provider is to be asked, and where that is noted. */

import type { Account, TokenSource } from '../providers/provider';
import type { ParsedNumber } from './number';
import type { LookupOptions, Surroundings } from './options';
import type { Outcome, Totals } from './outcome';
import { type FoundAnswers, nothingFound } from './reuse';
import type { Budget } from './spending';

export interface StageTask {
	provider: string;
	account: Account;
	tokens: TokenSource | null;
	/** All distinct numbers; `pending` and `outcomes` go by their index. */
	numbers: readonly ParsedNumber[];
	pending: readonly number[];
	outcomes: readonly Outcome[];
	options: LookupOptions;
	totals: Totals;
	budget: Budget;
	surroundings: Surroundings;
}

/** An account is the provider and the sign-in name, whatever the endpoint or the credential is called. */
export function accountKeyOf({ provider, account }: StageTask): string {
	return `${provider}\n${account.signInName}`;
}

/** Who is asked what: with an MSISDN, the name of an answer that may be used again. */
export function scopeOf(task: StageTask): string {
	return [accountKeyOf(task), task.options.lookupType, task.account.answerVariant ?? ''].join('\n');
}

/** @returns what earlier executions know of the pending numbers. */
export async function findStored(task: StageTask): Promise<FoundAnswers> {
	const { surroundings, provider, pending, numbers } = task;
	if (surroundings.reuse === null) return nothingFound;
	const msisdns = pending.flatMap((index) => numbers[index]?.msisdn ?? []);
	return await surroundings.reuse.find(provider, scopeOf(task), msisdns);
}
