/**
 * Answers of other executions, used instead of paying again: which are worth keeping, who else is asking, and that no failure of
 * the store costs more than the saving.
 */

import { randomUUID } from 'node:crypto';

import type { AnswerKey, AnswerStore, AnswerToKeep, StoredAnswer, StoreOutcome } from '../stores/store';
import { verdictOf } from '../reference/statuses';
import { isYoung, lifeOf, type ReuseRules } from './answerAge';
import { Flights } from './flights';
import { type Answered, isBilled } from './outcome';
import { StoreTrouble } from './storeTrouble';

/** Found answers by MSISDN. */
export type FoundAnswers = ReadonlyMap<string, Answered>;

export const nothingFound: FoundAnswers = new Map();

/** What a claim gave, by MSISDN. */
export interface Taken {
	/** Answered meanwhile. */
	found: FoundAnswers;
	/** Asked by another process at this moment. */
	foreign: ReadonlySet<string>;
	/** Claimed in the store: to be renewed and released. Where the store keeps no claims, or fails, none. */
	claimed: ReadonlySet<string>;
}

/** So many are looked for in one go, and so few are lost from sight where the store fails in between. */
const keysPerSearch = 1000;

/** A store may block the process while it writes, and with many answers for long. */
const answersPerWrite = 1000;

/** What is not found is paid for, so a failed search is worth one more. */
const triesPerSearch = 2;

/** So many answers wait in memory for a store that fails; the oldest make room. */
export const mostUnwritten = 20_000;

/**
 * A claim that is not renewed for so long ends: another process then asks what a killed one was asking. Longer than any process's
 * event loop stands still.
 */
const leaseMs = 12_000;

/** One run's use of a store. Never rejects. */
export class Reuse {
	/** What the store failed at. */
	readonly trouble: StoreTrouble;
	private unwritten: AnswerToKeep[] = [];
	private writing: Promise<void> | null = null;
	private readonly claimant = randomUUID();

	/**
	 * @param nowMs epoch milliseconds.
	 * @param nextTurn resolves soon, but after whatever has happened by now.
	 * @param flights of this process.
	 */
	constructor(
		private readonly store: AnswerStore,
		private readonly rules: ReuseRules,
		private readonly nowMs: () => number,
		private readonly nextTurn: () => Promise<void>,
		readonly flights = new Flights(),
	) {
		this.trouble = new StoreTrouble(nowMs);
	}

	/** Whether this run waits for what others are asking. One that wants fresh answers does not, and nobody waits for it. */
	get waitsForOthers(): boolean {
		return this.rules.finds && this.rules.maxAgeMs > 0;
	}

	/** Whether other processes may be asking, too. */
	get hasClaims(): boolean {
		return this.store.claims !== null;
	}

	/** @param scope who is asked what, where (`scopeOf`). @returns the answers that may be used. */
	async find(provider: string, scope: string, msisdns: readonly string[]): Promise<FoundAnswers> {
		if (!this.rules.finds) return nothingFound;
		const found = new Map<string, Answered>();
		for (let start = 0; start < msisdns.length; start += keysPerSearch) {
			const numbers = msisdns.slice(start, start + keysPerSearch);
			// What is in memory is found without a turn of the event loop.
			if (start > 0) await this.nextTurn();
			const stored = await this.attempt(async () => await this.store.find(keysOf(scope, numbers)));
			if (stored === null) this.trouble.notSearched += numbers.length;
			else this.addYoung(found, provider, numbers, stored);
		}
		return found;
	}

	/**
	 * Says to other processes that these numbers are being asked, searches for them once more, and tells who else is asking. Renews
	 * what is claimed already. Where the store fails, no other process is known of.
	 */
	async take(provider: string, scope: string, msisdns: readonly string[]): Promise<Taken> {
		const { claims } = this.store;
		const none: ReadonlySet<string> = new Set();
		if (claims === null) return { found: await this.find(provider, scope, msisdns), foreign: none, claimed: none };
		const taken = await this.attempt(async () => await claims.take(keysOf(scope, msisdns), this.claimant, leaseMs));
		if (taken === null) return { found: nothingFound, foreign: none, claimed: none };
		const found = new Map<string, Answered>();
		this.addYoung(
			found,
			provider,
			msisdns,
			taken.map(({ stored }) => stored),
		);
		return {
			found,
			foreign: new Set(msisdns.filter((msisdn, index) => !taken[index]?.isMine && !found.has(msisdn))),
			claimed: new Set(msisdns.filter((_, index) => taken[index]?.isMine)),
		};
	}

	/** Lets other processes ask; not needed for answers that are kept. */
	async release(scope: string, msisdns: readonly string[]): Promise<void> {
		// One that fails ends by itself.
		await this.store.claims?.release(keysOf(scope, msisdns), this.claimant);
	}

	/**
	 * Whether this run may use what another one of this process was just told. Of answers that nobody keeps because they tell nothing,
	 * those that cost money: each execution that waited would otherwise pay for one of its own.
	 */
	suits(answered: Answered): boolean {
		const { answer } = answered;
		return isYoung(answered, this.rules, this.nowMs()) || (!isKept(answered) && isBilled(answer));
	}

	/** Notes an answer that was just had; `written()` puts it into the store. */
	keep(scope: string, msisdn: string, answered: Answered): void {
		if (!isKept(answered)) return;
		const { answer, lookedUpAtMs, attempts } = answered;
		const key = { number: msisdn, scope };
		// One that is not to be kept has expired at once: it removes the earlier one, which it has outdated.
		const expiresAtMs = Math.min(Math.round(lookedUpAtMs + lifeOf(answer, this.rules)), Number.MAX_SAFE_INTEGER);
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

	private addYoung(
		found: Map<string, Answered>,
		provider: string,
		msisdns: readonly string[],
		answers: ReadonlyArray<StoredAnswer | null>,
	): void {
		for (const [index, stored] of answers.entries()) {
			const msisdn = msisdns[index];
			if (msisdn === undefined || stored === null || !isYoung(stored, this.rules, this.nowMs())) continue;
			found.set(msisdn, { kind: 'answered', provider, ...stored, cached: true });
		}
	}

	/** @returns null where the store fails, or is left alone. */
	private async attempt<Value>(search: () => Promise<StoreOutcome<Value>>): Promise<Value | null> {
		for (let tries = 1; !this.trouble.isPausing('searching'); tries++) {
			const { value, failure } = await search();
			if (failure === null) {
				this.trouble.end();
				return value;
			}
			if (tries === triesPerSearch) this.trouble.begin('searching', failure);
		}
		return null;
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
}

/** @returns whether later executions get the answer. Where nobody could tell, an earlier answer may still be right. */
export function isKept({ answer }: Answered): boolean {
	return verdictOf(answer.status) !== 'unknown';
}

function keysOf(scope: string, msisdns: readonly string[]): AnswerKey[] {
	return msisdns.map((number) => ({ number, scope }));
}
