/** What Redis's refusals and the network's failures mean, in words that a user can act on. Pure. */

import { z } from 'zod';

import { Secrets } from '../../providers/secrets';
import { addressOf, type RedisAccount } from './account';
import { neededCommands } from './commands';
import { ForeignKey } from './foreignKey';

type Sentence = (account: RedisAccount) => string;

/** Within a script, older servers put other words before it. */
const replica = /\bREADONLY\b/;
/** A server that starts, has lost its primary or is busy with a script. */
const passing = /^(LOADING|MASTERDOWN|BUSY|MISCONF|NOREPLICAS)/;

/** @returns whether the server is a replica by now, that may not write. */
export function isReplica(error: Error): boolean {
	return replica.test(error.message);
}

/** @returns whether Redis is there and says that it cannot serve for a while. */
export function mayPass(error: unknown): boolean {
	return error instanceof Error && passing.test(error.message);
}

/** By what the error's code or words begin with; the first that fits. Redis's own begin with a word in capitals. */
const sentences: ReadonlyArray<readonly [RegExp, Sentence]> = [
	[
		/^(WRONGPASS|ERR invalid password|ERR invalid username)/,
		(account) =>
			`Redis at ${addressOf(account)} does not accept this user name and password. Copy both again; without a user of your own, leave Username empty.`,
	],
	[
		/^NOAUTH/,
		(account) => `Redis at ${addressOf(account)} wants a password. Write it into the credential’s field Password.`,
	],
	[
		/^ERR unknown command ['`]?auth/i,
		(account) =>
			`Redis at ${addressOf(account)} has no command AUTH. Leave Username and Password empty if it wants none; else check host and port.`,
	],
	[
		// Within a script: "Unknown Redis command called from script".
		/^ERR .*unknown .*command/i,
		(account) =>
			`Redis at ${addressOf(account)} lacks a command, or calls it otherwise. Use a Redis 4.0 or newer with the commands ${neededCommands.join(', ')}${account.database === 0 ? '' : ', SELECT'} under their own names.`,
	],
	[
		/^ERR wrong number of arguments for 'auth'/,
		(account) => `Redis at ${addressOf(account)} is too old for user names. Leave Username empty.`,
	],
	[
		/^(NOPERM|ERR The user executing the script)/,
		(account) =>
			`The user may not do at Redis, ${addressOf(account)}, what is needed. Allow it all keys that begin with "${account.keyPrefix}", and the commands ${neededCommands.join(', ')}${account.database === 0 ? '' : ', SELECT'}.`,
	],
	[
		/^ERR (DB index|invalid DB index)/,
		(account) => `Redis at ${addressOf(account)} has no database ${account.database}. The usual one is 0.`,
	],
	[
		replica,
		(account) =>
			`Redis at ${addressOf(account)} is a replica that cannot be written. ${'host' in account.at ? 'Write the primary’s host instead.' : 'A failover may be under way; try again later.'}`,
	],
	[
		/^OOM/,
		(account) =>
			`Redis at ${addressOf(account)} has no memory left. Give it more, or use a Redis of its own. Let it evict nothing (maxmemory-policy noeviction): the limits that workers share are keys that expire, too.`,
	],
	[
		/^(MOVED|ASK|CROSSSLOT|CLUSTERDOWN|ERR SELECT is not allowed in cluster mode)/,
		(account) =>
			`Redis at ${addressOf(account)} is part of a cluster, which the node cannot use: keys that belong together lie on several servers there. Write a Redis that is none into the credential, a single one or one behind Sentinel.`,
	],
	[passing, (account) => `Redis at ${addressOf(account)} cannot serve at the moment; try again later.`],
	[
		/^connected to sentinel .* invalid reply/,
		(account) =>
			`Nobody knows ${addressOf(account)}. Write the name that stands behind "sentinel monitor" in Sentinel’s settings into the field Master Name.`,
	],
	[
		/^failed to connect to sentinel .* because (NOAUTH|WRONGPASS|NOPERM|ERR .*auth)/i,
		(account) =>
			`Sentinel does not let the node ask for ${addressOf(account)}. Write its own user name and password into the fields Sentinel Username and Sentinel Password; it needs the command SENTINEL.`,
	],
	[
		/^(failed to connect to sentinel|All sentinels are unreachable)/,
		(account) =>
			`No Sentinel can be asked where Redis is: ${addressOf(account)}. Check their hosts and ports, and that a firewall lets n8n through.${account.useTls ? ' If they do not speak TLS, switch Use TLS off.' : ''}`,
	],
	[
		/^(ERR_SSL|EPROTO|ERR_TLS_(?!CERT))/,
		(account) => `Redis at ${addressOf(account)} does not speak TLS there. Switch Use TLS off, or write its TLS port.`,
	],
	[
		/^(DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|CERT_|ERR_TLS_CERT)/,
		(account) =>
			`The certificate of Redis at ${addressOf(account)} is not trusted. Use the host’s name as in the certificate, and name a private authority in NODE_EXTRA_CA_CERTS.`,
	],
	[
		/^(ECONNRESET|EPIPE|Connection is closed)/,
		(account) =>
			`Redis at ${addressOf(account)} closed the connection.${account.useTls ? '' : ' If it wants TLS, switch Use TLS on.'}`,
	],
	[
		/^(ETIMEDOUT|connect ETIMEDOUT|Command timed out|Socket timeout)/,
		(account) =>
			`Redis at ${addressOf(account)} does not answer. Check host and port, and that a firewall lets n8n through.${account.useTls ? ' If it does not speak TLS, switch Use TLS off.' : ''}`,
	],
	[
		/^E[A-Z_]+$/,
		(account) =>
			`Redis at ${addressOf(account)} cannot be reached. Check host and port, and that a firewall lets n8n through.`,
	],
];

/** @returns one or two sentences, with the system's or Redis's own word behind. Never the password. */
export function sentenceOf(error: unknown, account: RedisAccount): string {
	if (error instanceof ForeignKey) return foreignSentence(error, account);
	const words = wordsOf(error);
	for (const word of words) {
		const sentence = sentences.find(([pattern]) => pattern.test(word))?.[1];
		if (sentence !== undefined) return `${sentence(account)} (${quoted(word, account)})`;
	}
	return `Redis at ${addressOf(account)} failed (${quoted(words.at(-1) ?? 'no reason told', account)}).`;
}

function foreignSentence({ key }: ForeignKey, account: RedisAccount): string {
	return `Redis at ${addressOf(account)} holds at the key "${account.keyPrefix}${key}" what no n8n wrote with this node: where a lock of the limits should be. Delete that key, or write another Key Prefix into the Redis credential, the same for all workers.`;
}

const errorSchema = z.object({
	code: z.string().optional().catch(undefined),
	message: z.string().catch(''),
	/** Of several addresses that failed, Node tells the reasons inside. */
	errors: z.array(z.unknown()).catch([]),
});

function wordsOf(error: unknown): string[] {
	const read = errorSchema.safeParse(error);
	if (!read.success) return [String(error)];
	const { code = '', message, errors } = read.data;
	return [code, ...errors.slice(0, 1).flatMap(wordsOf), message].filter((word) => word !== '');
}

/**
 * Redis names the command and key that it refuses, which may hold a number. Without the command AUTH it repeats what came with that, the
 * password's beginning; and something that is no Redis may repeat anything.
 */
function quoted(word: string, { username, password, at }: RedisAccount): string {
	const [reason = ''] = word.split(/,? with args/);
	return new Secrets(username, 'host' in at ? [password] : [password, at.password])
		.hide(reason)
		.replace(/\d{5,}/g, '…')
		.slice(0, 120);
}
