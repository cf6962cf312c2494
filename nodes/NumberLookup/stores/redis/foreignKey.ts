/** What somebody else wrote where a key of ours should be: no process would ever give it back, so waiting for it is in vain. */

import type { Redis } from 'ioredis';

export class ForeignKey extends Error {
	/** @param key without the credential's prefix. */
	constructor(readonly key: string) {
		super(`A foreign value stands at the key ${key}.`);
	}
}

/** Ours name their holder by a UUID (`lease.ts`). */
const ours = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** @param values what MGET told of the locks. @throws ForeignKey for the first that none of our processes wrote. */
export function checkLocks(locks: readonly string[], values: ReadonlyArray<string | null>): void {
	const foreign = locks.find((_, position) => {
		const value = values[position] ?? null;
		return value !== null && !ours.test(value);
	});
	if (foreign !== undefined) throw new ForeignKey(foreign);
}

/** MGET tells nothing of a key that holds no text, such as a list, and nobody can take it. @throws ForeignKey for such a key. */
export async function checkIsText(client: Redis, key: string): Promise<void> {
	const [reading] = await Promise.allSettled([client.get(key)]);
	if (reading.status === 'rejected' && isWrongType(reading.reason)) throw new ForeignKey(key);
}

/** @returns whether Redis refused a command because the key holds something else than text. */
export function isWrongType(error: unknown): boolean {
	return /\bWRONGTYPE\b/.test(String(error));
}
