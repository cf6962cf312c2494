/** What becomes of each number at one provider: answered, given up or left over; and what that may have cost. */

import type { AccountFailure } from '../providers/provider';
import type { Exchanged } from './connection';
import type { Steps } from './inTurns';
import type { KeptScope } from './keptAnswers';
import { landlineAware } from './landline';
import type { ParsedNumber } from './parsedNumber';
import { type Answered, betterOf, type Finding, isBilled, type Outcome } from './outcome';
import type { FoundAnswers } from './reuse';
import { Spending } from './spending';
import { scopeOf, type StageTask } from './stageTask';

/** Numbers go by their index among the distinct ones. */
export class StageNumbers {
	private readonly spending: Spending;
	/** Of answers to the same question of this account, kept and stored ones. */
	private readonly scope: string;
	private readonly kept: KeptScope;
	/** Requests that carried a number at this provider, for numbers not yet answered. */
	private readonly attempts = new Map<number, number>();
	private readonly settled = new Map<number, Finding>();
	/** What the budget does not grant, as long as nothing comes back. */
	private heldBack: readonly number[] = [];
	/** Numbers whose answer this run may have lost. */
	private readonly lostHere = new Set<number>();

	constructor(
		private readonly task: StageTask,
		private readonly stored: FoundAnswers,
	) {
		this.spending = new Spending(task.budget);
		this.scope = scopeOf(task);
		this.kept = task.surroundings.kept.of(this.scope);
	}

	/** How many have a finding here. */
	get done(): number {
		return this.settled.size;
	}

	msisdns(indices: readonly number[]): string[] {
		return indices.map((index) => this.msisdn(index));
	}

	msisdn(index: number): string {
		return this.numberAt(index).msisdn;
	}

	/** @returns what became of the number here; null where it is still to be asked. */
	findingOf(index: number): Finding | null {
		return this.settled.get(index) ?? null;
	}

	/** Uses answers that an unfinished run or any earlier execution paid for, and holds back what the budget does not grant. @returns the numbers to ask. */
	*toAsk(): Steps<readonly number[]> {
		const open: number[] = [];
		for (const index of this.task.pending) {
			if (!this.reuse(index) && !this.reuseStored(index) && !this.isLeftUnsure(index)) open.push(index);
			yield;
		}
		this.heldBack = open;
		return this.grantMore();
	}

	/** @returns further numbers to ask, where others answered what the budget was granted for. */
	grantMore(): readonly number[] {
		const granted = this.spending.grant(this.heldBack.length);
		const numbers = this.heldBack.slice(0, granted);
		this.heldBack = this.heldBack.slice(granted);
		return numbers;
	}

	/** Uses an answer that another execution had while the number waited for its turn. Nothing of the budget is spent. */
	useOthersAnswer(index: number, answered: Answered): void {
		this.spending.refund(index);
		this.useStored(index, answered);
	}

	/** Takes what an exchange brought. @returns the numbers that are still without an answer. */
	record(asked: readonly number[], exchanged: Exchanged): number[] {
		const { totals, surroundings, provider } = this.task;
		const { sent, resent, answers, problem, stopped } = exchanged;
		totals.requests += sent;
		const again = sent > 0 ? asked.filter((index) => this.spending.mayHaveLost(index)).length : 0;
		totals.perhapsBilledTwice += again + resent * asked.length;
		const isLost = sent > 0 && (stopped || (problem?.kind === 'failed' && problem.uncertain));
		const lookedUpAtMs = surroundings.nowMs();
		const unanswered: number[] = [];
		for (const index of asked) {
			const number = this.numberAt(index);
			const attempts = (this.attempts.get(index) ?? 0) + sent;
			const outcome = this.outcomeAt(index);
			outcome.attempts += sent;
			if (sent > 0) outcome.askedHere = true;
			if (resent > 0) this.lose(index, resent);
			const told = answers.get(number.msisdn);
			if (told !== undefined) {
				const answer = landlineAware(number, told);
				this.accept(index, { kind: 'answered', answer, provider, lookedUpAtMs, attempts, cached: false });
				continue;
			}
			this.attempts.set(index, attempts);
			if (isLost) this.lose(index, 1);
			unanswered.push(index);
		}
		return unanswered;
	}

	/** @returns those numbers for which another lookup can be paid, if asking again costs one. */
	affordable(indices: readonly number[]): readonly number[] {
		return indices.filter((index) => this.spending.grantAgain(index));
	}

	giveUp(indices: readonly number[], finding: Finding): void {
		for (const index of indices) {
			this.spending.refund(index);
			if (this.lostHere.has(index)) this.task.totals.perhapsBilled++;
		}
		this.settleAll(indices, finding);
	}

	/** Gives up what the budget did not grant; and what the account's failure, or where there is none the user's Stop, left over. */
	*givingUpTheRest(failure: AccountFailure | null): Steps<undefined> {
		const { pending, provider, options } = this.task;
		const message = `The Max Lookups option allows no more than ${options.maxLookups} lookups in one run.`;
		const heldBack = notLookedUp(null, null, message, 'heldBack');
		for (const index of this.heldBack) {
			this.settleAll([index], heldBack);
			yield;
		}
		const finding = failure === null ? stoppedFinding(provider) : accountFinding(provider, failure);
		for (const index of pending) {
			if (!this.settled.has(index)) this.giveUp([index], finding);
			yield;
		}
	}

	private reuse(index: number): boolean {
		const kept = this.kept.find(this.numberAt(index).msisdn);
		if (kept === null) return false;
		this.task.totals.reused++;
		// n8n's tries of one execution are one run to the user, with one limit on lookups.
		if (!kept.cached && isBilled(kept.answer)) this.spending.chargePaid();
		this.outcomeAt(index).attempts += kept.attempts;
		this.settle(index, kept);
		return true;
	}

	private reuseStored(index: number): boolean {
		const stored = this.stored.get(this.numberAt(index).msisdn);
		if (stored === undefined) return false;
		this.useStored(index, stored);
		return true;
	}

	private useStored(index: number, stored: Answered): void {
		const { totals } = this.task;
		totals.stored = (totals.stored ?? 0) + 1;
		this.outcomeAt(index).attempts += stored.attempts;
		this.settle(index, stored);
	}

	/**
	 * An answer for the number may have been lost before this run began: to ask now is to ask again.
	 * @returns whether the user does not want that.
	 */
	private isLeftUnsure(index: number): boolean {
		const lost = this.kept.lostBefore(this.numberAt(index).msisdn);
		if (lost === null) return false;
		this.spending.remember(index, lost.times, lost.sameExecution);
		if (this.task.options.retryUncertain) return false;
		const { provider } = this.task;
		this.settle(index, {
			kind: 'unanswered',
			status: 'no_response',
			provider,
			code: null,
			message: leftUnsure,
			cause: 'request',
		});
		return true;
	}

	private lose(index: number, times: number): void {
		this.lostHere.add(index);
		this.spending.loseAnswer(index, times);
		this.kept.lose(this.numberAt(index).msisdn, times);
	}

	private accept(index: number, answered: Answered): void {
		if (isBilled(answered.answer)) this.task.totals.paid++;
		else this.spending.refund(index);
		const { msisdn } = this.numberAt(index);
		this.kept.keep(msisdn, answered);
		this.task.surroundings.reuse?.keep(this.scope, msisdn, answered);
		this.settle(index, answered);
	}

	private settleAll(indices: readonly number[], finding: Finding): void {
		for (const index of indices) this.settle(index, finding);
	}

	private settle(index: number, finding: Finding): void {
		const outcome = this.outcomeAt(index);
		outcome.finding = betterOf(outcome.finding, finding);
		this.settled.set(index, finding);
	}

	private numberAt(index: number): ParsedNumber {
		return at(this.task.numbers, index);
	}

	private outcomeAt(index: number): Outcome {
		return at(this.task.outcomes, index);
	}
}

const leftUnsure =
	'An earlier run asked for this number and the answer was lost, so the lookup may have been billed. The option Retry When Unsure, which is off, would ask again.';

/** @returns the finding of a number that an account failure kept from being asked. */
export function accountFinding(provider: string, { code, message }: AccountFailure): Finding {
	return notLookedUp(provider, code, message, 'account');
}

function stoppedFinding(provider: string): Finding {
	return notLookedUp(provider, null, 'The run was stopped before this number was answered.', 'stopped');
}

function notLookedUp(
	provider: string | null,
	code: string | null,
	message: string,
	cause: 'account' | 'heldBack' | 'stopped',
): Finding {
	return { kind: 'unanswered', status: 'not_looked_up', provider, code, message, cause };
}

function at<Value>(values: readonly Value[], index: number): Value {
	const value = values[index];
	if (value === undefined) throw new RangeError(`No entry ${index}`);
	return value;
}
