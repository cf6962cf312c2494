/** The Redis credential: its fields checked, and what the user reads where one cannot be used. Pure. */

import { createHash } from 'node:crypto';

import { z } from 'zod';

import { choice, readCredential, text, wholeNumber } from '../../providers/credential';
import type { CredentialProblem } from '../../providers/provider';

/** Where a server answers. */
export interface Endpoint {
	host: string;
	port: number;
}

/** Servers that tell which Redis is the primary at the moment. */
export interface Sentinel {
	/** At least one. */
	endpoints: readonly Endpoint[];
	/** What Sentinel calls the group of the primary and its replicas. */
	masterName: string;
	/** Empty: Sentinel's own default user. */
	username: string;
	/** Empty: none. */
	password: string;
}

export interface RedisAccount {
	/** One server, or those who know it. */
	at: Endpoint | Sentinel;
	/** For Sentinel, too. */
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
	connectTo: 'Connect To',
	sentinels: 'Sentinels',
	masterName: 'Master Name',
	sentinelUsername: 'Sentinel Username',
	sentinelPassword: 'Sentinel Password',
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

const commonFields = z.object({
	connectTo: choice(['server', 'sentinel'], 'Choose One Server or Sentinel.'),
	useTls: z.preprocess((value) => value ?? false, z.boolean({ message: 'Switch it on or off.' })),
	username: z.preprocess(optional, z.string().trim()),
	password: z.preprocess(optional, z.string()),
	database: wholeNumber({ min: 0, whenEmpty: 0 }, 'Write the number of a database, 0 or more.'),
	keyPrefix: text('Write what the keys begin with, such as number-lookup:', 'number-lookup:'),
	hashingSecret: z.preprocess(optional, z.string()),
});

const serverFields: z.ZodType<Endpoint, z.ZodTypeDef, unknown> = z.object({
	host: text('Write the name or address of the server alone, without redis:// and without a port.', 'localhost').refine(
		(host) => !/[/@\s]/.test(host) && !/:\d+$/.test(host),
		'Write the name or address of the server alone, without redis:// and without a port.',
	),
	port: wholeNumber({ min: 1, max: 65_535, whenEmpty: 6379 }, 'Write a port between 1 and 65535.'),
});

const whichSentinels =
	'Write host:port of each Sentinel, with commas between, such as sentinel-1:26379, sentinel-2:26379.';
const usualSentinelPort = 26_379;

const sentinelFields: z.ZodType<Sentinel, z.ZodTypeDef, unknown> = z
	.object({
		sentinels: text(whichSentinels).transform(readEndpoints),
		masterName: text('Write what Sentinel calls the primary, such as mymaster.', 'mymaster'),
		sentinelUsername: z.preprocess(optional, z.string().trim()),
		sentinelPassword: z.preprocess(optional, z.string()),
	})
	.transform(({ sentinels: endpoints, masterName, sentinelUsername: username, sentinelPassword: password }) => ({
		endpoints,
		masterName,
		username,
		password,
	}));

function readEndpoints(written: string, context: z.RefinementCtx): Endpoint[] {
	const endpoints: Endpoint[] = [];
	for (const each of written.split(/[\s,;]+/).filter((part) => part !== '')) {
		const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]/@]+))(?::(\d{1,5}))?$/.exec(each) ?? [];
		const host = bracketed ?? plain;
		if (host === undefined || Number(port ?? 1) < 1 || Number(port ?? 1) > 65_535) {
			context.addIssue({ code: 'custom', message: whichSentinels });
			return z.NEVER;
		}
		endpoints.push({ host, port: Number(port ?? usualSentinelPort) });
	}
	return endpoints;
}

export type ReadAccount = { account: RedisAccount; problem: null } | { account: null; problem: string };

/** @returns the account, or which field cannot be used and what to write. */
export function readRedisAccount(credential: unknown): ReadAccount {
	const common = readCredential(commonFields, displayNames, credential);
	if (common.problem !== null) return unusable(common.problem);
	const { connectTo, ...rest } = common.fields;
	const fields: z.ZodType<RedisAccount['at'], z.ZodTypeDef, unknown> =
		connectTo === 'server' ? serverFields : sentinelFields;
	const { fields: at, problem } = readCredential(fields, displayNames, credential);
	return problem === null ? { account: { at, ...rest }, problem } : unusable(problem);
}

function unusable({ field, message }: CredentialProblem): ReadAccount {
	return { account: null, problem: `The Redis credential’s field "${field}": ${message}` };
}

/** @returns the same text for the same account; a hash, since the password is a part of it. */
export function redisIdentity(account: RedisAccount): string {
	const { at, username, password, database, useTls, keyPrefix } = account;
	const parts = [at, useTls, username, password, database, keyPrefix];
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

/** @returns where Redis is, as shown to users. */
export function addressOf({ at }: Pick<RedisAccount, 'at'>): string {
	return 'host' in at
		? hostAndPort(at)
		: `"${at.masterName}" of the Sentinel at ${at.endpoints.map(hostAndPort).join(', ')}`;
}

function hostAndPort({ host, port }: Endpoint): string {
	return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
