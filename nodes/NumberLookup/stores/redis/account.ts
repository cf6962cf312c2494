/** The Redis credential: its fields checked, and what the user reads where one cannot be used. Pure. */

import { createHash } from 'node:crypto';

import { z } from 'zod';

import { readCredential, text, wholeNumber } from '../../providers/credential';

export interface RedisAccount {
	host: string;
	port: number;
	useTls: boolean;
	/** Empty: Redis's own default user. */
	username: string;
	/** Empty: none. */
	password: string;
	database: number;
	/** What each key begins with. */
	keyPrefix: string;
	/** Empty: none. */
	hashingSecret: string;
}

/** What the editor calls the fields. */
const displayNames = {
	host: 'Host',
	port: 'Port',
	useTls: 'Use TLS',
	username: 'Username',
	password: 'Password',
	database: 'Database',
	keyPrefix: 'Key Prefix',
	hashingSecret: 'Hashing Secret',
};

/** An expression can make a number of what looks like one, such as a password of digits. */
const optional = (value: unknown) => (typeof value === 'number' ? String(value) : (value ?? ''));

const fields: z.ZodType<RedisAccount, z.ZodTypeDef, unknown> = z.object({
	host: text('Write the name or address of the server alone, without redis:// and without a port.', 'localhost').refine(
		(host) => !/[/@\s]/.test(host) && !/:\d+$/.test(host),
		'Write the name or address of the server alone, without redis:// and without a port.',
	),
	port: wholeNumber({ min: 1, max: 65_535, whenEmpty: 6379 }, 'Write a port between 1 and 65535.'),
	useTls: z.preprocess((value) => value ?? false, z.boolean({ message: 'Switch it on or off.' })),
	username: z.preprocess(optional, z.string().trim()),
	password: z.preprocess(optional, z.string()),
	database: wholeNumber({ min: 0, whenEmpty: 0 }, 'Write the number of a database, 0 or more.'),
	keyPrefix: text('Write what the keys begin with, such as number-lookup:', 'number-lookup:'),
	hashingSecret: z.preprocess(optional, z.string()),
});

export type ReadAccount = { account: RedisAccount; problem: null } | { account: null; problem: string };

/** @returns the account, or which field cannot be used and what to write. */
export function readRedisAccount(credential: unknown): ReadAccount {
	const { fields: account, problem } = readCredential(fields, displayNames, credential);
	return problem === null
		? { account, problem }
		: { account: null, problem: `The Redis credential’s field "${problem.field}": ${problem.message}` };
}

/** @returns the same text for the same account; a hash, since the password is a part of it. */
export function redisIdentity(account: RedisAccount): string {
	const { username, password, database, useTls, keyPrefix } = account;
	const parts = [addressOf(account), useTls, username, password, database, keyPrefix];
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

/** @returns where Redis is, as shown to users. */
export function addressOf({ host, port }: RedisAccount): string {
	return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
