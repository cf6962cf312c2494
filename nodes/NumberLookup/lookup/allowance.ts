/**
 * How many requests at once a provider's throttling leaves an account, which no provider publishes. Throttled, it is halved; answers
 * raise it again: fast while it is far from where it was throttled last, and near there by one request in a hundred answers, so
 * that looking for more costs less than 2 % throttled requests.
 */

/** A request that was begun under the allowance. */
export interface Begun {
	/** Requests under way with it. */
	load: number;
	/** Whether there was room for no other: only then does its answer say that so many are not too many. */
	full: boolean;
	/** How often the allowance had been halved before. */
	cuts: number;
}

/** Answers, at the least, before one more request at once is tried near the last limit; with many at once, rounds of them. */
const answersBeforeOneMore = 100;
const roundsBeforeOneMore = 5;

/** Of the way to where it was throttled last, or beyond, what a whole round of answers goes. */
const shareOfDistancePerRound = 0.5;

export class Allowance {
	/** Infinity until the provider first throttles. */
	private requests = Number.POSITIVE_INFINITY;
	/** The load that was too much when it was throttled last. */
	private throttledLoad = Number.POSITIVE_INFINITY;
	private cuts = 0;

	/** A whole number, 1 or more. */
	get requestsAtOnce(): number {
		return Math.max(1, Math.floor(this.requests));
	}

	/** @param load requests under way, this one among them. */
	begin(load: number): Begun {
		return { load, full: load >= this.requestsAtOnce, cuts: this.cuts };
	}

	/** @param most requests at once that are wanted: where they are allowed already, nothing is tried. */
	answered({ full, cuts }: Begun, most: number): void {
		if (!full || cuts !== this.cuts || this.requests >= most) return;
		const distance = Math.max(this.throttledLoad - 1 - this.requests, this.requests - this.throttledLoad);
		const carefully = 1 / Math.max(answersBeforeOneMore, roundsBeforeOneMore * this.requests);
		this.requests += Math.max((distance * shareOfDistancePerRound) / this.requests, carefully);
	}

	/**
	 * Halves once for all requests that were begun before the last halving: they tell of the same moment.
	 * @param underWay requests under way when the refusal came, the refused one among them.
	 */
	throttled({ load, cuts }: Begun, underWay: number): void {
		if (cuts !== this.cuts) return;
		this.cuts++;
		this.requests = Math.max(1, Math.min(this.requests, underWay) / 2);
		this.throttledLoad = Math.max(load, this.requests);
	}
}
