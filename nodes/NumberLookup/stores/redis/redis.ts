/** Answers kept in Redis: shared by all workers, on whatever machine. */

import { readRecord, writeRecord } from '../record';
import {
	type AnswerClaims,
	type AnswerKey,
	type AnswerStore,
	type AnswerToKeep,
	done,
	failed,
	type StoredAnswer,
	type StoreOutcome,
} from '../store';
import type { RedisAccount } from './account';
import { claimThere, endClaims } from './claims';
import { RedisConnection } from './connection';

/** What the names of answers begin with, after the credential's key prefix, which the client adds. */
const prefix = 'answer:';
/** The same of claims. */
const claimPrefix = 'asking:';

const keysPerCommand = 1_000;
/** How much of the database one step of a search looks at. */
const keysPerScan = 1_000;

const fewestHashingCharacters = 16;

export class RedisStore implements AnswerStore {
	readonly claims: AnswerClaims = {
		take: async (keys, claimant, leaseMs) =>
			await this.attempt(
				async () =>
					await inPortions(keys, async (some) => {
						const names = { claims: this.claimNames(some), answers: some.map((key) => this.nameOf(key)) };
						const claimed = await claimThere(this.connection.client, names, claimant, leaseMs);
						return claimed.map(({ record, isMine }) => ({ stored: storedIn(record), isMine }));
					}),
			),
		release: async (keys, claimant) =>
			await this.attempt(async () => {
				await inPortions(keys, async (some) => {
					await endClaims(this.connection.client, this.claimNames(some), claimant);
					return [];
				});
				return null;
			}),
	};
	readonly notices = [];
	/** @param nowMs epoch milliseconds. */
	private constructor(
		private readonly connection: RedisConnection,
		private readonly nowMs: () => number,
	) {}

	/** Fails only later: a Redis that is away now may be back when an answer is wanted. */
	static open(account: RedisAccount, nowMs: () => number): AnswerStore {
		return new RedisStore(RedisConnection.attach(account), nowMs);
	}

	async find(keys: readonly AnswerKey[]) {
		return await this.attempt(async () => {
			const records = await this.read(keys.map((key) => this.nameOf(key)));
			return records.map(storedIn);
		});
	}

	async keep(answers: readonly AnswerToKeep[]) {
		return await this.attempt(async () => {
			const pipeline = this.connection.client.pipeline();
			for (const answer of answers) {
				const lifeMs = Math.ceil(answer.expiresAtMs - this.nowMs());
				const name = this.nameOf(answer.key);
				if (lifeMs > 0) pipeline.set(name, writeRecord(answer), 'PX', lifeMs);
				else pipeline.unlink(name);
			}
			pipeline.unlink(...this.claimNames(answers.map(({ key }) => key)));
			throwFirstError(await pipeline.exec());
			return null;
		});
	}

	async forgetNumbers(numbers: readonly string[]) {
		return await this.attempt(async () => {
			const removed = new Map(numbers.map((number) => [number, 0]));
			for await (const names of this.names()) {
				const found = names.filter((name) => removed.has(this.numberIn(name)));
				for (const name of await this.remove(found)) {
					const number = this.numberIn(name);
					removed.set(number, (removed.get(number) ?? 0) + 1);
				}
			}
			return numbers.map((number) => removed.get(number) ?? 0);
		});
	}

	async forgetBefore(timeMs: number) {
		return await this.attempt(async () => {
			let removed = 0;
			for await (const names of this.names()) {
				const records = await this.read(names);
				const old = names.filter((_, index) => isBefore(records[index] ?? null, timeMs));
				removed += (await this.remove(old)).length;
			}
			return removed;
		});
	}

	/** The credential's: n8n encrypts it, and whoever reads Redis alone does not have it. */
	async hashingKey(make: boolean): Promise<StoreOutcome<Uint8Array | null>> {
		const { hashingSecret } = this.connection.account;
		if (hashingSecret.length >= fewestHashingCharacters) return done(Buffer.from(hashingSecret, 'utf8'));
		if (hashingSecret === '' && !make) return done(null);
		return failed(
			`To hash numbers, write at least ${fewestHashingCharacters} random characters into the Redis credential’s field Hashing Secret, the same for all n8n that share this Redis.`,
		);
	}

	async close() {
		this.connection.release();
	}

	/** All names of answers, some at a time. Each comes at least once. */
	private async *names(): AsyncGenerator<readonly string[]> {
		const { keyPrefix } = this.connection.account;
		const pattern = `${keyPrefix.replace(/[*?[\]\\^]/g, '\\$&')}${prefix}*`;
		let cursor = '0';
		do {
			const [next, names] = await this.connection.client.scan(cursor, 'MATCH', pattern, 'COUNT', keysPerScan);
			cursor = next;
			if (names.length > 0) yield names.map((name) => name.slice(keyPrefix.length));
		} while (cursor !== '0');
	}

	private async read(names: readonly string[]): Promise<Array<string | null>> {
		return await inPortions(names, async (some) => await this.connection.client.mget(...some));
	}

	/** @returns the names that were there. */
	private async remove(names: readonly string[]): Promise<readonly string[]> {
		if (names.length === 0) return [];
		const pipeline = this.connection.client.pipeline();
		for (const name of names) pipeline.unlink(name);
		const counts = await pipeline.exec();
		throwFirstError(counts);
		return names.filter((_, index) => counts?.[index]?.[1] === 1);
	}

	private claimNames(keys: readonly AnswerKey[]): string[] {
		return keys.map((key) => this.nameOf(key, claimPrefix));
	}

	private nameOf({ number, scope }: AnswerKey, begin = prefix): string {
		return `${begin}${number}:${scope.split('\n').map(encodeURIComponent).join(':')}`;
	}

	private numberIn(name: string): string {
		return name.slice(prefix.length, name.indexOf(':', prefix.length));
	}

	private async attempt<Value>(work: () => Promise<Value>): Promise<StoreOutcome<Value>> {
		try {
			const reason = await this.connection.whyNotOpened();
			return reason === null ? done(await work()) : failed(this.connection.sentenceOf(reason));
		} catch (error) {
			return failed(this.connection.sentenceOf(error));
		}
	}
}

function storedIn(record: string | null): StoredAnswer | null {
	return record === null ? null : readRecord(record);
}

async function inPortions<Each, Value>(
	all: readonly Each[],
	work: (some: readonly Each[]) => Promise<readonly Value[]>,
): Promise<Value[]> {
	const values: Value[] = [];
	for (let start = 0; start < all.length; start += keysPerCommand) {
		values.push(...(await work(all.slice(start, start + keysPerCommand))));
	}
	return values;
}

/** What cannot be read is of no use to anybody, and old enough. */
function isBefore(record: string | null, timeMs: number): boolean {
	if (record === null) return false;
	const read = readRecord(record);
	return read === null || read.lookedUpAtMs < timeMs;
}

function throwFirstError(results: ReadonlyArray<readonly [Error | null, unknown]> | null): void {
	for (const [error] of results ?? []) if (error !== null) throw error;
}
