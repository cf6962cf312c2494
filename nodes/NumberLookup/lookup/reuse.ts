/**
 * Answers of earlier executions, used instead of paying again: which are young enough, which are worth keeping, and that no
 * failure of the store costs more than the saving.
 */

import type { AnswerStore, AnswerToKeep, StoredAnswer, StoreFailure } from '../stores/store';
import { verdictOf } from '../reference/statuses';
import type { Answered } from './outcome';

export interface ReuseRules {
	/** How old an answer may be. */
	maxAgeMs: number;
	/** The same for the verdict `unavailable`, which passes. */
	unavailableMaxAgeMs: number;
	/** false: a fresh answer is wanted for every number; answers are only kept. */
	finds: boolean;
}

/** Found answers by MSISDN. */
export type FoundAnswers = ReadonlyMap<string, Answered>;

export const nothingFound: FoundAnswers = new Map();

/** So many are looked for in one go, and so few are lost from sight where the store fails in between. */
const keysPerSearch = 1000;

/** One run's use of a store. Never rejects. */
export class Reuse {
	/** Why the store was left alone from some moment on, or null. */
	failure: StoreFailure | null = null;
	private unwritten: AnswerToKeep[] = [];
	private writing: Promise<void> | null = null;

	/**
	 * @param nowMs epoch milliseconds.
	 * @param nextTurn resolves soon, but after whatever has happened by now.
	 */
	constructor(
		private readonly store: AnswerStore,
		private readonly rules: ReuseRules,
		private readonly nowMs: () => number,
		private readonly nextTurn: () => Promise<void>,
	) {}

	/** @param scope provider, account and lookup type. @returns the answers that may be used. */
	async find(provider: string, scope: string, msisdns: readonly string[]): Promise<FoundAnswers> {
		if (!this.rules.finds) return nothingFound;
		const found = new Map<string, Answered>();
		for (let start = 0; start < msisdns.length && this.failure === null; start += keysPerSearch) {
			const numbers = msisdns.slice(start, start + keysPerSearch);
			const { value, failure } = await this.store.find(numbers.map((number) => ({ number, scope })));
			this.failure ??= failure;
			for (const [index, stored] of value?.entries() ?? []) {
				const msisdn = numbers[index];
				if (msisdn === undefined || stored === null || !this.isYoung(stored)) continue;
				found.set(msisdn, { kind: 'answered', provider, ...stored, cached: true });
			}
		}
		return found;
	}

	/** Notes an answer that was just had; `written()` puts it into the store. */
	keep(scope: string, msisdn: string, { answer, lookedUpAtMs, attempts }: Answered): void {
		const lifeMs = this.lifeOf(answer);
		if (lifeMs <= 0 || this.failure !== null) return;
		const key = { number: msisdn, scope };
		this.unwritten.push({ key, answer, lookedUpAtMs, attempts, expiresAtMs: lookedUpAtMs + lifeMs });
	}

	/**
	 * To be awaited by whoever asks, before it asks on: so a kill loses no more answers than requests may be under way.
	 * Those who wait at the same time share one write.
	 */
	async written(): Promise<void> {
		while (this.unwritten.length > 0) {
			this.writing ??= this.write();
			await this.writing;
		}
		await this.writing;
	}

	private async write(): Promise<void> {
		// One write for many answers costs little more than one for each: it waits for as long as every turn brings more.
		let known = 0;
		while (this.unwritten.length > known) {
			known = this.unwritten.length;
			await this.nextTurn();
		}
		const answers = this.unwritten;
		this.unwritten = [];
		if (this.failure === null) {
			const { failure } = await this.store.keep(answers);
			this.failure ??= failure;
		}
		this.writing = null;
	}

	private isYoung({ answer, lookedUpAtMs }: StoredAnswer): boolean {
		return this.nowMs() - lookedUpAtMs < this.lifeOf(answer);
	}

	/** @returns for how many milliseconds the answer may be used; 0 where nobody could tell, which the next lookup may. */
	private lifeOf({ status }: StoredAnswer['answer']): number {
		const { maxAgeMs, unavailableMaxAgeMs } = this.rules;
		switch (verdictOf(status)) {
			case 'unknown':
				return 0;
			case 'unavailable':
				return Math.min(maxAgeMs, unavailableMaxAgeMs);
			default:
				return maxAgeMs;
		}
	}
}
