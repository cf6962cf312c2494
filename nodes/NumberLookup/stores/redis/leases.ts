/**
 * The leases that this process holds of one account's places: taken from Redis, kept for a moment without use, renewed, ended, and
 * given up when another process waits without any.
 */

import type { Absence } from './absence';
import { checkIsText, checkLocks } from './foreignKey';
import { Lease, leaseMs, lockOf } from './lease';
import { needIn, Notice } from './notice';
import type { StartsSurroundings } from './starts';
import type { Tasks } from './tasks';
import { uptimeSeconds } from './uptime';

export interface LeasesSurroundings extends StartsSurroundings {
	/** Resolves after the time, or at once when the signal fires. Never rejects. */
	sleep: (durationMs: number, signal: AbortSignal) => Promise<void>;
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
/** How long after a lease was lost in Redis its holder learns it, beside the round trip. */
const lookEveryMs = 250;
/** How long a place waits for its next request. */
const lingerMs = 100;

interface Idle {
	lease: Lease;
	sinceMs: number;
}

export class Leases {
	private readonly held = new Set<Lease>();
	private idle: Idle[] = [];
	private tending = false;
	/** How long another process that waits needs, or null where none does. */
	private othersNeedMs: number | null = null;
	private giveWayUntilMs = Number.NEGATIVE_INFINITY;
	private readonly notice: Notice;
	/** How many leases another process has taken while this one held them. */
	private lostCount = 0;

	/** @param onChange called when leases were taken, and each time they were looked after, whether Redis answered or not. */
	constructor(
		private readonly surroundings: LeasesSurroundings,
		private readonly absence: Absence,
		private readonly tasks: Tasks,
		private readonly onChange: () => void,
	) {
		this.notice = new Notice(surroundings);
	}

	/** How many were lost so far: more requests than allowed may have been under way for a moment each time. */
	get lost(): number {
		return this.lostCount;
	}

	/** For so many milliseconds none is to be taken from Redis, since another process waits; 0 or less: for none. */
	get restMs(): number {
		return this.giveWayUntilMs - this.surroundings.nowMs();
	}

	/** Asks nobody. @returns a lease of one of the first places that no request uses, or null. */
	takeIdle(concurrency: number): Lease | null {
		const nowMs = this.surroundings.nowMs();
		const position = this.idle.findIndex(({ lease }) => lease.index < concurrency && isSafe(lease, nowMs));
		const [found] = position < 0 ? [] : this.idle.splice(position, 1);
		return found?.lease ?? null;
	}

	/** Its request has ended. */
	giveBack(lease: Lease): void {
		const nowMs = this.surroundings.nowMs();
		if (!this.held.has(lease) || !isSafe(lease, nowMs)) {
			this.tasks.run(this.end(lease));
		} else if (this.othersNeedMs !== null) {
			this.tasks.run(this.makeWay(lease, this.othersNeedMs));
			this.othersNeedMs = null;
		} else {
			this.idle.push({ lease, sinceMs: nowMs });
		}
	}

	/** @returns which of the first places this process does not hold. */
	notHeld(concurrency: number): number[] {
		const held = new Set([...this.held].map(({ index }) => index));
		return Array.from({ length: concurrency }, (_, index) => index).filter((index) => !held.has(index));
	}

	/**
	 * Takes from Redis those of the places that nobody holds. Rejects as Redis does, and with ForeignKey.
	 * @param mostWanted asked when Redis has told which are free: more may be wanted by then.
	 * @returns how many were taken.
	 */
	async takeFree(indices: readonly number[], mostWanted: () => number): Promise<number> {
		const { client, name, nowMs } = this.surroundings;
		const locks = indices.map((index) => lockOf(name, index));
		const askedAtMs = nowMs();
		const [isSettled, holders] = await Promise.all([this.isSettled(), client.mget(locks)]);
		const roundTripMs = nowMs() - askedAtMs;
		checkLocks(locks, holders);
		if (!isSettled) return 0;
		const free = indices.filter((_, position) => holders[position] === null).slice(0, mostWanted());
		const takings = free.map(async (index) => await Lease.take(client, name, index, nowMs));
		// Asked behind them, for Redis may have been restarted before them.
		const mayKeep = this.isSettled().catch(() => false);
		// All of them first: nobody would give back what is taken after another could not be.
		const outcomes = await Promise.allSettled(takings);
		const taken = outcomes.flatMap((each) => (each.status === 'fulfilled' && each.value !== null ? [each.value] : []));
		if (!(await mayKeep)) {
			await this.endEach(taken);
			return 0;
		}
		for (const lease of taken) this.hold(lease);
		// Now, for who waits: what follows takes a round trip, and with a slow one they would have lingered for too long.
		this.onChange();
		const missed = (await Promise.all(takings)).flatMap((lease, position) =>
			lease === null ? [lockOf(name, free[position] ?? 0)] : [],
		);
		for (const lock of missed) await checkIsText(client, lock);
		await this.notice.tell(this.held.size === 0, roundTripMs);
		return taken.length;
	}

	async endAll(): Promise<void> {
		await this.endEach(this.held);
	}

	private async isSettled(): Promise<boolean> {
		return (await uptimeSeconds(this.surroundings.client)) >= settledAfterSeconds;
	}

	private hold(lease: Lease): void {
		this.held.add(lease);
		this.idle.push({ lease, sinceMs: this.surroundings.nowMs() });
		if (!this.tending) this.tasks.run(this.tend());
	}

	/** Looks after the places held: renews them, gives up those without use, and notices who waits and what is lost. */
	private async tend(): Promise<void> {
		this.tending = true;
		const { nowMs, sleep } = this.surroundings;
		while (this.held.size > 0 && !this.tasks.signal.aborted) {
			await sleep(this.idle.length > 0 ? lingerMs : lookEveryMs, this.tasks.signal);
			const unused = this.idle.filter(({ sinceMs }) => nowMs() - sinceMs >= lingerMs);
			this.idle = this.idle.filter((each) => !unused.includes(each));
			await this.endEach(unused.map(({ lease }) => lease));
			try {
				await this.absence.watch(async () => await this.look());
			} catch {
				// What follows from its absence, each request is told when it asks.
			}
			this.onChange();
		}
		this.tending = false;
	}

	/** What Redis has forgotten is taken again at once; what another process has by then is lost. */
	private async look(): Promise<void> {
		const { client, nowMs } = this.surroundings;
		const leases = [...this.held];
		const [notice = null, ...holders] = await client.mget(this.notice.key, ...leases.map(({ lock }) => lock));
		this.othersNeedMs = needIn(notice);
		await Promise.all(
			leases.map(async (lease, position) => {
				const holder = holders[position] ?? null;
				if (!this.held.has(lease)) return;
				if (holder !== null && !lease.isHeldBy(holder)) this.lose(lease);
				else if (holder === null || nowMs() - lease.renewedAtMs >= renewEveryMs) await this.renew(lease);
			}),
		);
	}

	private async renew(lease: Lease): Promise<void> {
		const isHeld = await lease.renew(this.surroundings.nowMs);
		// What was given back in between may have been taken again.
		if (isHeld && !this.held.has(lease)) await this.end(lease);
		else if (!isHeld && this.held.has(lease)) this.lose(lease);
	}

	private lose(lease: Lease): void {
		this.drop(lease);
		this.lostCount++;
	}

	private async makeWay(lease: Lease, needMs: number): Promise<void> {
		const { nowMs } = this.surroundings;
		this.giveWayUntilMs = nowMs() + needMs;
		await this.end(lease);
		// For only now Redis has it free.
		this.giveWayUntilMs = nowMs() + needMs;
	}

	private async endEach(leases: Iterable<Lease>): Promise<void> {
		await Promise.all([...leases].map(async (lease) => await this.end(lease)));
	}

	private drop(lease: Lease): void {
		this.held.delete(lease);
		this.idle = this.idle.filter((each) => each.lease !== lease);
	}

	private async end(lease: Lease): Promise<void> {
		this.drop(lease);
		try {
			await this.absence.watch(async () => await lease.end());
		} catch {
			// Then it ends by itself.
		}
	}
}

function isSafe({ renewedAtMs }: Lease, nowMs: number): boolean {
	return nowMs - renewedAtMs < leaseMs - safetyMs;
}
