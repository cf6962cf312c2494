/** What became of one distinct number, all providers together. */

import type { AccountFailure, Answer } from '../providers/provider';
import { type Status, verdictOf } from '../reference/statuses';

/** A provider's answer, and when and how it was had. */
export interface Answered {
	kind: 'answered';
	answer: Answer;
	/** Provider id. */
	provider: string;
	/** Epoch milliseconds. */
	lookedUpAtMs: number;
	/** Requests or datagrams that carried the number at this provider. */
	attempts: number;
	/** Whether an earlier execution paid for it. */
	cached: boolean;
}

/** Why a number has no answer. */
export interface Unanswered {
	kind: 'unanswered';
	status: Status;
	/** The provider that failed; null where none was asked. */
	provider: string | null;
	/** The provider's or the system's own word, or null. */
	code: string | null;
	/** A sentence of its own where the status's standard one says too little, else null. */
	message: string | null;
	/** What keeps the number from being asked: an account failure fails the node, a limit of the user's does not. */
	cause: 'request' | 'account' | 'heldBack' | 'stopped';
}

export type Finding = Answered | Unanswered;

export interface Outcome {
	/** null only before anything was tried. */
	finding: Finding | null;
	/** Requests or datagrams that carried the number, all providers together. */
	attempts: number;
	/** Whether this run asked a provider, whatever earlier runs did. */
	askedHere: boolean;
}

/** One provider of the chain that could not be used, or not to the end. */
export interface StageFailure {
	/** Index of the stage in the chain. */
	stage: number;
	failure: AccountFailure;
}

/** Counted while asking; a number that is asked at two providers counts at both. */
export interface Totals {
	/** Requests and datagrams put on the wire. */
	requests: number;
	/** Answers that providers as a rule bill. */
	paid: number;
	/** Times a number was asked again although an answer to it may have been lost: perhaps billed twice. */
	perhapsBilledTwice: number;
	/** Numbers that got no answer although they were asked, and the answer may only have been lost: perhaps billed. */
	perhapsBilled: number;
	/** Answers of an unfinished earlier run that were used instead of asking. */
	reused: number;
	/** Answers out of the store, of earlier executions, that were used instead of asking; null where none were looked for. */
	stored: number | null;
}

/** What one run of the engine did. */
export interface LookupReport {
	/** By index of the distinct number. */
	outcomes: readonly Outcome[];
	stageFailures: readonly StageFailure[];
	totals: Readonly<Totals>;
	/** The user's Stop or a time limit ended the run. */
	stopped: boolean;
}

export function statusOf(finding: Finding): Status {
	return finding.kind === 'answered' ? finding.answer.status : finding.status;
}

/** Statuses that leave a number unanswered, so that a chain's next provider is asked about it. */
const unansweredStatuses: ReadonlySet<Status> = new Set(['no_response', 'throttled', 'provider_error']);

/** Statuses of answers that providers do not bill, as a rule: they refused to look. */
const unbilledStatuses: ReadonlySet<Status> = new Set([
	'not_permitted',
	'throttled',
	'provider_error',
	'invalid_number',
]);

/** @returns whether the answer is billed: as its provider says, else as providers do as a rule. */
export function isBilled(answer: Answer): boolean {
	return answer.billed ?? !unbilledStatuses.has(answer.status);
}

/** @returns whether a chain's next provider gets the number. */
export function asksNext(finding: Finding, askNextOnUnknown: boolean): boolean {
	if (finding.kind === 'unanswered' && finding.cause === 'heldBack') return false;
	const status = statusOf(finding);
	if (unansweredStatuses.has(status)) return true;
	if (finding.kind === 'unanswered') return finding.cause === 'account';
	return askNextOnUnknown && verdictOf(status) === 'unknown';
}

/** The first answer with a verdict other than `unknown` counts, else the first received, else the last failure. */
export function betterOf(earlier: Finding | null, later: Finding): Finding {
	if (earlier === null) return later;
	const [earlierRank, laterRank] = [rankOf(earlier), rankOf(later)];
	return laterRank > earlierRank || (laterRank === earlierRank && laterRank === 0) ? later : earlier;
}

function rankOf(finding: Finding): number {
	if (finding.kind === 'unanswered' || unansweredStatuses.has(finding.answer.status)) return 0;
	return verdictOf(finding.answer.status) === 'unknown' ? 1 : 2;
}
