/**
 * Asks one provider about many numbers: splits them into requests, sends these under the account's limits, asks again where
 * that may help, and stops at once where the account itself fails.
 */

import type { Account, AccountFailure } from '../providers/provider';
import type { Place, SharedLimits } from '../stores/sharedLimits';
import { AccountWatch, type Judgement } from './accountWatch';
import { BatchQueue } from './batchQueue';
import { Connection, type Exchanged } from './connection';
import { Hosts } from './hosts';
import { inTurns } from './inTurns';
import type { Participant, Permit } from './limiter';
import { OneFlight } from './oneFlight';
import { delayBefore, type Delays, mayAskAgain, unansweredAfter } from './retry';
import { StageNumbers } from './stageNumbers';
import { accountKeyOf, findStored, type Questions, type StageSettings, type StageTask } from './stageTask';

/** What is asked at once, and what becomes of it. */
interface Round {
	numbers: StageNumbers;
	queue: BatchQueue;
	/** What other executions are asking, too; null where nothing is shared with them. */
	flight: OneFlight | null;
}

/** A request as a whole may last so many times its idle time-out, and a number waits for no other request for longer. */
const waitFactor = 10;

/** @param wishMs `options.timeout`; 0 for the provider's own. */
export function idleTimeoutMs(account: Account, wishMs: number): number {
	return wishMs > 0 ? wishMs : account.timeoutMs;
}

/** One provider in one run: what is known of the account holds for all that it is asked. */
export class StageRun {
	/** Why the account could not be used to the end, or null. */
	failure: AccountFailure | null = null;
	private readonly connection: Connection;
	private readonly watch: AccountWatch;
	private readonly participant: Participant;
	/** Most requests at once. */
	private readonly concurrency: number;
	private readonly naps = new Set<AbortController>();
	/** Fires when no more requests are to begin. */
	private readonly leaving = new AbortController();
	private readonly stop = () => this.endAsking();
	private batchSize: number;
	private ended = false;

	constructor(private readonly settings: StageSettings) {
		const { account, options, surroundings } = settings;
		this.batchSize = atMost(account.numbersPerRequest, options.batchSize);
		this.concurrency = concurrencyOf(account, options.maxConcurrency);
		const hosts = new Hosts(account.hosts);
		this.watch = new AccountWatch(account, hosts, options.maxRetries);
		this.connection = new Connection(account, hosts, settings.tokens, surroundings.carry, {
			timeoutMs: idleTimeoutMs(account, options.timeoutMs),
			// A datagram sent again may be billed again, for which a limit on lookups would have to be asked first.
			resend: options.retryUncertain && options.maxLookups === 0,
			signal: surroundings.signal,
			egress: surroundings.egress,
		});
		this.participant = surroundings.limiters.of(accountKeyOf(settings)).join({
			concurrency: this.concurrency,
			requestsPerSecond: options.requestsPerSecond,
			accountRequestsPerSecond: account.requestsPerSecond,
		});
		surroundings.signal.addEventListener('abort', this.stop, { once: true });
		if (surroundings.signal.aborted) this.stop();
	}

	/** May be called again before it has resolved. Each pending number has a finding afterwards. */
	async ask(questions: Questions): Promise<void> {
		const task = { ...this.settings, ...questions };
		const { eventLoop } = this.settings.surroundings;
		const numbers = new StageNumbers(task, await findStored(task));
		const queue = new BatchQueue(await inTurns(numbers.toAsk(), eventLoop));
		const round: Round = { numbers, queue, flight: this.flightOf(task, numbers, queue) };
		const lanes = Math.min(this.concurrency, Math.ceil(queue.length / this.batchSize));
		await Promise.all(Array.from({ length: lanes }, () => this.runLane(round)));
		await inTurns(numbers.givingUpTheRest(this.failure), eventLoop);
		await round.flight?.close();
	}

	/** To be called once, when nothing more will be asked. */
	end(): void {
		this.settings.surroundings.signal.removeEventListener('abort', this.stop);
		this.endAsking();
	}

	private flightOf(task: StageTask, numbers: StageNumbers, queue: BatchQueue): OneFlight | null {
		const { account, options, surroundings } = task;
		const { reuse } = surroundings;
		if (!reuse?.waitsForOthers) return null;
		const longestWaitMs = waitFactor * idleTimeoutMs(account, options.timeoutMs);
		// Where requests are spread over time, others shall not wait for what is asked much later.
		const claimsAtOnce = options.requestsPerSecond > 0 ? 1 : this.concurrency;
		return new OneFlight({ task, reuse, numbers, queue, signal: this.leaving.signal, longestWaitMs, claimsAtOnce });
	}

	private async runLane(round: Round): Promise<void> {
		const { queue, flight, numbers } = round;
		while (!this.ended) {
			if (queue.length === 0 && flight !== null) queue.putBack(numbers.grantMore());
			if (queue.length > 0) await this.askBatch(round, queue.take(this.batchSize));
			else if (flight?.isWaiting) await flight.changed();
			else return;
		}
	}

	/** Asks until each number of the batch is answered or given up. */
	private async askBatch(round: Round, batch: readonly number[]): Promise<void> {
		const { options, surroundings, provider } = this.settings;
		const { numbers, queue, flight } = round;
		let delays: Delays | null = null;
		let asked = flight?.withoutOthers(batch) ?? batch;
		for (let retried = 0; asked.length > 0 && !this.ended; retried++) {
			const left = await this.askOnce(round, asked, retried);
			if (left === null || left.judgement.kind === 'account') return;
			const { unanswered, judgement } = left;
			if (judgement.kind === 'tooLong') {
				this.halve(queue, unanswered);
				return;
			}
			const { problem } = judgement;
			asked = mayAskAgain(problem, { retried, ...options }) ? numbers.affordable(unanswered) : [];
			const again = new Set(asked);
			numbers.giveUp(
				unanswered.filter((index) => !again.has(index)),
				unansweredAfter(problem, provider),
			);
			flight?.land(unanswered);
			if (asked.length === 0) return;
			delays ??= surroundings.delays();
			await this.nap(delayBefore(problem, delays()));
		}
	}

	/**
	 * Asks once.
	 * @returns the numbers still without an answer, and why; null where there is nothing more to do for the batch: all is
	 *   answered, or waits for others, or the run has ended.
	 */
	private async askOnce(
		{ numbers, flight }: Round,
		wanted: readonly number[],
		retried: number,
	): Promise<{ unanswered: readonly number[]; judgement: Judgement } | null> {
		const { options, surroundings, totals, provider } = this.settings;
		// Before the permit, from which the limit on requests a second counts: fetching a token may take a while.
		const token = await this.connection.token();
		const turn = await this.turnOf(wanted, flight);
		if (turn === null) return null;
		const { permit, asked } = turn;
		const exchanged = await this.connection.exchange(numbers.msisdns(asked), options, token);
		const unanswered = numbers.record(asked, exchanged);
		this.watch.note(exchanged);
		const isOver = unanswered.length === 0 || exchanged.stopped;
		const judgement = isOver ? null : this.watch.judge(exchanged, asked.length, retried);
		if (judgement?.kind === 'account') this.fail(judgement.failure);
		// Whoever asks next may do so when the answers are kept: a kill then loses no more of them than requests may be under way.
		if (surroundings.reuse !== null) await surroundings.reuse.written();
		flight?.land(asked);
		// Nor sooner: where the account failed, no other request may take this one's place.
		release(permit, exchanged);
		surroundings.onProgress(provider, numbers.done, totals);
		return judgement === null ? null : { unanswered, judgement };
	}

	/** @returns the right to send a request, and which of the numbers are still to be asked with it; null where there is nothing to send. */
	private async turnOf(
		wanted: readonly number[],
		flight: OneFlight | null,
	): Promise<{ permit: Permit; asked: readonly number[] } | null> {
		const { shared } = this.settings.surroundings;
		let asked = wanted;
		for (;;) {
			const permit = await (shared === null ? this.participant.acquire() : this.acquireShared(shared));
			if (permit === null) return null;
			if (flight === null) return { permit, asked };
			asked = await flight.claim(asked);
			if (asked.length > 0 && !this.ended && permit.mayStillStart()) return { permit, asked };
			permit.release('unused');
			if (asked.length === 0 || this.ended) return null;
		}
	}

	/**
	 * A place among all processes is asked for only with a permit of this one, so that no execution holds places without need.
	 * What throttling forbids while it is waited for gives both back, and waits for its turn again.
	 */
	private async acquireShared(shared: SharedLimits): Promise<Permit | null> {
		for (;;) {
			const permit = await this.participant.acquire();
			if (permit === null) return null;
			const place = await this.takePlace(shared);
			if (place !== null && permit.mayStillStart()) return withPlace(permit, place);
			place?.release();
			permit.release('unused');
			if (place === null) return null;
		}
	}

	private async takePlace(shared: SharedLimits): Promise<Place | null> {
		const { account, options } = this.settings;
		const pace = { concurrency: this.concurrency, requestsPerSecond: rateOf(account, options.requestsPerSecond) };
		const { value: place, failure } = await shared.take(accountKeyOf(this.settings), pace, this.leaving.signal);
		if (failure !== null) this.fail({ cause: 'limits_unknown', code: 'limits', message: failure.message });
		return place;
	}

	/** The batch was refused for its size: no later one is as large, and these numbers are asked again. */
	private halve(queue: BatchQueue, unanswered: readonly number[]): void {
		this.batchSize = Math.max(1, Math.min(this.batchSize, Math.floor(unanswered.length / 2)));
		queue.putBack(unanswered);
	}

	private fail(failure: AccountFailure): void {
		this.failure ??= failure;
		this.endAsking();
	}

	/** No more requests: whoever waits for room or for the next try stops waiting. Requests under way go on, for they may be paid for. */
	private endAsking(): void {
		this.ended = true;
		this.participant.leave();
		this.leaving.abort();
		for (const nap of this.naps) nap.abort();
	}

	private async nap(durationMs: number): Promise<void> {
		const nap = new AbortController();
		this.naps.add(nap);
		await this.settings.surroundings.sleep(durationMs, nap.signal);
		this.naps.delete(nap);
	}
}

function withPlace(permit: Permit, place: Place): Permit {
	return {
		...permit,
		release(how, pauseMs) {
			place.release();
			permit.release(how, pauseMs);
		},
	};
}

function release(permit: Permit, { problem, answers }: Exchanged): void {
	if (problem?.kind === 'throttled') permit.release('throttled', problem.retryAfterMs ?? 0);
	else permit.release(answers.size > 0 ? 'answered' : 'failed');
}

/** @returns the limit, or less where less is wished for; 0 wishes for nothing. */
function atMost(limit: number, wish: number): number {
	return wish > 0 ? Math.min(limit, wish) : limit;
}

function concurrencyOf(account: Account, wish: number): number {
	return account.hardConcurrency || wish === 0 ? atMost(account.concurrency, wish) : wish;
}

/** @returns starts a second; 0 for no limit. */
function rateOf({ requestsPerSecond = 0 }: Account, wish: number): number {
	return requestsPerSecond === 0 ? wish : atMost(requestsPerSecond, wish);
}
