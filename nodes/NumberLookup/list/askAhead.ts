/**
 * Keeps the provider busy while rows are read and written: numbers are asked in large questions, of which a few are under way at
 * once, and whoever reads on waits for the first of these.
 */

import type { ParsedNumber } from '../lookup/parsedNumber';
import type { Outcome } from '../lookup/outcome';

/** Full requests where a provider takes a thousand numbers, and few enough to be held in memory several times. */
const numbersPerQuestion = 2_000;
const mostUnderWay = 2;

/** @typeParam Owner whom a number's outcome is for. */
export class AskAhead<Owner> {
	private collected: Array<{ number: ParsedNumber; owner: Owner }> = [];
	/** Each resolves when its question and all before it are settled. */
	private readonly sent: Promise<void>[] = [];
	private settled = 0;

	constructor(
		private readonly ask: (numbers: readonly ParsedNumber[]) => Promise<readonly Outcome[]>,
		private readonly settle: (number: ParsedNumber, outcome: Outcome, owner: Owner) => void,
	) {}

	/** The question of the last number added; -1 where there is none yet. */
	get lastQuestion(): number {
		return this.collected.length > 0 ? this.sent.length : this.sent.length - 1;
	}

	/** Waits where enough is under way. */
	async add(number: ParsedNumber, owner: Owner): Promise<void> {
		this.collected.push({ number, owner });
		if (this.collected.length >= numbersPerQuestion) await this.send();
	}

	/** Whether a question and all before it are settled. */
	isSettled(question: number): boolean {
		return question < this.settled;
	}

	/** Asks what was collected, if the question is not yet full, and waits until it and all before it are settled. */
	async settlementOf(question: number): Promise<void> {
		if (question === this.sent.length && this.collected.length > 0) await this.send();
		await this.sent[question];
	}

	/** @returns what was collected and will not be asked. */
	drop(): ParsedNumber[] {
		return this.collected.splice(0).map(({ number }) => number);
	}

	/** Waits for all that was asked, whatever came of it. */
	async allSettled(): Promise<void> {
		await Promise.allSettled(this.sent);
	}

	private async send(): Promise<void> {
		const { collected } = this;
		this.collected = [];
		const before = this.sent.at(-1);
		const place = this.sent.at(-mostUnderWay);
		const settled = this.askInPlace(collected, place, before);
		// Whoever waits for it hears of a failure; nobody may be waiting yet.
		settled.catch(() => undefined);
		this.sent.push(settled);
		await place;
	}

	private async askInPlace(
		collected: ReadonlyArray<{ number: ParsedNumber; owner: Owner }>,
		place: Promise<void> | undefined,
		before: Promise<void> | undefined,
	): Promise<void> {
		await place;
		const outcomes = await this.ask(collected.map(({ number }) => number));
		for (const [index, { number, owner }] of collected.entries()) {
			const outcome = outcomes[index];
			if (outcome !== undefined) this.settle(number, outcome, owner);
		}
		await before;
		this.settled++;
	}
}
