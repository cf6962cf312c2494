/**
 * One flight: what one execution is asking, no other asks. A number is claimed when its request's turn comes (in a store, together with
 * those of the next requests), until it has an answer or is given up; what others have claimed waits for that, without a place of
 * the account's limit. What is claimed never waits for what others have claimed, so nobody waits in a circle.
 */

import type { BatchQueue } from './batchQueue';
import type { Answered, Finding } from './outcome';
import { isKept, type Reuse, type Taken } from './reuse';
import type { StageNumbers } from './stageNumbers';
import { scopeOf, type StageTask } from './stageTask';

/** Two renewals of a claim may fail before it ends. */
const renewEveryMs = 3_000;
/** How often another process's claims are looked at: soon at first, for most requests are answered in a moment. */
const firstPollMs = 50;
const lastPollMs = 800;
const tickMs = 200;
/** What the store has not done by then at the end of a run is left undone: claims end by themselves. */
const lastErrandsMs = 500;

/** What is asked at once, and what becomes of it. */
export interface FlightSurroundings {
	task: StageTask;
	reuse: Reuse;
	numbers: StageNumbers;
	/** Gets back the numbers whose asker had no answer. */
	queue: BatchQueue;
	/** Fires when no more requests are to begin. */
	signal: AbortSignal;
	/** Longest that a number waits for others, all of them together. */
	longestWaitMs: number;
	/** As many numbers are claimed in a store at once as the next requests will ask: a claim for each would cost it a write for each. */
	claimsAtOnce: number;
}

export class OneFlight {
	private readonly scope: string;
	/** Flights of this process that were begun here. */
	private readonly own = new Set<number>();
	/** Of these, numbers claimed in the store; */
	private readonly claimed = new Set<number>();
	/** and those that another process is asking. */
	private readonly foreign = new Set<number>();
	/** Numbers that another execution of this process is asking, and how to give the waiting up. */
	private readonly waits = new Map<number, () => void>();
	/** When a number's waiting began, by `passedMs`. */
	private readonly waitsSinceMs = new Map<number, number>();
	/** Counted, not read off a clock: one that is set forward must end no waiting. */
	private passedMs = 0;
	/** Numbers taken out of the queue while they are claimed. */
	private ahead = 0;
	private readonly closing = new AbortController();
	private tending = false;
	/** What is still to be done with the store. */
	private readonly errands = new Set<Promise<void>>();
	private readonly idle: Array<() => void> = [];
	private readonly tellChange = () => {
		for (const wake of this.idle.splice(0)) wake();
	};

	constructor(private readonly surroundings: FlightSurroundings) {
		this.scope = scopeOf(surroundings.task);
		surroundings.signal.addEventListener('abort', this.tellChange, { once: true });
	}

	/** Whether the queue may get back numbers, such as wait for others. */
	get isWaiting(): boolean {
		return this.waits.size > 0 || this.foreign.size > 0 || this.ahead > 0;
	}

	/** Resolves when the queue may have more, nothing waits any longer, or nothing more is to be asked. */
	async changed(): Promise<void> {
		if (this.surroundings.signal.aborted) return;
		await new Promise<void>((resolve) => this.idle.push(resolve));
	}

	/** Lets those wait that another execution of this process is asking. @returns the others. */
	withoutOthers(indices: readonly number[]): readonly number[] {
		const { flights } = this.surroundings.reuse;
		return indices.filter((index) => {
			if (this.own.has(index) || !flights.isUnderWay(this.keyOf(index))) return true;
			this.waitFor(index);
			return false;
		});
	}

	/** To be called when the request's turn has come. @returns those of its numbers that are to be asked, by nobody else. */
	async claim(indices: readonly number[]): Promise<readonly number[]> {
		const { reuse, queue } = this.surroundings;
		const fresh = this.begin(indices);
		if (fresh.length > 0) {
			const ahead = reuse.hasClaims ? queue.take(this.roomAhead(fresh.length)) : [];
			const begun = [...fresh, ...this.begin(ahead)];
			if (reuse.hasClaims) this.tend();
			this.ahead += ahead.length;
			this.sort(begun, await this.take(begun));
			this.ahead -= ahead.length;
			queue.putBack(this.toAsk(ahead));
			if (ahead.length > 0) this.tellChange();
		}
		return this.toAsk(indices);
	}

	/** No more are claimed than those under way and twice as many ahead: others wait for two more requests at the most. */
	private roomAhead(fresh: number): number {
		const { claimsAtOnce } = this.surroundings;
		return Math.max(0, Math.min(claimsAtOnce - fresh, 3 * claimsAtOnce - this.own.size + this.foreign.size));
	}

	/** @returns those that nobody was asking yet. */
	private begin(indices: readonly number[]): number[] {
		const fresh = this.withoutOthers(indices).filter((index) => !this.own.has(index));
		for (const index of fresh) {
			this.surroundings.reuse.flights.begin(this.keyOf(index));
			this.own.add(index);
		}
		return fresh;
	}

	private toAsk(indices: readonly number[]): number[] {
		return indices.filter((index) => this.own.has(index) && !this.foreign.has(index));
	}

	/** To be called when numbers may have been answered or given up, and the answers are in the store. */
	land(indices: readonly number[]): void {
		const landed: Array<[index: number, finding: Finding]> = [];
		for (const index of indices) {
			const finding = this.own.has(index) ? this.surroundings.numbers.findingOf(index) : null;
			if (finding !== null) landed.push([index, finding]);
		}
		this.release(landed.flatMap(([index, finding]) => (finding.kind === 'answered' && isKept(finding) ? [] : [index])));
		for (const [index, finding] of landed) this.end(index, finding.kind === 'answered' ? finding : null);
	}

	/** To be called once, when all is settled: what was claimed and has no answer is left to others. */
	async close(): Promise<void> {
		const { signal, task } = this.surroundings;
		signal.removeEventListener('abort', this.tellChange);
		this.closing.abort();
		for (const cancel of this.waits.values()) cancel();
		this.waits.clear();
		this.release([...this.claimed]);
		for (const index of [...this.own]) this.end(index, null);
		if (this.errands.size === 0) return;
		const done = new AbortController();
		await Promise.race([Promise.all(this.errands), task.surroundings.sleep(lastErrandsMs, done.signal)]);
		done.abort();
	}

	private waitFor(index: number): void {
		const { reuse, numbers, queue } = this.surroundings;
		const cancel = reuse.flights.wait(this.keyOf(index), (answered) => {
			this.waits.delete(index);
			if (answered !== null && reuse.suits(answered)) numbers.useOthersAnswer(index, reusedOf(answered));
			else queue.putBack([index]);
			this.tellChange();
		});
		this.waits.set(index, cancel);
		this.noteWaiting(index);
	}

	private noteWaiting(index: number): void {
		if (!this.waitsSinceMs.has(index)) this.waitsSinceMs.set(index, this.passedMs);
		this.tend();
	}

	private async take(indices: readonly number[]): Promise<Taken> {
		const { reuse, numbers, task } = this.surroundings;
		return await reuse.take(task.provider, this.scope, numbers.msisdns(indices));
	}

	/** Those answered meanwhile are settled; those that another process is asking wait; the rest is to be asked. */
	private sort(indices: readonly number[], { found, foreign, claimed }: Taken): void {
		if (this.closing.signal.aborted) return;
		const { numbers, queue } = this.surroundings;
		const needless: number[] = [];
		for (const index of indices) {
			const msisdn = numbers.msisdn(index);
			if (claimed.has(msisdn)) this.claimed.add(index);
			const answered = found.get(msisdn);
			// It may have been given up while the store was asked.
			if (answered !== undefined || !this.own.has(index)) needless.push(index);
			if (!this.own.has(index)) continue;
			if (foreign.has(msisdn)) {
				this.foreign.add(index);
				this.noteWaiting(index);
				continue;
			}
			const hasWaited = this.foreign.delete(index);
			if (answered === undefined) {
				if (hasWaited) queue.putBack([index]);
				continue;
			}
			numbers.useOthersAnswer(index, answered);
			this.end(index, answered);
		}
		this.release(needless);
	}

	private end(index: number, answered: Answered | null): void {
		this.own.delete(index);
		this.claimed.delete(index);
		this.foreign.delete(index);
		this.surroundings.reuse.flights.end(this.keyOf(index), answered);
	}

	private release(indices: readonly number[]): void {
		const { reuse, numbers } = this.surroundings;
		const claimed = indices.filter((index) => this.claimed.delete(index));
		if (claimed.length === 0) return;
		this.run(reuse.release(this.scope, numbers.msisdns(claimed)));
	}

	/** @param errand never rejects. */
	private run(errand: Promise<void>): void {
		this.errands.add(errand);
		void errand.then(() => this.errands.delete(errand));
	}

	private tend(): void {
		if (this.tending) return;
		this.tending = true;
		this.run(this.tendUntilClosed());
	}

	/** Renews claims, looks at those of other processes, and gives up what has waited for too long. */
	private async tendUntilClosed(): Promise<void> {
		const { nowMs, sleep } = this.surroundings.task.surroundings;
		let renewedAtMs = nowMs();
		let pollMs = firstPollMs;
		while (!this.closing.signal.aborted) {
			const pauseMs = this.foreign.size > 0 ? pollMs : tickMs;
			await sleep(pauseMs, this.closing.signal);
			this.passedMs += pauseMs;
			this.giveUpOverdue();
			// A clock that was set back must end no claim.
			if (Math.abs(nowMs() - renewedAtMs) >= renewEveryMs) {
				renewedAtMs = nowMs();
				await this.renew();
			}
			if (this.foreign.size === 0) {
				pollMs = firstPollMs;
			} else {
				const asked = [...this.foreign];
				this.sort(asked, await this.take(asked));
				pollMs = Math.min(2 * pollMs, lastPollMs);
				this.tellChange();
			}
		}
	}

	private async renew(): Promise<void> {
		const due = [...this.claimed];
		if (due.length === 0) return;
		await this.take(due);
		// What has landed meanwhile may have been claimed anew.
		const { reuse, numbers } = this.surroundings;
		const landed = due.filter((index) => !this.claimed.has(index));
		if (landed.length > 0 && !this.closing.signal.aborted) await reuse.release(this.scope, numbers.msisdns(landed));
	}

	private giveUpOverdue(): void {
		const { numbers, longestWaitMs, task } = this.surroundings;
		const overdue = [...this.waits.keys(), ...this.foreign].filter(
			(index) => this.passedMs - (this.waitsSinceMs.get(index) ?? 0) >= longestWaitMs,
		);
		if (overdue.length === 0) return;
		numbers.giveUp(overdue, waitedInVain(task.provider));
		for (const index of overdue) {
			this.waits.get(index)?.();
			if (!this.waits.delete(index)) this.end(index, null);
		}
		this.tellChange();
	}

	private keyOf(index: number): string {
		return `${this.scope}\n${this.surroundings.numbers.msisdn(index)}`;
	}
}

/** As out of the store, which does not keep the provider's own words. */
function reusedOf(answered: Answered): Answered {
	return { ...answered, answer: { ...answered.answer, raw: '' }, cached: true };
}

function waitedInVain(provider: string): Finding {
	const message = 'Other executions were asking about this number, and had no answer within the time-out.';
	return { kind: 'unanswered', status: 'no_response', provider, code: null, message, cause: 'request' };
}
