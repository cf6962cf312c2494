/** The one place that decides on asking again. */

import { ExponentialBackoff, type IBackoff } from 'cockatiel';

import type { Problem } from '../providers/provider';
import type { Unanswered } from './outcome';

const firstDelayMs = 250;
const longestDelayMs = 10_000;

/** Waiting times between tries: exponential, with jitter, so that many executions do not come back at the same moment. */
export type Delays = () => number;

/** @returns the delays for one request's tries, each call the next one, in milliseconds. */
export function jitteredDelays(): Delays {
	const factory = new ExponentialBackoff({ initialDelay: firstDelayMs, maxDelay: longestDelayMs });
	let current: IBackoff<unknown> = factory.next();
	return () => {
		const delayMs = current.duration;
		current = current.next(undefined);
		return delayMs;
	};
}

/** A problem of one request that concerns its numbers and not the account. */
export type RequestProblem = Extract<Problem, { kind: 'throttled' | 'failed' }>;

export interface Tries {
	/** Tries after the first that were already made. */
	retried: number;
	/** `options.maxRetries`. */
	maxRetries: number;
	/** `options.retryUncertain`. */
	retryUncertain: boolean;
}

/**
 * @returns whether to ask again for the numbers that a request left unanswered. Only for what may pass, and where the
 *   answer may only have been lost on the way (and the lookup billed), only if the user accepts that.
 */
export function mayAskAgain(problem: RequestProblem, tries: Tries): boolean {
	if (tries.retried >= tries.maxRetries) return false;
	if (problem.kind === 'throttled') return true;
	return problem.mayPass && (!problem.uncertain || tries.retryUncertain);
}

/** @returns milliseconds until the next try: the back-off, or longer where the provider says so (Retry-After). */
export function delayBefore(problem: RequestProblem, backOffMs: number): number {
	return problem.kind === 'throttled' ? Math.max(backOffMs, problem.retryAfterMs ?? 0) : backOffMs;
}

/** @returns the failure that stays when there are no more tries. */
export function unansweredAfter(problem: RequestProblem, provider: string): Unanswered {
	const { code } = problem;
	if (problem.kind === 'throttled') {
		return { kind: 'unanswered', status: 'throttled', provider, code, message: null, cause: 'request' };
	}
	return { kind: 'unanswered', status: problem.status, provider, code, message: problem.message, cause: 'request' };
}
