/**
 * The store interface: all that the engine knows of where answers are kept between executions. A store never rejects: what
 * goes wrong it says in words, and the engine goes on without it.
 */

import type { Answer } from '../providers/provider';

export interface AnswerKey {
	/** E.164 without `+`, or what stands for it where numbers are hashed. */
	number: string;
	/** Who was asked what, where: provider, sign-in name, lookup type, and what stands for hosts and secret. */
	scope: string;
}

export interface StoredAnswer {
	/** Its `raw` is empty: the provider's own words are not kept. */
	answer: Answer;
	/** Epoch milliseconds. */
	lookedUpAtMs: number;
	/** Requests or datagrams that carried the number then. */
	attempts: number;
}

export interface AnswerToKeep extends StoredAnswer {
	key: AnswerKey;
	/** Epoch milliseconds. Until then, and no longer than needed after, the answer is kept. */
	expiresAtMs: number;
}

/** Why a store could not do what it was asked. */
export interface StoreFailure {
	/** One or two sentences for the user: what happened, and what to do. Never a secret. */
	message: string;
}

export type StoreOutcome<Value> = { value: Value; failure: null } | { value: null; failure: StoreFailure };

/** What came of claiming a question. */
export interface Claimed {
	/** What is kept, as `find` gives it: looked for after the claim, so no answer of an earlier claimant is missed. */
	stored: StoredAnswer | null;
	/** Whether the claimant may ask. If not, another one is asking. */
	isMine: boolean;
}

/** Who is asking for which answer, among processes. A claim ends by itself when its claimant no longer renews it. */
export interface AnswerClaims {
	/**
	 * Claims what nobody else claims, and renews what the claimant has.
	 * @param claimant the same for all claims that it renews and ends.
	 * @returns in the order of the keys.
	 */
	take(keys: readonly AnswerKey[], claimant: string, leaseMs: number): Promise<StoreOutcome<readonly Claimed[]>>;
	/** Ends claims for which no answer was kept; `keep` ends those of its answers, whoever's they are. */
	release(keys: readonly AnswerKey[], claimant: string): Promise<StoreOutcome<null>>;
}

export interface AnswerStore {
	/** null where one process alone uses the store. */
	readonly claims: AnswerClaims | null;
	/** What the user should know although the store works; read after its work. */
	readonly notices: readonly string[];
	/** @returns what is kept, in the order of the keys; null for what is not kept or has expired. */
	find(keys: readonly AnswerKey[]): Promise<StoreOutcome<ReadonlyArray<StoredAnswer | null>>>;
	/** Replaces what was kept under the same keys; by an answer that has expired, it is only removed. Once it resolves, the answers outlive whatever the store promises to outlive. */
	keep(answers: readonly AnswerToKeep[]): Promise<StoreOutcome<null>>;
	/** @returns how many answers were removed for each number. */
	forgetNumbers(numbers: readonly string[]): Promise<StoreOutcome<readonly number[]>>;
	/** @param timeMs epoch milliseconds. @returns how many answers looked up before that time were removed. */
	forgetBefore(timeMs: number): Promise<StoreOutcome<number>>;
	/**
	 * @param make whether to make a key where there is none.
	 * @returns the key to hash numbers with; it stays the same for as long as hashed answers are to be found. null: there is none.
	 */
	hashingKey(make: boolean): Promise<StoreOutcome<Uint8Array | null>>;
	/** Ends the work for one run; removes what has expired. */
	close(): Promise<void>;
}

export function done<Value>(value: Value): StoreOutcome<Value> {
	return { value, failure: null };
}

export function failed(message: string): { value: null; failure: StoreFailure } {
	return { value: null, failure: { message } };
}
