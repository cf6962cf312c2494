/**
 * Answers of earlier executions, used instead of paying again: which are young enough, which are worth keeping, and that no
 * failure of the store costs more than the saving.
 */

import type { AnswerStore, AnswerToKeep, StoredAnswer } from '../stores/store';
import { verdictOf } from '../reference/statuses';
import type { Answered } from './outcome';
import { StoreTrouble } from './storeTrouble';

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

/** A store may block the process while it writes, and with many answers for long. */
const answersPerWrite = 1000;

/** What is not found is paid for, so a failed search is worth one more. */
const triesPerSearch = 2;

/** So many answers wait in memory for a store that fails; the oldest make room. */
export const mostUnwritten = 20_000;

/** Clocks of machines that share a store differ by less. An answer from further in the future has a wrong date, and no age. */
const clockToleranceMs = 5 * 60 * 1000;

/** One run's use of a store. Never rejects. */
export class Reuse {
	/** What the store failed at. */
	readonly trouble: StoreTrouble;
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
	) {
		this.trouble = new StoreTrouble(nowMs);
	}

	/** @param scope provider, account and lookup type. @returns the answers that may be used. */
	async find(provider: string, scope: string, msisdns: readonly string[]): Promise<FoundAnswers> {
		if (!this.rules.finds) return nothingFound;
		const found = new Map<string, Answered>();
		for (let start = 0; start < msisdns.length; start += keysPerSearch) {
			const numbers = msisdns.slice(start, start + keysPerSearch);
			// What is in memory is found without a turn of the event loop.
			if (start > 0) await this.nextTurn();
			for (const [index, stored] of (await this.search(scope, numbers)).entries()) {
				const msisdn = numbers[index];
				if (msisdn === undefined || stored === null || !this.isYoung(stored)) continue;
				found.set(msisdn, { kind: 'answered', provider, ...stored, cached: true });
			}
		}
		return found;
	}

	/** Notes an answer that was just had; `written()` puts it into the store. */
	keep(scope: string, msisdn: string, { answer, lookedUpAtMs, attempts }: Answered): void {
		// Where nobody could tell, an earlier answer may still be right.
		if (verdictOf(answer.status) === 'unknown') return;
		const key = { number: msisdn, scope };
		// One that is not to be kept has expired at once: it removes the earlier one, which it has outdated.
		const expiresAtMs = Math.min(Math.round(lookedUpAtMs + this.lifeOf(answer)), Number.MAX_SAFE_INTEGER);
		this.unwritten.push({ key, answer: { ...answer, raw: '' }, lookedUpAtMs, attempts, expiresAtMs });
		this.boundUnwritten();
	}

	/**
	 * To be awaited by whoever asks, before it asks on: so a kill loses no more answers than requests may be under way, as long
	 * as the store does not fail. Those who wait at the same time share one write.
	 */
	async written(): Promise<void> {
		while (this.unwritten.length > 0 && !this.trouble.isPausing('writing')) {
			this.writing ??= this.write();
			await this.writing;
		}
		await this.writing;
	}

	/** To be called once, when nothing more will be asked: a last try to keep what is not kept yet. */
	async end(): Promise<void> {
		await this.writing;
		let before = Number.POSITIVE_INFINITY;
		while (this.unwritten.length > 0 && this.unwritten.length < before) {
			before = this.unwritten.length;
			await this.write();
		}
		this.trouble.notKept += this.unwritten.length;
		this.unwritten = [];
	}

	/** @returns for each number what is kept; for none where the store fails. */
	private async search(scope: string, numbers: readonly string[]): Promise<ReadonlyArray<StoredAnswer | null>> {
		for (let tries = 1; !this.trouble.isPausing('searching'); tries++) {
			const { value, failure } = await this.store.find(numbers.map((number) => ({ number, scope })));
			if (failure === null) {
				this.trouble.end();
				return value;
			}
			if (tries === triesPerSearch) this.trouble.begin('searching', failure);
		}
		this.trouble.notSearched += numbers.length;
		return [];
	}

	private async write(): Promise<void> {
		// One write for many answers costs little more than one for each: it waits for as long as every turn brings more.
		let known = 0;
		while (this.unwritten.length > known) {
			known = this.unwritten.length;
			await this.nextTurn();
		}
		const answers = this.unwritten.splice(0, answersPerWrite);
		const { failure } = await this.store.keep(answers);
		if (failure === null) {
			this.trouble.end();
		} else {
			this.trouble.begin('writing', failure);
			this.unwritten = [...answers, ...this.unwritten];
			this.boundUnwritten();
		}
		this.writing = null;
	}

	private boundUnwritten(): void {
		const tooMany = this.unwritten.length - mostUnwritten;
		if (tooMany <= 0) return;
		this.unwritten.splice(0, tooMany);
		this.trouble.notKept += tooMany;
	}

	private isYoung({ answer, lookedUpAtMs }: StoredAnswer): boolean {
		const ageMs = this.nowMs() - lookedUpAtMs;
		return ageMs >= -clockToleranceMs && ageMs < this.lifeOf(answer);
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
