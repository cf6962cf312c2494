/**
 * The leases that this process holds of one account's places: taken from Redis, kept for a moment without use, renewed, ended, and
 * given up when another process waits without any.
 */

import type { Absence } from './absence';
import { Lease, leaseMs } from './lease';
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
const lookEveryMs = 250;
/** How long a place waits for its next request. */
const lingerMs = 100;
/** For so long others are told that somebody waits; longer than it takes until free places are looked for again. */
const noticeMs = 1_000;
/** After a place was given up for another process, so long none is taken: longer than it takes the other to look again. */
const giveWayMs = 400;

interface Idle {
	lease: Lease;
	sinceMs: number;
}

export class Leases {
	private readonly held = new Set<Lease>();
	private idle: Idle[] = [];
	private tending = false;
	private othersWait = false;
	/** Whether others were told that this process waits. */
	private hasTold = false;
	private giveWayUntilMs = Number.NEGATIVE_INFINITY;

	/** @param onTended called each time the leases were looked after, whether Redis answered or not. */
	constructor(
		private readonly surroundings: LeasesSurroundings,
		private readonly absence: Absence,
		private readonly tasks: Tasks,
		private readonly onTended: () => void,
	) {}

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
		} else if (this.othersWait) {
			this.othersWait = false;
			this.giveWayUntilMs = nowMs + giveWayMs;
			this.tasks.run(this.end(lease));
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
	 * Takes from Redis those of the places that nobody holds. Rejects as Redis does.
	 * @param mostWanted asked when Redis has told which are free: more may be wanted by then.
	 * @returns how many were taken.
	 */
	async takeFree(indices: readonly number[], mostWanted: () => number): Promise<number> {
		const { client, name, nowMs } = this.surroundings;
		const [isSettled, holders] = await Promise.all([
			this.isSettled(),
			client.mget(indices.map((index) => `mutex:${name}:${index}`)),
		]);
		if (!isSettled) return 0;
		const free = indices.filter((_, position) => holders[position] === null).slice(0, mostWanted());
		const takings = free.map(async (index) => await Lease.take(client, `${name}:${index}`, index, nowMs));
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
		await Promise.all(takings);
		await this.tellOthers();
		return taken.length;
	}

	async endAll(): Promise<void> {
		await this.endEach(this.held);
	}

	private async isSettled(): Promise<boolean> {
		return (await uptimeSeconds(this.surroundings.client)) >= settledAfterSeconds;
	}

	/** Whoever has no place at all says so; whoever has one says so no more. */
	private async tellOthers(): Promise<void> {
		const { client, name } = this.surroundings;
		if (this.held.size === 0) await client.set(`${name}:waiting`, '1', 'PX', noticeMs);
		else if (this.hasTold) await client.unlink(`${name}:waiting`);
		this.hasTold = this.held.size === 0;
	}

	private hold(lease: Lease): void {
		this.held.add(lease);
		this.idle.push({ lease, sinceMs: this.surroundings.nowMs() });
		if (!this.tending) this.tasks.run(this.tend());
	}

	/** Looks after the places held: renews them, gives up those without use, and notices who waits. */
	private async tend(): Promise<void> {
		this.tending = true;
		const { client, name, nowMs, sleep } = this.surroundings;
		while (this.held.size > 0 && !this.tasks.signal.aborted) {
			await sleep(this.idle.length > 0 ? lingerMs : lookEveryMs, this.tasks.signal);
			const unused = this.idle.filter(({ sinceMs }) => nowMs() - sinceMs >= lingerMs);
			this.idle = this.idle.filter((each) => !unused.includes(each));
			await this.endEach(unused.map(({ lease }) => lease));
			try {
				await this.absence.watch(async () => {
					await this.renewDue();
					this.othersWait = (await client.exists(`${name}:waiting`)) === 1;
				});
			} catch {
				// What follows from its absence, each request is told when it asks.
			}
			this.onTended();
		}
		this.tending = false;
	}

	private async renewDue(): Promise<void> {
		const { nowMs } = this.surroundings;
		const due = [...this.held].filter(({ renewedAtMs }) => nowMs() - renewedAtMs >= renewEveryMs);
		await Promise.all(
			due.map(async (lease) => {
				if (!(await lease.renew(nowMs))) this.held.delete(lease);
				// What was given back in between may have been taken again.
				else if (!this.held.has(lease)) await this.end(lease);
			}),
		);
	}

	private async endEach(leases: Iterable<Lease>): Promise<void> {
		await Promise.all([...leases].map(async (lease) => await this.end(lease)));
	}

	private async end(lease: Lease): Promise<void> {
		this.held.delete(lease);
		this.idle = this.idle.filter((each) => each.lease !== lease);
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
