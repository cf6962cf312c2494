/**
 * The places of one account, for all executions of this process: each is a lease in Redis, so that no two processes have it, or
 * one of this process's share while Redis is away. Here the requests wait for one, and for the time when they may begin.
 */

import type { Place, SharedPace } from '../sharedLimits';
import { done, failed, type StoreOutcome } from '../store';
import { Absence, patienceMs } from './absence';
import { ForeignKey } from './foreignKey';
import { Leases, type LeasesSurroundings } from './leases';
import { Starts } from './starts';
import { Tasks } from './tasks';

export interface PlacesSurroundings extends LeasesSurroundings {
	/** What to say of an error of Redis's. */
	sentenceOf: (error: unknown) => string;
}

/** What a request keeps to. */
export interface PlacePace extends SharedPace {
	/** Which part of the limits may be used here while Redis cannot be asked, 0 to 1; 0: none. */
	shareWithoutRedis: number;
}

const pollMs = 100;
/** How often a Redis that is away is looked for where no request waits for it. */
const lookEveryMs = 250;

interface Waiter {
	pace: PlacePace;
	settle: (outcome: StoreOutcome<Place | null>) => void;
}

export class Places {
	private readonly waiting: Waiter[] = [];
	/** Requests that have a place, with or without a lease. */
	private underWay = 0;
	/** Those of them without. */
	private underWayAlone = 0;
	private readonly starts: Starts;
	private readonly tasks = new Tasks();
	private seeking = false;
	private lookingForReturn = false;
	private readonly absence: Absence;
	private readonly leases: Leases;

	/** @param awayBecause why Redis cannot be asked from the beginning, or null. */
	constructor(
		private readonly surroundings: PlacesSurroundings,
		awayBecause: unknown = null,
	) {
		this.starts = new Starts(surroundings);
		this.absence = new Absence(surroundings.nowMs, () => this.tasks.run(this.lookAgainWhenAway()), awayBecause);
		this.leases = new Leases(surroundings, this.absence, this.tasks, () => this.serve());
	}

	/** How many places others have taken while this process held them. */
	get lost(): number {
		return this.leases.lost;
	}

	async take(pace: PlacePace, signal: AbortSignal): Promise<StoreOutcome<Place | null>> {
		if (signal.aborted) return done(null);
		const free = this.waiting.length === 0 ? this.placeFor(pace) : null;
		const outcome = free === null ? await this.wait(pace, signal) : done(free);
		if (outcome.value === null || pace.requestsPerSecond === 0) return outcome;
		return await this.atItsTime(outcome.value, pace, signal);
	}

	/** Ends all leases. */
	async close(): Promise<void> {
		const stopped = this.tasks.stop();
		for (const { settle } of this.waiting.splice(0)) settle(done(null));
		await Promise.all([this.leases.endAll(), stopped]);
		// Those that were being taken meanwhile.
		await this.leases.endAll();
	}

	private async wait(pace: PlacePace, signal: AbortSignal): Promise<StoreOutcome<Place | null>> {
		return await new Promise((resolve) => {
			const stop = () => {
				this.remove(waiter);
				resolve(done(null));
			};
			const waiter: Waiter = {
				pace,
				settle(outcome) {
					signal.removeEventListener('abort', stop);
					resolve(outcome);
				},
			};
			signal.addEventListener('abort', stop, { once: true });
			this.waiting.push(waiter);
			this.serve();
		});
	}

	/** A place is no right to begin at once: the rate may want the request to wait. */
	private async atItsTime(place: Place, pace: PlacePace, signal: AbortSignal): Promise<StoreOutcome<Place | null>> {
		while (!signal.aborted && !this.tasks.signal.aborted) {
			const waitMs = await this.untilNextStart(pace);
			if (waitMs === 0) return done(place);
			if (!Number.isFinite(waitMs)) break;
			await this.surroundings.sleep(waitMs, signal);
		}
		place.release();
		return signal.aborted || this.tasks.signal.aborted ? done(null) : this.awayOutcome();
	}

	/** @returns 0 for now; Infinity where nobody can tell. */
	private async untilNextStart({ requestsPerSecond, shareWithoutRedis }: PlacePace): Promise<number> {
		if (this.absence.counts) return this.starts.alone(requestsPerSecond * shareWithoutRedis);
		if (this.starts.beginInWindow(requestsPerSecond)) return 0;
		try {
			return await this.absence.watch(async () => await this.starts.shared(requestsPerSecond));
		} catch (error) {
			return error instanceof ForeignKey ? Number.POSITIVE_INFINITY : pollMs;
		}
	}

	/** Gives waiting requests what there is, and looks for more. */
	private serve(): void {
		for (const waiter of [...this.waiting]) {
			const place = this.placeFor(waiter.pace);
			if (place === null) continue;
			this.remove(waiter);
			waiter.settle(done(place));
		}
		if (this.waiting.length > 0 && !this.seeking) this.tasks.run(this.seek());
	}

	/** A place with a lease also keeps to the share while Redis seems to be away, for others begin theirs then. */
	private placeFor(pace: PlacePace): Place | null {
		if (this.absence.isLikely && this.underWay >= shareOf(pace)) return null;
		const lease = this.leases.takeIdle(pace.concurrency);
		if (lease === null && !this.absence.counts) return null;
		this.underWay++;
		if (lease === null) {
			this.underWayAlone++;
			if (!this.lookingForReturn) this.tasks.run(this.lookForReturn());
		}
		return once(() => {
			this.underWay--;
			if (lease === null) this.underWayAlone--;
			else this.leases.giveBack(lease);
			this.serve();
		});
	}

	/** Takes free places from Redis for as long as requests wait for some. */
	private async seek(): Promise<void> {
		this.seeking = true;
		while (this.waiting.length > 0 && !this.tasks.signal.aborted) {
			const { restMs } = this.leases;
			const taken = restMs > 0 ? 0 : await this.takeFree();
			if (taken === 0) await this.surroundings.sleep(Math.max(restMs, pollMs), this.tasks.signal);
			this.failWhereAway();
			this.serve();
		}
		this.seeking = false;
	}

	/** @returns how many places were taken. */
	private async takeFree(): Promise<number> {
		const most = Math.max(...this.waiting.map(({ pace }) => pace.concurrency));
		const indices = this.leases.notHeld(most);
		if (indices.length === 0) return 0;
		try {
			return await this.absence.watch(async () => {
				if (this.underWayAlone === 0) return await this.leases.takeFree(indices, () => this.waiting.length);
				// Redis may be back; but first all that began without it has to end.
				await this.surroundings.client.ping();
				return 0;
			});
		} catch (error) {
			if (error instanceof ForeignKey) this.failAll(this.waiting);
			return 0;
		}
	}

	private remove(waiter: Waiter): void {
		const position = this.waiting.indexOf(waiter);
		if (position >= 0) this.waiting.splice(position, 1);
	}

	/** Commands may hang or fail for long, and nobody may have to wait for them. */
	private async lookAgainWhenAway(): Promise<void> {
		await this.surroundings.sleep(patienceMs, this.tasks.signal);
		this.failWhereAway();
		this.serve();
	}

	/** Where the share lets all requests begin, none waits, and none would notice that Redis is back. */
	private async lookForReturn(): Promise<void> {
		this.lookingForReturn = true;
		const { client, sleep } = this.surroundings;
		while (this.absence.counts && !this.tasks.signal.aborted) {
			await sleep(lookEveryMs, this.tasks.signal);
			await Promise.allSettled([this.absence.watch(async () => await client.ping())]);
		}
		this.lookingForReturn = false;
	}

	/** Where not even a share may be used, nobody has to wait for it. */
	private failWhereAway(): void {
		if (this.absence.counts) this.failAll(this.waiting.filter(({ pace }) => shareOf(pace) === 0));
	}

	private failAll(waiters: readonly Waiter[]): void {
		for (const waiter of [...waiters]) {
			this.remove(waiter);
			waiter.settle(this.awayOutcome());
		}
	}

	private awayOutcome(): StoreOutcome<null> {
		return failed(this.surroundings.sentenceOf(this.absence.reason));
	}
}

function shareOf({ concurrency, shareWithoutRedis }: PlacePace): number {
	return Math.floor(concurrency * shareWithoutRedis);
}

function once(release: () => void): Place {
	let released = false;
	return {
		release() {
			if (!released) release();
			released = true;
		},
	};
}
