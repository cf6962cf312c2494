/** What a lookup may wish for, and what the engine needs from outside. */

import type { Account, AccountFailure, AskOptions, TokenSource } from '../providers/provider';
import type { SharedLimits } from '../stores/sharedLimits';
import type { Carry, Egress } from '../transport/wire';
import type { EventLoop } from './inTurns';
import type { KeptRun } from './keptAnswers';
import type { AccountLimiters } from './limiter';
import type { Totals } from './outcome';
import type { Delays } from './retry';
import type { Reuse } from './reuse';

export interface LookupOptions extends AskOptions {
	/** In a chain, the next provider also gets what was answered with verdict `unknown`. */
	askNextOnUnknown: boolean;
	/** Do not ask for numbers that the numbering plan says cannot be mobile. */
	skipNonMobile: boolean;
	/** Most lookups to pay for; 0 for no limit. */
	maxLookups: number;
	/** Numbers in a request; 0 for the provider's limit, which is never exceeded. */
	batchSize: number;
	/** Requests at once; 0 for the provider's limit, which is exceeded only where it is a soft one. */
	maxConcurrency: number;
	/** 0 for no limit. */
	requestsPerSecond: number;
	/** 0 for the provider's own. */
	timeoutMs: number;
	/** Tries after the first. */
	maxRetries: number;
	/** Whether to ask again when the answer may have been lost on its way, which may be billed twice. */
	retryUncertain: boolean;
}

/** One provider to ask, in its turn. */
export interface Stage {
	/** Provider id. */
	provider: string;
	/** Reads the credential; not called before its turn. */
	open(): Promise<StageOpening>;
}

export type StageOpening =
	| { kind: 'opened'; account: Account; tokens: TokenSource | null }
	| { kind: 'failed'; failure: AccountFailure };

/** The world as the engine sees it. */
export interface Surroundings {
	carry: Carry;
	egress: Egress | null;
	/** The user's Stop and the workflow's time limit. */
	signal: AbortSignal;
	/** Epoch milliseconds. */
	nowMs: () => number;
	/** Resolves after the time, or at once when the signal fires. Never rejects. */
	sleep: (durationMs: number, signal: AbortSignal) => Promise<void>;
	eventLoop: EventLoop;
	/** Back-off between the tries of one request. */
	delays: () => Delays;
	limiters: AccountLimiters;
	kept: KeptRun;
	/** Answers of earlier executions, or null where none are to be used. */
	reuse: Reuse | null;
	/** Limits that hold for all processes together, or null where this process keeps them by itself. */
	shared: SharedLimits | null;
	/** Called after each request with the numbers that are done so far. */
	onProgress: (provider: string, done: number, totals: Readonly<Totals>) => void;
}
