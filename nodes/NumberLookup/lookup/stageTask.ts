/** What one provider is to be asked, under which settings, and where that is noted. */

import type { Account, TokenSource } from '../providers/provider';
import type { ParsedNumber } from './parsedNumber';
import type { LookupOptions, Surroundings } from './options';
import type { Outcome, Totals } from './outcome';
import { type FoundAnswers, nothingFound } from './reuse';
import type { Budget } from './spending';

/** The same for all that the provider is asked in a run. */
export interface StageSettings {
	provider: string;
	account: Account;
	tokens: TokenSource | null;
	options: LookupOptions;
	totals: Totals;
	budget: Budget;
	surroundings: Surroundings;
}

/** Numbers to ask. */
export interface Questions {
	/** Distinct; `pending` and `outcomes` go by their index. */
	numbers: readonly ParsedNumber[];
	pending: readonly number[];
	outcomes: readonly Outcome[];
}

export interface StageTask extends StageSettings, Questions {}

/** An account is the provider and the sign-in name, whatever the endpoint or the credential is called. */
export function accountKeyOf({ provider, account }: StageSettings): string {
	return `${provider}\n${account.signInName}`;
}

/** Who is asked what, where and with which secret: with an MSISDN, the name of an answer that may be used again. */
export function scopeOf(settings: StageSettings): string {
	const { options, account } = settings;
	return [accountKeyOf(settings), account.answerVariant?.(options) ?? '', account.answerSource].join('\n');
}

/** @returns what earlier executions know of the pending numbers. */
export async function findStored(task: StageTask): Promise<FoundAnswers> {
	const { surroundings, provider, pending, numbers } = task;
	if (surroundings.reuse === null) return nothingFound;
	const msisdns = pending.flatMap((index) => numbers[index]?.msisdn ?? []);
	return await surroundings.reuse.find(provider, scopeOf(task), msisdns);
}
