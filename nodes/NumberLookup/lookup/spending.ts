/** What the lookups of one run may cost, and what they perhaps did cost. */

/** `options.maxLookups`: how many lookups this run of the node may still pay for. */
export class Budget {
	private left: number;

	/** @param maxLookups 0 for no limit. */
	constructor(maxLookups: number) {
		this.left = maxLookups > 0 ? maxLookups : Number.POSITIVE_INFINITY;
	}

	/** @returns how many of the wanted lookups are granted; they are taken from what is left. */
	take(wanted: number): number {
		const granted = Math.min(wanted, this.left);
		this.left -= granted;
		return granted;
	}

	/** Gives back what turned out not to be billed. */
	giveBack(count: number): void {
		this.left += count;
	}
}

/**
 * One provider's share of the budget, number by number. A number is granted one lookup; each further one is needed only
 * after an answer was perhaps lost on its way, because that lookup may have been billed.
 */
export class Spending {
	private readonly lost = new Map<number, { granted: number; lost: number }>();

	constructor(private readonly budget: Budget) {}

	/** @returns how many of the numbers may be asked. */
	grant(count: number): number {
		return this.budget.take(count);
	}

	/** An answer may have been lost on its way. */
	loseAnswer(index: number, times: number): void {
		const share = this.lost.get(index) ?? { granted: 1, lost: 0 };
		share.lost += times;
		if (share.lost > share.granted) share.granted += this.budget.take(share.lost - share.granted);
		this.lost.set(index, share);
	}

	/** @returns whether another lookup of the number can be paid for; if so it is granted. */
	grantAgain(index: number): boolean {
		const share = this.lost.get(index);
		if (share === undefined || share.granted > share.lost) return true;
		if (this.budget.take(1) === 0) return false;
		share.granted++;
		return true;
	}

	/**
	 * An earlier run asked for the number, and may have lost answers.
	 * @param charge whether they count for this run's budget: n8n's tries of one execution are one run to the user.
	 */
	remember(index: number, lostTimes: number, charge: boolean): void {
		this.lost.set(index, { granted: lostTimes + 1, lost: lostTimes });
		if (charge) this.budget.take(lostTimes);
	}

	/** An earlier try of the same execution paid for the number. */
	chargePaid(): void {
		this.budget.take(1);
	}

	/** The number's last request brought nothing that is billed. */
	refund(index: number): void {
		const share = this.lost.get(index) ?? { granted: 1, lost: 0 };
		this.budget.giveBack(Math.max(0, share.granted - share.lost));
	}

	/** @returns whether an answer for the number was perhaps lost before. */
	mayHaveLost(index: number): boolean {
		return this.lost.has(index);
	}
}
