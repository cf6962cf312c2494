/**
 * The one limiter: how many requests of an account are under way, and how fast they start, across all executions of this
 * process. Executions that use the same account take turns, so that a long list does not starve a single contact.
 */

import { Allowance } from './allowance';

/** What one execution asks of the account's limiter. */
export interface Pace {
	/** Most requests of the account under way when one of this execution starts. */
	concurrency: number;
	/** Starts a second of the executions that ask for the same; 0 for no limit. */
	requestsPerSecond: number;
	/** Starts a second of all executions; absent where the provider has no such limit. */
	accountRequestsPerSecond?: number;
}

export interface LimiterSurroundings {
	/** Milliseconds of a clock that never goes back. */
	nowMs: () => number;
	/** Resolves after the time, or at once when the signal fires. Never rejects. */
	sleep: (durationMs: number, signal: AbortSignal) => Promise<void>;
}

/** The right to have one request under way. */
export interface Permit {
	/**
	 * To be asked where something else was waited for with the permit.
	 * @returns whether the request may still start: throttling may have forbidden it meanwhile.
	 */
	mayStillStart(): boolean;
	/** To be called exactly once, when the request has ended; `unused` where none began. */
	release(how: 'answered' | 'throttled' | 'failed' | 'unused', pauseMs?: number): void;
}

/** Before an account's first accepted answer in an execution, a wrong password costs at most this many requests. */
const requestsBeforeFirstAnswer = 10;

/** How far starts may lag behind `requestsPerSecond` and catch up: timers are no more exact than this. */
const catchUpMs = 20;

export class AccountLimiter {
	private readonly executions = new Set<Participant>();
	private underWay = 0;
	private readonly allowance = new Allowance();
	private pausedUntilMs = Number.NEGATIVE_INFINITY;
	/** When a request last started, by the rate that it kept to: executions of one setting share it, others do not wait for it. */
	private readonly lastStartsMs = new Map<number, number>();
	private alarm: { dueMs: number; clock: AbortController } | null = null;

	constructor(private readonly surroundings: LimiterSurroundings) {}

	/** Takes part with an execution; `leave()` when it is done. */
	join(pace: Pace): Participant {
		const participant = new Participant(this, pace);
		this.executions.add(participant);
		return participant;
	}

	/** @internal */
	leave(participant: Participant): void {
		this.executions.delete(participant);
		if (this.executions.size === 0) this.alarm?.clock.abort();
	}

	/** @internal Starts whatever may start now, one request of each execution in turn. */
	startWaiting(): void {
		let started = true;
		while (started) {
			started = false;
			for (const execution of this.executions) {
				if (!execution.isWaiting || !this.mayStart(execution)) continue;
				this.moveToEnd(execution);
				execution.startNext(this.begin(execution));
				started = true;
				break;
			}
		}
	}

	/** @internal */
	mayStart(execution: Participant): boolean {
		if (this.underWay >= Math.min(execution.pace.concurrency, this.allowance.requestsAtOnce)) return false;
		if (!execution.accepted && execution.underWay >= requestsBeforeFirstAnswer) return false;
		const dueMs = Math.max(this.pausedUntilMs, ...execution.rates.map((rate) => this.nextStartMs(rate)));
		const isDue = dueMs <= this.surroundings.nowMs();
		if (!isDue) this.setAlarm(dueMs);
		return isDue;
	}

	/** @internal */
	begin(execution: Participant): Permit {
		const startedMs = this.surroundings.nowMs();
		this.underWay++;
		execution.underWay++;
		let begun = this.allowance.begin(this.underWay);
		const starts = execution.rates.map((rate) => ({
			rate,
			beforeMs: this.lastStartsMs.get(rate) ?? Number.NEGATIVE_INFINITY,
			startMs: Math.max(startedMs - catchUpMs, this.nextStartMs(rate)),
		}));
		for (const { rate, startMs } of starts) this.lastStartsMs.set(rate, startMs);
		return {
			mayStillStart: () => {
				const { requestsAtOnce } = this.allowance;
				if (this.underWay > requestsAtOnce || this.pausedUntilMs > this.surroundings.nowMs()) return false;
				begun = this.allowance.begin(this.underWay);
				return true;
			},
			release: (how, pauseMs = 0) => {
				this.underWay--;
				execution.underWay--;
				if (how === 'answered') {
					execution.accepted = true;
					this.allowance.answered(begun, execution.pace.concurrency);
				}
				for (const { rate, beforeMs, startMs } of how === 'unused' ? starts : []) {
					if (this.lastStartsMs.get(rate) === startMs) this.lastStartsMs.set(rate, beforeMs);
				}
				if (how === 'throttled') {
					this.allowance.throttled(begun, this.underWay + 1);
					this.pausedUntilMs = Math.max(this.pausedUntilMs, this.surroundings.nowMs() + pauseMs);
				}
				this.startWaiting();
			},
		};
	}

	private moveToEnd(execution: Participant): void {
		this.executions.delete(execution);
		this.executions.add(execution);
	}

	private nextStartMs(rate: number): number {
		const lastMs = this.lastStartsMs.get(rate);
		return lastMs === undefined ? Number.NEGATIVE_INFINITY : lastMs + 1000 / rate;
	}

	/** Looks again when the time has come; one alarm at a time, for the first to be due. */
	private setAlarm(dueMs: number): void {
		if (this.alarm !== null && this.alarm.dueMs <= dueMs) return;
		this.alarm?.clock.abort();
		const alarm = { dueMs, clock: new AbortController() };
		this.alarm = alarm;
		void this.surroundings.sleep(dueMs - this.surroundings.nowMs(), alarm.clock.signal).then(() => {
			if (this.alarm !== alarm) return;
			this.alarm = null;
			this.startWaiting();
		});
	}
}

/** One execution's part in an account's limiter. */
export class Participant {
	private readonly waiting: Array<(permit: Permit | null) => void> = [];
	private left = false;
	/** @internal */
	underWay = 0;
	/** @internal Whether the account has answered this execution. */
	accepted = false;
	/** @internal Starts a second that it keeps to. */
	readonly rates: readonly number[];

	constructor(
		private readonly limiter: AccountLimiter,
		/** @internal */
		readonly pace: Pace,
	) {
		const { requestsPerSecond, accountRequestsPerSecond = 0 } = pace;
		this.rates = [...new Set([requestsPerSecond, accountRequestsPerSecond])].filter((rate) => rate > 0);
	}

	/** @returns a permit at once or when there is room; null when the execution has left. */
	acquire(): Permit | null | Promise<Permit | null> {
		if (this.left) return null;
		if (!this.isWaiting && this.limiter.mayStart(this)) return this.limiter.begin(this);
		return new Promise((resolve) => this.waiting.push(resolve));
	}

	/** Ends all waiting with null; requests under way still release their permits. */
	leave(): void {
		this.left = true;
		this.limiter.leave(this);
		for (const resolve of this.waiting.splice(0)) resolve(null);
	}

	/** @internal */
	get isWaiting(): boolean {
		return this.waiting.length > 0;
	}

	/** @internal */
	startNext(permit: Permit): void {
		this.waiting.shift()?.(permit);
	}
}

/** The limiters of all accounts this process has asked. */
export class AccountLimiters {
	private readonly limiters = new Map<string, AccountLimiter>();

	constructor(private readonly surroundings: LimiterSurroundings) {}

	/** @param accountKey provider and sign-in name, whatever the endpoint or the credential is called. */
	of(accountKey: string): AccountLimiter {
		const known = this.limiters.get(accountKey);
		if (known !== undefined) return known;
		const limiter = new AccountLimiter(this.surroundings);
		this.limiters.set(accountKey, limiter);
		return limiter;
	}
}
