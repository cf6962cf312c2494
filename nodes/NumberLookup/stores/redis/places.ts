/**
 * The places of one account, for all executions of this process: each is a lock in Redis, so that no two processes have it.
 * A process keeps the places that it uses, and gives way when another waits without any.
 */

import type { Place, SharedPace } from '../sharedLimits';
import { done, failed, type StoreOutcome } from '../store';
import { Absence, patienceMs } from './absence';
import { Lease, leaseMs } from './lease';
import { Starts, type StartsSurroundings } from './starts';
import { uptimeSeconds } from './uptime';

export interface PlacesSurroundings extends StartsSurroundings {
	/** Resolves after the time, or at once when the signal fires. Never rejects. */
	sleep: (durationMs: number, signal: AbortSignal) => Promise<void>;
	/** What to say of an error of Redis's. */
	sentenceOf: (error: unknown) => string;
}

/** What a request keeps to. */
export interface PlacePace extends SharedPace {
	/** Which part of the limits may be used here while Redis cannot be asked, 0 to 1; 0: none. */
	shareWithoutRedis: number;
}

/** A quarter of a lease's life: two renewals may fail before the lease counts as lost. */
const renewEveryMs = leaseMs / 4;
/** So long before its end a lease is taken for lost: its holder may be slow, and no request may begin in its last moments. */
const safetyMs = leaseMs / 4;
/**
 * A Redis that was restarted may have forgotten the places held. Until it has been up for so long, no other ones are taken: living
 * processes have connected and renewed theirs by then.
 */
const settledAfterSeconds = renewEveryMs / 1000 + 3;
const lookEveryMs = 250;
/** How long a place waits for its next request. */
const lingerMs = 100;
const pollMs = 100;
/** For so long others are told that somebody waits; longer than a poll takes. */
const noticeMs = 1_000;
/** After a place was given up for another process, so long none is taken: longer than a poll. */
const giveWayMs = 400;

interface Waiter {
	pace: PlacePace;
	settle: (outcome: StoreOutcome<Place | null>) => void;
}

interface Idle {
	lease: Lease;
	sinceMs: number;
}

export class Places {
	private readonly waiting: Waiter[] = [];
	private readonly leases = new Set<Lease>();
	private idle: Idle[] = [];
	/** Requests that have a place, with or without a lease. */
	private underWay = 0;
	/** Those of them without. */
	private underWayAlone = 0;
	private readonly starts: Starts;
	private readonly closing = new AbortController();
	private readonly tasks = new Set<Promise<void>>();
	private seeking = false;
	private tending = false;
	private lookingForReturn = false;
	private othersWait = false;
	/** Whether others were told that this process waits. */
	private hasTold = false;
	private giveWayUntilMs = Number.NEGATIVE_INFINITY;
	private readonly absence: Absence;

	/** @param awayBecause why Redis cannot be asked from the beginning, or null. */
	constructor(
		private readonly surroundings: PlacesSurroundings,
		awayBecause: unknown = null,
	) {
		this.starts = new Starts(surroundings);
		this.absence = new Absence(surroundings.nowMs, () => this.run(this.lookAgainWhenAway()), awayBecause);
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
		this.closing.abort();
		for (const { settle } of this.waiting.splice(0)) settle(done(null));
		await Promise.all([this.endAll(this.leases), ...this.tasks]);
		// Those that were being taken meanwhile.
		await this.endAll(this.leases);
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
		while (!signal.aborted && !this.closing.signal.aborted) {
			const waitMs = await this.untilNextStart(pace);
			if (waitMs === 0) return done(place);
			if (!Number.isFinite(waitMs)) break;
			await this.surroundings.sleep(waitMs, signal);
		}
		place.release();
		return signal.aborted || this.closing.signal.aborted ? done(null) : this.awayOutcome();
	}

	/** @returns 0 for now; Infinity where nobody can tell. */
	private async untilNextStart({ requestsPerSecond, shareWithoutRedis }: PlacePace): Promise<number> {
		if (this.absence.counts) return this.starts.alone(requestsPerSecond * shareWithoutRedis);
		if (this.starts.beginInWindow(requestsPerSecond)) return 0;
		try {
			return await this.absence.watch(async () => await this.starts.shared(requestsPerSecond));
		} catch {
			return pollMs;
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
		if (this.waiting.length > 0 && !this.seeking) this.run(this.seek());
	}

	/** A place with a lease also keeps to the share while Redis seems to be away, for others begin theirs then. */
	private placeFor(pace: PlacePace): Place | null {
		if (this.absence.isLikely && this.underWay >= shareOf(pace)) return null;
		const lease = this.takeIdle(pace);
		if (lease === null && !this.absence.counts) return null;
		this.underWay++;
		if (lease === null) {
			this.underWayAlone++;
			if (!this.lookingForReturn) this.run(this.lookForReturn());
		}
		return once(() => {
			this.underWay--;
			if (lease === null) this.underWayAlone--;
			else this.giveBack(lease);
			this.serve();
		});
	}

	private takeIdle({ concurrency }: PlacePace): Lease | null {
		const nowMs = this.surroundings.nowMs();
		const position = this.idle.findIndex(({ lease }) => lease.index < concurrency && isSafe(lease, nowMs));
		const [found] = position < 0 ? [] : this.idle.splice(position, 1);
		return found?.lease ?? null;
	}

	private giveBack(lease: Lease): void {
		const nowMs = this.surroundings.nowMs();
		if (!this.leases.has(lease) || !isSafe(lease, nowMs)) {
			this.run(this.end(lease));
		} else if (this.othersWait) {
			this.othersWait = false;
			this.giveWayUntilMs = nowMs + giveWayMs;
			this.run(this.end(lease));
		} else {
			this.idle.push({ lease, sinceMs: nowMs });
		}
	}

	/** Takes free places from Redis for as long as requests wait for some. */
	private async seek(): Promise<void> {
		this.seeking = true;
		const { nowMs, sleep } = this.surroundings;
		while (this.waiting.length > 0 && !this.closing.signal.aborted) {
			const restMs = this.giveWayUntilMs - nowMs();
			const taken = restMs > 0 ? 0 : await this.takeFree();
			if (taken === 0) await sleep(Math.max(restMs, pollMs), this.closing.signal);
			this.failWhereAway();
			this.serve();
		}
		this.seeking = false;
	}

	/** @returns how many places were taken. */
	private async takeFree(): Promise<number> {
		const most = Math.max(...this.waiting.map(({ pace }) => pace.concurrency));
		const held = new Set([...this.leases].map(({ index }) => index));
		const indices = Array.from({ length: most }, (_, index) => index).filter((index) => !held.has(index));
		if (indices.length === 0) return 0;
		try {
			return await this.absence.watch(async () => {
				if (this.underWayAlone === 0) return await this.takeLeases(indices);
				// Redis may be back; but first all that began without it has to end.
				await this.surroundings.client.ping();
				return 0;
			});
		} catch {
			return 0;
		}
	}

	/** @returns how many were taken. */
	private async takeLeases(indices: readonly number[]): Promise<number> {
		const { client, name, nowMs } = this.surroundings;
		const [isSettled, holders] = await Promise.all([
			this.isSettled(),
			client.mget(indices.map((index) => `mutex:${name}:${index}`)),
		]);
		if (!isSettled) return 0;
		const free = indices.filter((_, position) => holders[position] === null).slice(0, this.waiting.length);
		const takings = free.map(async (index) => await Lease.take(client, `${name}:${index}`, index, nowMs));
		// Asked behind them, for Redis may have been restarted before them.
		const mayKeep = this.isSettled().catch(() => false);
		// All of them first: nobody would give back what is taken after another could not be.
		const outcomes = await Promise.allSettled(takings);
		const taken = outcomes.flatMap((each) => (each.status === 'fulfilled' && each.value !== null ? [each.value] : []));
		if (!(await mayKeep)) {
			await this.endAll(taken);
			return 0;
		}
		for (const lease of taken) this.hold(lease);
		await Promise.all(takings);
		await this.tellOthers();
		return taken.length;
	}

	private async isSettled(): Promise<boolean> {
		return (await uptimeSeconds(this.surroundings.client)) >= settledAfterSeconds;
	}

	/** Whoever has no place at all says so; whoever has one says so no more. */
	private async tellOthers(): Promise<void> {
		const { client, name } = this.surroundings;
		if (this.leases.size === 0) await client.set(`${name}:waiting`, '1', 'PX', noticeMs);
		else if (this.hasTold) await client.unlink(`${name}:waiting`);
		this.hasTold = this.leases.size === 0;
	}

	private hold(lease: Lease): void {
		this.leases.add(lease);
		this.idle.push({ lease, sinceMs: this.surroundings.nowMs() });
		if (!this.tending) this.run(this.tend());
	}

	/** Looks after the places held: renews them, gives up those without use, and notices who waits. */
	private async tend(): Promise<void> {
		this.tending = true;
		const { client, name, nowMs, sleep } = this.surroundings;
		while (this.leases.size > 0 && !this.closing.signal.aborted) {
			await sleep(this.idle.length > 0 ? lingerMs : lookEveryMs, this.closing.signal);
			const unused = this.idle.filter(({ sinceMs }) => nowMs() - sinceMs >= lingerMs);
			this.idle = this.idle.filter((each) => !unused.includes(each));
			await Promise.all(unused.map(async ({ lease }) => await this.end(lease)));
			try {
				await this.absence.watch(async () => {
					await this.renewDue();
					this.othersWait = (await client.exists(`${name}:waiting`)) === 1;
				});
			} catch {
				// What follows from its absence, each request is told when it asks.
			}
			this.serve();
		}
		this.tending = false;
	}

	private async renewDue(): Promise<void> {
		const { nowMs } = this.surroundings;
		const due = [...this.leases].filter(({ renewedAtMs }) => nowMs() - renewedAtMs >= renewEveryMs);
		await Promise.all(
			due.map(async (lease) => {
				if (!(await lease.renew(nowMs))) this.leases.delete(lease);
				// What was given back in between may have been taken again.
				else if (!this.leases.has(lease)) await this.end(lease);
			}),
		);
	}

	private async endAll(leases: Iterable<Lease>): Promise<void> {
		await Promise.all([...leases].map(async (lease) => await this.end(lease)));
	}

	private async end(lease: Lease): Promise<void> {
		this.leases.delete(lease);
		this.idle = this.idle.filter((each) => each.lease !== lease);
		try {
			await this.absence.watch(async () => await lease.end());
		} catch {
			// Then it ends by itself.
		}
	}

	/** Runs beside; `close()` waits for it. */
	private run(task: Promise<void>): void {
		this.tasks.add(task);
		void task.finally(() => this.tasks.delete(task));
	}

	private remove(waiter: Waiter): void {
		const position = this.waiting.indexOf(waiter);
		if (position >= 0) this.waiting.splice(position, 1);
	}

	/** Commands may hang or fail for long, and nobody may have to wait for them. */
	private async lookAgainWhenAway(): Promise<void> {
		await this.surroundings.sleep(patienceMs, this.closing.signal);
		this.failWhereAway();
		this.serve();
	}

	/** Where the share lets all requests begin, none waits, and none would notice that Redis is back. */
	private async lookForReturn(): Promise<void> {
		this.lookingForReturn = true;
		const { client, sleep } = this.surroundings;
		while (this.absence.counts && !this.closing.signal.aborted) {
			await sleep(lookEveryMs, this.closing.signal);
			await Promise.allSettled([this.absence.watch(async () => await client.ping())]);
		}
		this.lookingForReturn = false;
	}

	/** Where not even a share may be used, nobody has to wait for it. */
	private failWhereAway(): void {
		if (!this.absence.counts) return;
		for (const waiter of this.waiting.filter(({ pace }) => shareOf(pace) === 0)) {
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

function isSafe({ renewedAtMs }: Lease, nowMs: number): boolean {
	return nowMs - renewedAtMs < leaseMs - safetyMs;
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
