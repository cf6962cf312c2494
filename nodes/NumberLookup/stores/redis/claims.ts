/** Claims on questions in Redis: a key for each, which ends by itself when its claimant is gone. Rejects as Redis does. */

import type { Redis } from 'ioredis';
import { z } from 'zod';

/** The first half of the keys are claims, the other half the answers that these are about. In one step, and in one round trip for all. */
const claimScript = `
	local claimed = {}
	local half = #KEYS / 2
	for index = 1, half do
		local holder = redis.call('get', KEYS[index])
		local mine = 0
		if not holder or holder == ARGV[1] then
			redis.call('set', KEYS[index], ARGV[1], 'px', ARGV[2])
			mine = 1
		end
		claimed[index] = {mine, redis.call('get', KEYS[half + index])}
	end
	return claimed
`;

const endScript = `
	for _, key in ipairs(KEYS) do
		if redis.call('get', key) == ARGV[1] then redis.call('del', key) end
	end
`;

const claimedSchema = z.array(z.tuple([z.number(), z.string().nullable()]));

/**
 * @param names of claims and, in the same order, of answers.
 * @returns in that order, what is kept and whether the claim is the claimant's.
 */
export async function claimThere(
	client: Redis,
	names: { claims: readonly string[]; answers: readonly string[] },
	claimant: string,
	leaseMs: number,
): Promise<Array<{ record: string | null; isMine: boolean }>> {
	const keys = [...names.claims, ...names.answers];
	const claimed = claimedSchema.parse(await client.eval(claimScript, keys.length, ...keys, claimant, leaseMs));
	return claimed.map(([mine, record]) => ({ record, isMine: mine === 1 }));
}

/** Ends those that are the claimant's. */
export async function endClaims(client: Redis, names: readonly string[], claimant: string): Promise<void> {
	await client.eval(endScript, names.length, ...names, claimant);
}
