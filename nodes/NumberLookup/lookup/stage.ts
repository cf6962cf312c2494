/**
 * Asks one provider about many numbers: splits them into requests, sends these under the account's limits, asks again where
 * that may help, and stops at once where the account itself fails.
 */

import type { Account, AccountFailure, TokenSource } from '../providers/provider';
import { BatchQueue } from './batchQueue';
import { Connection, type Exchanged } from './connection';
import { landlineAware } from './landline';
import type { Participant, Permit } from './limiter';
import type { ParsedNumber } from './number';
import type { LookupOptions, Surroundings } from './options';
import { type Answered, betterOf, type Finding, isBilled, type Outcome, type Totals } from './outcome';
import { delayBefore, mayAskAgain, type RequestProblem, unansweredAfter } from './retry';
import { type Budget, Spending } from './spending';

/** So many requests in a row without an answer, and none ever answered: nobody is there. */
const unheardRequestsThatProveSilence = 10;

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

/** Each pending number has a finding afterwards. @returns why the account could not be used to the end, or null. */
export async function askStage(task: StageTask): Promise<AccountFailure | null> {
	return await new StageRun(task).run();
}

class StageRun {
	private readonly connection: Connection;
	private readonly participant: Participant;
	private readonly spending: Spending;
	/** Most requests at once. */
	private readonly lanes: number;
	/** Prefix of this account's and lookup type's kept answers. */
	private readonly keptScope: string;
	private readonly naps = new Set<AbortController>();
	/** Requests that carried a number at this provider, for numbers not yet answered. */
	private readonly attempts = new Map<number, number>();
	private readonly settled = new Set<number>();
	private queue = new BatchQueue([]);
	private batchSize: number;
	private failure: AccountFailure | null = null;
	private ended = false;
	private everHeard = false;
	private unheardInARow = 0;

	constructor(private readonly task: StageTask) {
		const { account, options, surroundings, provider } = task;
		this.batchSize = atMost(account.numbersPerRequest, options.batchSize);
		this.lanes = concurrencyOf(account, options.maxConcurrency);
		this.spending = new Spending(task.budget);
		this.connection = new Connection(account, task.tokens, surroundings.carry, {
			timeoutMs: options.timeoutMs > 0 ? options.timeoutMs : account.timeoutMs,
			// A datagram sent again may be billed again, for which a limit on lookups would have to be asked first.
			resend: options.retryUncertain && options.maxLookups === 0,
			signal: surroundings.signal,
			egress: surroundings.egress,
		});
		const accountKey = `${provider}\n${account.signInName}`;
		this.keptScope = `${accountKey}\n${options.lookupType}\n`;
		this.participant = surroundings.limiters
			.of(accountKey)
			.join({ concurrency: this.lanes, requestsPerSecond: options.requestsPerSecond });
	}

	async run(): Promise<AccountFailure | null> {
		const { signal } = this.task.surroundings;
		const end = () => this.end();
		signal.addEventListener('abort', end, { once: true });
		if (signal.aborted) end();
		this.fillQueue();
		const lanes = Math.min(this.lanes, Math.ceil(this.queue.length / this.batchSize));
		await Promise.all(Array.from({ length: lanes }, () => this.runLane()));
		signal.removeEventListener('abort', end);
		end();
		this.settleTheRest();
		return this.failure;
	}

	/** Uses answers that an unfinished run paid for, and holds back what the budget does not grant. */
	private fillQueue(): void {
		const { pending, options } = this.task;
		const toAsk = pending.filter((index) => !this.reuse(index));
		const granted = this.spending.grant(toAsk.length);
		this.queue = new BatchQueue(toAsk.slice(0, granted));
		const message = `The Max Lookups option allows no more than ${options.maxLookups} lookups in one run.`;
		for (const index of toAsk.slice(granted)) {
			this.settle(index, {
				kind: 'unanswered',
				status: 'not_looked_up',
				provider: null,
				code: null,
				message,
				cause: 'heldBack',
			});
		}
	}

	private reuse(index: number): boolean {
		const kept = this.task.surroundings.kept.find(this.keptScope + this.numberAt(index).msisdn);
		if (kept === null) return false;
		this.task.totals.reused++;
		this.outcomeAt(index).attempts += kept.attempts;
		this.settle(index, kept);
		return true;
	}

	private async runLane(): Promise<void> {
		while (!this.ended && this.queue.length > 0) await this.askBatch(this.queue.take(this.batchSize));
	}

	/** Asks until each number of the batch is answered or given up. */
	private async askBatch(batch: readonly number[]): Promise<void> {
		const { options, surroundings, provider } = this.task;
		const delays = surroundings.delays();
		let asked = batch;
		for (let retried = 0; asked.length > 0 && !this.ended; retried++) {
			const asking = await this.ask(asked, retried);
			if (asking === null) return;
			const { unanswered, problem } = asking;
			if (problem === null || problem === 'accountFailed') return;
			if (problem === 'tooLong') {
				this.halve(unanswered);
				return;
			}
			asked = mayAskAgain(problem, { retried, ...options })
				? unanswered.filter((index) => this.spending.grantAgain(index))
				: [];
			this.giveUp(unanswered, asked, unansweredAfter(problem, provider));
			if (asked.length > 0) await this.nap(delayBefore(problem, delays()));
		}
	}

	/**
	 * Asks once.
	 * @returns the numbers still without an answer, and why, or null where there is nothing more to do for them; null where the
	 *   run ended before there was room for the request.
	 */
	private async ask(asked: readonly number[], retried: number) {
		const { options, surroundings, totals, provider } = this.task;
		// Before the permit, from which the limit on requests a second counts: fetching a token may take a while.
		const token = await this.connection.token();
		const permit = await this.participant.acquire();
		if (permit === null) return null;
		const msisdns = asked.map((index) => this.numberAt(index).msisdn);
		const exchanged = await this.connection.exchange(msisdns, options, token);
		const unanswered = this.record(asked, exchanged);
		const isOver = unanswered.length === 0 || exchanged.stopped;
		const problem = isOver ? null : this.judge(exchanged, asked.length, retried);
		// Not sooner: where the account failed, no other request may take this one's place.
		release(permit, exchanged);
		surroundings.onProgress(provider, this.settled.size, totals);
		return { unanswered, problem };
	}

	/** Takes what the exchange brought. @returns the numbers that are still without an answer. */
	private record(asked: readonly number[], exchanged: Exchanged): number[] {
		const { totals, surroundings, provider } = this.task;
		totals.requests += exchanged.sent;
		const again = exchanged.sent > 0 ? asked.filter((index) => this.spending.mayHaveLost(index)).length : 0;
		totals.perhapsBilledTwice += again + exchanged.resent * asked.length;
		const isLost = exchanged.stopped || (exchanged.problem?.kind === 'failed' && exchanged.problem.uncertain);
		const lookedUpAtMs = surroundings.nowMs();
		const unanswered: number[] = [];
		for (const index of asked) {
			const attempts = (this.attempts.get(index) ?? 0) + exchanged.sent;
			this.outcomeAt(index).attempts += exchanged.sent;
			if (exchanged.resent > 0) this.spending.loseAnswer(index, exchanged.resent);
			const answer = exchanged.answers.get(this.numberAt(index).msisdn);
			if (answer !== undefined) {
				const judged = landlineAware(this.numberAt(index), answer);
				this.accept(index, { kind: 'answered', answer: judged, provider, lookedUpAtMs, attempts, cached: false });
				continue;
			}
			this.attempts.set(index, attempts);
			if (isLost) this.spending.loseAnswer(index, 1);
			unanswered.push(index);
		}
		this.noteSilence(exchanged);
		return unanswered;
	}

	private accept(index: number, answered: Answered): void {
		if (isBilled(answered.answer)) this.task.totals.paid++;
		else this.spending.refund(index);
		const number = this.numberAt(index);
		this.task.surroundings.kept.keep(this.keptScope + number.msisdn, answered);
		this.settle(index, answered);
	}

	/** @returns what is wrong with the request, where it is not the account that failed. */
	private judge(exchanged: Exchanged, asked: number, retried: number): RequestProblem | 'tooLong' | 'accountFailed' {
		const problem = exchanged.problem ?? noAnswer;
		switch (problem.kind) {
			case 'account':
				return this.fail(problem.failure);
			case 'tokenRefused':
				return this.fail({ cause: 'token_refused', code: problem.code, message: problem.message });
			case 'unreachable':
				return retried < this.task.options.maxRetries
					? refused(problem.code)
					: this.fail(problem.failure ?? this.unreachable(problem.code));
			case 'tooLong':
				return asked === 1 ? tooLongForOne : 'tooLong';
			case 'throttled':
				return problem;
			case 'failed':
				return this.everHeard || this.unheardInARow < unheardRequestsThatProveSilence
					? problem
					: this.fail(this.silent(problem.code));
		}
	}

	private noteSilence(exchanged: Exchanged): void {
		if (exchanged.heard) this.everHeard = true;
		else if (exchanged.sent > 0) this.unheardInARow++;
	}

	/** The batch was refused for its size: no later one is as large, and these numbers are asked again. */
	private halve(unanswered: readonly number[]): void {
		this.batchSize = Math.max(1, Math.min(this.batchSize, Math.floor(unanswered.length / 2)));
		this.queue.putBack(unanswered);
	}

	private giveUp(unanswered: readonly number[], askedAgain: readonly number[], finding: Finding): void {
		const again = new Set(askedAgain);
		for (const index of unanswered) {
			if (again.has(index)) continue;
			this.spending.refund(index);
			this.settle(index, finding);
		}
	}

	private fail(failure: AccountFailure): 'accountFailed' {
		this.failure ??= failure;
		this.end();
		return 'accountFailed';
	}

	private unreachable(code: string): AccountFailure {
		const hosts = this.task.account.hosts.join(' and ');
		return { cause: 'unreachable', code, message: `No connection to ${hosts} (${code}). ${checkAddress}` };
	}

	private silent(code: string): AccountFailure {
		const hosts = this.task.account.hosts.join(' and ');
		const message = `${unheardRequestsThatProveSilence} requests in a row to ${hosts} got no answer. ${checkAddress}`;
		return { cause: 'unreachable', code, message };
	}

	/** No more requests: whoever waits for room or for the next try stops waiting. Requests under way go on, for they may be paid for. */
	private end(): void {
		this.ended = true;
		this.participant.leave();
		for (const nap of this.naps) nap.abort();
	}

	private async nap(durationMs: number): Promise<void> {
		const nap = new AbortController();
		this.naps.add(nap);
		await this.task.surroundings.sleep(durationMs, nap.signal);
		this.naps.delete(nap);
	}

	private settle(index: number, finding: Finding): void {
		const outcome = this.outcomeAt(index);
		outcome.finding = betterOf(outcome.finding, finding);
		this.settled.add(index);
	}

	/** What an account failure or the user's Stop left over. */
	private settleTheRest(): void {
		const { pending, provider } = this.task;
		const finding: Finding = this.failure === null ? stoppedFinding(provider) : accountFinding(provider, this.failure);
		for (const index of pending) {
			if (this.settled.has(index)) continue;
			this.spending.refund(index);
			this.settle(index, finding);
		}
	}

	private numberAt(index: number): ParsedNumber {
		return at(this.task.numbers, index);
	}

	private outcomeAt(index: number): Outcome {
		return at(this.task.outcomes, index);
	}
}

function release(permit: Permit, { problem, answers }: Exchanged): void {
	if (problem?.kind === 'throttled') permit.release('throttled', problem.retryAfterMs ?? 0);
	else permit.release(answers.size > 0 ? 'answered' : 'failed');
}

const checkAddress = 'Check host and port in the credential, and that a firewall lets n8n out to them.';

const noAnswer: RequestProblem = {
	kind: 'failed',
	status: 'provider_error',
	code: 'no answer',
	message: 'The provider’s answer ended without a line for this number.',
	mayPass: true,
	uncertain: true,
};

/** Nothing was sent, so nothing can have been billed. */
function refused(code: string): RequestProblem {
	return { kind: 'failed', status: 'no_response', code, message: 'No connection.', mayPass: true, uncertain: false };
}

const tooLongForOne: RequestProblem = {
	kind: 'failed',
	status: 'provider_error',
	code: 'too long',
	message: 'The provider refuses even a request with this number alone as too long.',
	mayPass: false,
	uncertain: false,
};

function stoppedFinding(provider: string): Finding {
	const message = 'The run was stopped before this number was answered.';
	return { kind: 'unanswered', status: 'not_looked_up', provider, code: null, message, cause: 'stopped' };
}

/** @returns the finding of a number that an account failure kept from being asked. */
export function accountFinding(provider: string, failure: AccountFailure): Finding {
	const { code, message } = failure;
	return { kind: 'unanswered', status: 'not_looked_up', provider, code, message, cause: 'account' };
}

/** @returns the limit, or less where less is wished for; 0 wishes for nothing. */
function atMost(limit: number, wish: number): number {
	return wish > 0 ? Math.min(limit, wish) : limit;
}

function concurrencyOf(account: Account, wish: number): number {
	return account.hardConcurrency || wish === 0 ? atMost(account.concurrency, wish) : wish;
}

function at<Value>(values: readonly Value[], index: number): Value {
	const value = values[index];
	if (value === undefined) throw new RangeError(`No entry ${index}`);
	return value;
}
