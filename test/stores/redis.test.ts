import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

import { Redis as RedisClient } from 'ioredis';

import { freePort } from '../../e2e/freePort';
import { startRedis, type Redis } from '../../e2e/redis';
import { readRedisAccount, type RedisAccount } from '../../nodes/NumberLookup/stores/redis/account';
import { neededCommands } from '../../nodes/NumberLookup/stores/redis/commands';
import { sentenceOf } from '../../nodes/NumberLookup/stores/redis/failure';
import { RedisLimits } from '../../nodes/NumberLookup/stores/redis/limits';
import { probeRedis } from '../../nodes/NumberLookup/stores/redis/probe';
import { RedisStore } from '../../nodes/NumberLookup/stores/redis/redis';
import type { AnswerStore } from '../../nodes/NumberLookup/stores/store';
import { sleep } from '../../nodes/NumberLookup/workflow/surroundings';
import { answerFor, claimsOf, describeClaims, describeStore, type StoreSubject, valueOf } from './contract';

const startMs = Date.UTC(2026, 0, 1);

let redis: Redis;
let client: RedisClient;

beforeAll(async () => {
	redis = await startRedis();
	client = new RedisClient({ host: '127.0.0.1', port: redis.port });
	await client.acl('SETUSER', 'acme', 'on', '>acme-password', '~*', '&*', '+@all');
	await client.acl('SETUSER', 'stranger', 'on', '>stranger-password', '~other:*', '&*', '+@all');
}, 120_000);
afterAll(async () => {
	client.disconnect();
	await redis.stop();
});

const credential = (changes: object = {}) => ({
	host: '127.0.0.1',
	port: redis.port,
	useTls: false,
	username: '',
	password: '',
	database: 0,
	keyPrefix: 'number-lookup:',
	hashingSecret: '0123456789abcdef',
	...changes,
});

function account(changes: object = {}): RedisAccount {
	const read = readRedisAccount(credential(changes));
	if (read.problem !== null) throw new Error(read.problem);
	return read.account;
}

async function openStore(nowMs: () => number, changes: object = {}): Promise<AnswerStore> {
	return await Promise.resolve(RedisStore.open(account(changes), nowMs));
}

const subject: StoreSubject = {
	async openEmpty(nowMs) {
		await client.flushall();
		return await openStore(nowMs);
	},
	openAgain: openStore,
	async contents() {
		const names = await client.keys('*');
		const values = await Promise.all(names.map(async (name) => await client.get(name)));
		return [...names, ...values].join('\n');
	},
};

describeStore('redis', subject);
describeClaims('redis', subject);

describe('answers in Redis', () => {
	const hourMs = 60 * 60 * 1000;
	const kept = answerFor('46708100100', { lookedUpAtMs: 0, expiresAtMs: hourMs });

	beforeEach(async () => await client.flushall());

	it('expire there by themselves, and are not kept when they have expired already', async () => {
		const store = await openStore(() => 0);
		await valueOf(store.keep([kept, answerFor('46708100101', { expiresAtMs: 0 })]));
		const names = await client.keys('*');
		expect(names).toEqual(['number-lookup:answer:46708100100:sinch:me:auto']);
		const leftMs = await client.pttl(names[0] ?? '');
		expect(leftMs).toBeGreaterThan(hourMs - 60_000);
		expect(leftMs).toBeLessThanOrEqual(hourMs);
		await store.close();
	});

	it('are claimed by keys that expire, and that a renewal makes last longer', async () => {
		const store = await openStore(() => 0);
		const lastsMs = async () => await client.pttl('number-lookup:asking:46708100100:sinch:me:auto');
		await valueOf(claimsOf(store).take([kept.key], 'one', 10_000));
		expect(await lastsMs()).toBeGreaterThan(0);
		expect(await lastsMs()).toBeLessThanOrEqual(10_000);
		await valueOf(claimsOf(store).take([kept.key], 'one', 3_600_000));
		expect(await lastsMs()).toBeGreaterThan(10_000);
		await valueOf(store.keep([kept]));
		expect(await client.keys('*asking*')).toEqual([]);
		await store.close();
	});

	it('leave the keys of others alone, also where the prefix looks like a pattern', async () => {
		const [mine, others] = [await openStore(() => 0, { keyPrefix: 'a[b]*:' }), await openStore(() => 0)];
		await client.set('ab:answer:46708100100:sinch', 'another program’s');
		for (const store of [mine, others]) await valueOf(store.keep([kept]));
		expect(await valueOf(mine.forgetNumbers(['46708100100']))).toEqual([1]);
		expect(await valueOf(mine.forgetBefore(1))).toBe(0);
		expect(await valueOf(others.find([kept.key]))).toMatchObject([{ attempts: 2 }]);
		expect(await client.exists('ab:answer:46708100100:sinch')).toBe(1);
		for (const store of [mine, others]) await store.close();
	});

	it('are in the database of the credential', async () => {
		const store = await openStore(() => 0, { database: 3 });
		await valueOf(store.keep([kept]));
		expect(await client.dbsize()).toBe(0);
		expect(await valueOf(store.find([kept.key]))).toMatchObject([{ attempts: 2 }]);
		await store.close();
	});

	it('that nobody can read count as none, and as old', async () => {
		const store = await openStore(() => 0);
		await client.set('number-lookup:answer:46708100100:sinch:me:auto', '{"status":"ok"}');
		expect(await valueOf(store.find([kept.key]))).toEqual([null]);
		expect(await valueOf(store.forgetBefore(1))).toBe(1);
		await store.close();
	});

	it.each(['', 'too short'])(
		'are not hashed with the key %j, and the user is told what to write',
		async (hashingSecret) => {
			const store = await openStore(() => 0, { hashingSecret });
			const { failure } = await store.hashingKey(true);
			expect(failure?.message).toContain(
				'write at least 16 random characters into the Redis credential’s field Hashing Secret',
			);
			await store.close();
		},
	);

	it('are reached over one connection by all executions of a process, which ends with the last of them', async () => {
		const before = await connections();
		const stores = await Promise.all(Array.from({ length: 5 }, async () => await openStore(() => 0)));
		for (const store of stores) await valueOf(store.find([kept.key]));
		expect(await connections()).toBe(before + 1);
		for (const store of stores) {
			await valueOf(store.find([kept.key]));
			await store.close();
			await store.close();
		}
		while ((await connections()) > before) await new Promise(setImmediate);
	});

	async function connections(): Promise<number> {
		return String(await client.client('LIST'))
			.trim()
			.split('\n').length;
	}
});

describe('a Redis that stops in the middle', () => {
	it('makes the store step aside, and says where it is', async () => {
		const other = await startRedis();
		const store = await openStore(() => 0, { port: other.port });
		await valueOf(store.keep([answerFor('46708100100')]));
		await other.stop();
		const { failure } = await store.find([answerFor('46708100100').key]);
		expect(failure?.message).toMatch(new RegExp(`^Redis at 127\\.0\\.0\\.1:${other.port} `));
		await store.close();
	});

	it('serves again after it was away when a run began that still goes on: runs share one connection', async () => {
		const port = await freePort();
		const longRun = await openStore(() => startMs, { port });
		expect((await longRun.find([answerFor('46708100100').key])).failure?.message).toContain('cannot be reached');
		const late = await startRedis([], port);
		const nextRun = await openStore(() => startMs, { port });
		for (const store of [nextRun, longRun]) await valueOf(store.keep([answerFor('46708100100')]));
		expect(await valueOf(nextRun.find([answerFor('46708100100').key]))).toMatchObject([{ attempts: 2 }]);
		for (const store of [nextRun, longRun]) await store.close();
		await late.stop();
	});

	it('does not serve from another database than the credential’s, however often it is asked', async () => {
		const store = await openStore(() => startMs, { database: 99 });
		for (let turn = 0; turn < 3; turn++) {
			expect((await store.keep([answerFor('46708100100')])).failure?.message).toContain('has no database 99');
		}
		await store.close();
	});

	it('serves again when it comes back within a command’s patience', async () => {
		const store = await openStore(() => startMs);
		await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
		await valueOf(store.keep([answerFor('46708100100')]));
		expect(await valueOf(store.find([answerFor('46708100100').key]))).toMatchObject([{ attempts: 2 }]);
		await store.close();
	});
});

describe('the credential’s test', () => {
	let silent: Server;

	beforeAll(async () => {
		silent = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
		await once(silent, 'listening');
	});
	afterAll(() => silent.close());

	const portOf = (server: Server) => Object(server.address()) as { port: number };

	it.each([{}, { username: 'acme', password: 'acme-password' }, { database: 15 }])(
		'is green for %j',
		async (changes) => {
			expect(await probeRedis(credential(changes))).toBeNull();
			expect(await client.keys('*probe*')).toEqual([]);
		},
	);

	describe('for a user with limited rights', () => {
		const limited = { username: 'limited', password: 'limited-password' };

		async function allow(commands: readonly string[]): Promise<void> {
			const rules = commands.map((command) => `+${command.toLowerCase()}`);
			const who = ['reset', 'on', '>limited-password', '~number-lookup:*', '-@all'];
			await client.acl('SETUSER', 'limited', ...who, ...rules);
		}

		it('is green with the commands that it names, which are all that is sent beside INFO', async () => {
			await allow([...neededCommands, 'INFO']);
			await client.acl('LOG', 'RESET');
			await client.script('FLUSH');
			expect(await probeRedis(credential(limited))).toBeNull();
			const store = await openStore(() => startMs, limited);
			await valueOf(store.keep([answerFor('46708100100'), answerFor('46708100101', { expiresAtMs: 0 })]));
			await valueOf(claimsOf(store).take([answerFor('46708100102').key], 'one', 1000));
			await valueOf(claimsOf(store).release([answerFor('46708100102').key], 'one'));
			expect(await valueOf(store.forgetNumbers(['46708100100']))).toEqual([1]);
			expect(await valueOf(store.forgetBefore(startMs))).toBe(0);
			await store.close();
			const limits = await RedisLimits.open(account(limited), {
				nowMs: () => performance.now(),
				sleep,
				shareWithoutRedis: 0,
			});
			const place = await valueOf(
				limits.take('sinch\nme', { concurrency: 2, requestsPerSecond: 5 }, new AbortController().signal),
			);
			place?.release();
			await limits.close();
			expect(await client.keys('*mutex*')).toEqual([]);
			expect(await client.acl('LOG')).toEqual([]);
		});

		it.each(neededCommands)('names what is needed where %s is not allowed', async (missing) => {
			await allow(neededCommands.filter((command) => command !== missing));
			await client.script('FLUSH');
			expect(await probeRedis(credential(limited))).toContain(`the commands ${neededCommands.join(', ')}.`);
		});
	});

	it('advises no eviction where memory is full: it would take the leases of places', () => {
		const sentence = sentenceOf(new Error('OOM command not allowed when used memory > maxmemory.'), account());
		expect(sentence).toContain('Let it evict nothing (maxmemory-policy noeviction)');
	});

	it.each([
		['SELECT', { database: 1 }],
		['UNLINK', {}],
		['PEXPIRE', {}],
	])('names the command %s where it has another name', async (command, changes) => {
		const other = await startRedis(['--rename-command', command, '']);
		const reason = await probeRedis(credential({ port: other.port, ...changes }));
		await other.stop();
		expect(reason).toContain(
			`lacks a command, or calls it otherwise. Use a Redis 4.0 or newer with the commands DEL, EVAL`,
		);
		expect(reason).toMatch(/(unknown command '\w+'|Unknown Redis command called from script)/);
	});

	it.each<[string, object, string]>([
		['a wrong password', { username: 'acme', password: 'wrong' }, 'does not accept this user name and password'],
		['an unknown user', { username: 'nobody', password: 'x' }, 'does not accept this user name and password'],
		[
			'a user without rights',
			{ username: 'stranger', password: 'stranger-password' },
			'Allow it all keys that begin with "number-lookup:"',
		],
		['a database that is not there', { database: 99 }, 'has no database 99'],
		['TLS where there is none', { useTls: true }, 'Use TLS'],
		['an unknown host', { host: 'redis.invalid' }, 'cannot be reached. Check host and port'],
		['an address instead of a host', { host: 'redis://localhost' }, 'field "Host": Write the name or address'],
		['a port out of range', { port: 70_000 }, 'field "Port": Write a port between 1 and 65535.'],
		['a database that is no number', { database: 'x' }, 'field "Database": Write the number'],
	])('names %s', async (_case, changes, sentence) => {
		const reason = await probeRedis(credential(changes));
		expect(reason).toContain(sentence);
		expect(reason).not.toContain('acme-password');
		expect(reason).not.toContain('stranger-password');
	});

	it.each([
		['for another name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
		['of nobody known', 'SELF_SIGNED_CERT_IN_CHAIN'],
	])('names a certificate %s', (_case, code) => {
		expect(sentenceOf({ code }, account())).toContain('is not trusted. Use the host’s name as in the certificate');
	});

	it('names a port where nobody listens', async () => {
		const port = await freePort();
		expect(await probeRedis(credential({ port }))).toBe(
			`Redis at 127.0.0.1:${port} cannot be reached. Check host and port, and that a firewall lets n8n through. (ECONNREFUSED)`,
		);
	});

	it('names a server that hangs up', async () => {
		const { port } = portOf(silent);
		expect(await probeRedis(credential({ port }))).toContain(
			'closed the connection. If it wants TLS, switch Use TLS on.',
		);
	});

	it('names a missing password', async () => {
		const locked = await startRedis(['--requirepass', 'secret-of-all']);
		expect(await probeRedis(credential({ port: locked.port }))).toContain('wants a password');
		expect(await probeRedis(credential({ port: locked.port, password: 'secret-of-all' }))).toBeNull();
		await locked.stop();
	});

	it('names a replica', async () => {
		const replica = await startRedis(['--replicaof', '127.0.0.1', String(redis.port)]);
		expect(await probeRedis(credential({ port: replica.port }))).toContain('is a replica that cannot be written');
		await replica.stop();
	});
});
