/** Limits that hold for all processes which use the same Redis and key prefix. */

import type { Place, SharedLimits, SharedPace } from '../sharedLimits';
import { failed, type StoreOutcome } from '../store';
import { addressOf, type RedisAccount, redisIdentity } from './account';
import { RedisConnection } from './connection';
import { ForeignKey } from './foreignKey';
import { type PlacePace, Places, type PlacesSurroundings } from './places';

export type LimitsSurroundings = Pick<PlacesSurroundings, 'nowMs' | 'sleep'> & Pick<PlacePace, 'shareWithoutRedis'>;

interface Pool {
	places: Places;
	users: number;
}

const whyLimitsMatter =
	'Other processes may be asking with the same account, and nobody can tell how fast. The option Share Without Redis lets the node go on with a part of its limits, if that is at least one request at once; 100 always lets it go on, and is right where no other process asks.';

/** A run's part in a pool. */
interface Use {
	pool: Pool;
	/** How many of its places had been lost before. */
	lostBefore: number;
}

/** By Redis and account: executions of this process use the same places. */
const pools = new Map<string, Pool>();

export class RedisLimits implements SharedLimits {
	readonly notices: string[] = [];
	private readonly own = new Map<string, Use>();

	private constructor(
		private readonly connection: RedisConnection,
		private readonly surroundings: LimitsSurroundings,
		private readonly awayBecause: unknown,
	) {}

	/** Fails only later: a Redis that is away now may be back when a place is wanted. */
	static async open(account: RedisAccount, surroundings: LimitsSurroundings): Promise<SharedLimits> {
		const connection = RedisConnection.attach(account);
		return new RedisLimits(connection, surroundings, await connection.whyNotOpened());
	}

	async take(accountKey: string, pace: SharedPace, signal: AbortSignal): Promise<StoreOutcome<Place | null>> {
		const { shareWithoutRedis } = this.surroundings;
		try {
			return await this.placesOf(accountKey).take({ ...pace, shareWithoutRedis }, signal);
		} catch (error) {
			return failed(whyStopped(this.connection, error));
		}
	}

	async close(): Promise<void> {
		let lost = 0;
		for (const [key, { pool, lostBefore }] of this.own) {
			lost += pool.places.lost - lostBefore;
			if (--pool.users > 0) continue;
			pools.delete(key);
			await pool.places.close();
		}
		this.own.clear();
		if (lost > 0) this.notices.push(lostSentence(lost, this.connection.account));
		this.connection.release();
	}

	private placesOf(accountKey: string): Places {
		const { connection, surroundings } = this;
		const key = [redisIdentity(connection.account), accountKey].join('\n');
		const known = this.own.get(key);
		if (known !== undefined) return known.pool.places;
		const pool = pools.get(key) ?? {
			places: new Places(
				{
					nowMs: surroundings.nowMs,
					sleep: surroundings.sleep,
					client: connection.client,
					name: `place:${accountKey.split('\n').map(encodeURIComponent).join(':')}`,
					sentenceOf: (error) => whyStopped(connection, error),
				},
				this.awayBecause,
			),
			users: 0,
		};
		pool.users++;
		pools.set(key, pool);
		this.own.set(key, { pool, lostBefore: pool.places.lost });
		return pool.places;
	}
}

function whyStopped(connection: RedisConnection, error: unknown): string {
	const why = connection.sentenceOf(error);
	return error instanceof ForeignKey ? why : `${why} ${whyLimitsMatter}`;
}

function lostSentence(lost: number, account: RedisAccount): string {
	const what = lost === 1 ? 'a place' : `${lost} places`;
	return `Redis at ${addressOf(account)} lost ${what} that this run held, and another worker took it: for a moment more requests than allowed may have been under way. That happens where Redis is emptied, evicts keys or fails over, or where n8n stood still for 20 seconds. Let Redis evict nothing (maxmemory-policy noeviction).`;
}
