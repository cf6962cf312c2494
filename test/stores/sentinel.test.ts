import { Redis as RedisClient } from 'ioredis';

import { freePort } from '../../e2e/freePort';
import { startRedis, startSentinel, type Redis } from '../../e2e/redis';
import { readRedisAccount, type RedisAccount } from '../../nodes/NumberLookup/stores/redis/account';
import { RedisLimits } from '../../nodes/NumberLookup/stores/redis/limits';
import { probeRedis } from '../../nodes/NumberLookup/stores/redis/probe';
import { RedisStore } from '../../nodes/NumberLookup/stores/redis/redis';
import { sleep } from '../../nodes/NumberLookup/workflow/surroundings';
import { closeServers, streamServer } from '../transport/loopback';
import { answerFor, valueOf } from './contract';

const startMs = Date.UTC(2026, 0, 1);
const never = new AbortController().signal;

let started: Redis[] = [];

async function running(starting: Promise<Redis>): Promise<Redis> {
	const redis = await starting;
	started.push(redis);
	return redis;
}

afterEach(async () => {
	closeServers();
	await Promise.all(started.map(async (redis) => await redis.stop()));
	started = [];
});

/** The node is not told how long Redis has been up, and so need not wait; Sentinel has to know. */
const user = ['--user', 'node', 'on', '>node-password', '~*', '&*', '+@all', '-info'];

/** A primary, its replica, and who decides between them. */
async function watchedPair() {
	const primary = await running(startRedis(user));
	const replica = await running(startRedis([...user, '--replicaof', '127.0.0.1', String(primary.port)]));
	const sentinel = await running(
		startSentinel([
			`sentinel monitor lookups 127.0.0.1 ${primary.port} 1`,
			'sentinel down-after-milliseconds lookups 500',
			'sentinel failover-timeout lookups 3000',
			'requirepass sentinel-password',
		]),
	);
	const client = new RedisClient({ host: '127.0.0.1', port: sentinel.port, password: 'sentinel-password' });
	// Before it knows the replica, it has nobody to put in the primary's place.
	const knowsReplica = async () => String(await client.call('SENTINEL', 'REPLICAS', 'lookups')) !== '';
	while (!(await knowsReplica())) await sleep(100, never);
	client.disconnect();
	return { primary, replica, sentinel };
}

const credential = (sentinels: string, changes: object = {}) => ({
	connectTo: 'sentinel',
	sentinels,
	masterName: 'lookups',
	sentinelPassword: 'sentinel-password',
	username: 'node',
	password: 'node-password',
	...changes,
});

function account(data: object): RedisAccount {
	const read = readRedisAccount(data);
	if (read.problem !== null) throw new Error(read.problem);
	return read.account;
}

const kept = answerFor('46708100100');

describe('Redis behind Sentinel', () => {
	it('is found by any Sentinel that answers', async () => {
		const { sentinel, primary } = await watchedPair();
		const data = credential(`127.0.0.1:${await freePort()}, 127.0.0.1:${sentinel.port}`);
		expect(await probeRedis(data)).toBeNull();
		const store = RedisStore.open(account(data), () => startMs);
		await valueOf(store.keep([kept]));
		await store.close();
		const client = new RedisClient({ host: '127.0.0.1', port: primary.port });
		expect(await client.keys('number-lookup:answer:*')).toHaveLength(1);
		client.disconnect();
	}, 60_000);

	it.each<[string, (primary: Redis) => unknown]>([
		['dies', async (primary) => await primary.stop()],
		['freezes, so that its connections stay', (primary) => primary.freeze()],
	])(
		'serves answers and places again when the primary %s',
		async (_how, fail) => {
			const { sentinel, primary } = await watchedPair();
			started = started.filter((each) => each !== primary);
			const data = account(credential(`127.0.0.1:${sentinel.port}`));
			const store = RedisStore.open(data, () => startMs);
			const limits = await RedisLimits.open(data, { nowMs: () => performance.now(), sleep, shareWithoutRedis: 0 });
			const take = async () => await limits.take('sinch\nme', { concurrency: 1, requestsPerSecond: 0 }, never);
			await valueOf(store.keep([kept]));
			(await valueOf(take()))?.release();
			await fail(primary);
			while ((await store.keep([kept])).failure !== null) await sleep(100, never);
			expect(await valueOf(store.find([kept.key]))).toMatchObject([{ attempts: 2 }]);
			let place = await take();
			while (place.failure !== null) place = await take();
			place.value?.release();
			await limits.close();
			await store.close();
			if (_how !== 'dies') await primary.stop();
		},
		60_000,
	);

	it('serves again when the primary was made a replica, though it kept the connection', async () => {
		const [first, second] = [await running(startRedis()), await running(startRedis())];
		let primary = first;
		const sentinel = await streamServer((socket) =>
			socket.on('data', (sent) => {
				const port = String(primary.port);
				// The client sends what it is, too.
				const commands = sent.toString().match(/^\*\d/gm) ?? [];
				socket.write(`*2\r\n$9\r\n127.0.0.1\r\n$${port.length}\r\n${port}\r\n`.repeat(commands.length));
			}),
		);
		const changes = { sentinelPassword: '', username: '', password: '' };
		const store = RedisStore.open(account(credential(`127.0.0.1:${sentinel.port}`, changes)), () => startMs);
		await valueOf(store.keep([kept]));
		const client = new RedisClient({ host: '127.0.0.1', port: first.port });
		await client.replicaof('127.0.0.1', String(second.port));
		client.disconnect();
		primary = second;
		expect((await store.keep([kept])).failure?.message).toContain('A failover may be under way');
		await valueOf(store.keep([kept]));
		await store.close();
	});

	it.each<[string, object, string]>([
		['a name that Sentinel does not know', { masterName: 'others' }, 'Nobody knows "others" of the Sentinel at'],
		[
			'a wrong password of Sentinel’s',
			{ sentinelPassword: 'wrong' },
			'the fields Sentinel Username and Sentinel Password',
		],
		['none', { sentinelPassword: '' }, 'the fields Sentinel Username and Sentinel Password'],
	])(
		'is told apart from %s',
		async (_case, changes, sentence) => {
			const { sentinel } = await watchedPair();
			const reason = await probeRedis(credential(`127.0.0.1:${sentinel.port}`, changes));
			expect(reason).toContain(sentence);
			expect(reason).not.toContain('sentinel-password');
		},
		60_000,
	);

	it('is told to be out of reach where no Sentinel answers, and where one says nothing', async () => {
		expect(await probeRedis(credential(`127.0.0.1:${await freePort()}`))).toContain(
			'No Sentinel can be asked where Redis is',
		);
		const { port } = await streamServer(() => undefined);
		expect(await probeRedis(credential(`127.0.0.1:${port}`))).toContain('No Sentinel can be asked where Redis is');
	});

	it.each(['', 'redis://sentinel-1', 'sentinel-1:x', 'sentinel-1:70000'])('is not looked for at %j', (sentinels) => {
		expect(readRedisAccount(credential(sentinels)).problem).toContain('field "Sentinels": Write host:port of each');
	});

	it('is looked for at several places, at the usual port where none is written', () => {
		expect(account(credential('sentinel-1, [::1]:5000 10.0.0.1:26380')).at).toMatchObject({
			endpoints: [
				{ host: 'sentinel-1', port: 26379 },
				{ host: '::1', port: 5000 },
				{ host: '10.0.0.1', port: 26380 },
			],
		});
	});
});

describe('a Redis that does not serve at the moment', () => {
	const storeAt = (port: number) => RedisStore.open(account({ host: '127.0.0.1', port }), () => startMs);

	it('while it loads its data is waited for: who asked at once is served then', async () => {
		let isLoading = true;
		const { port } = await streamServer((socket) =>
			socket.on('data', (sent) => {
				if (isLoading) socket.write('-LOADING Redis is loading the dataset in memory\r\n');
				else socket.write(/mget/i.test(sent.toString()) ? '*1\r\n$-1\r\n' : '+PONG\r\n');
			}),
		);
		const store = storeAt(port);
		expect((await store.find([kept.key])).failure?.message).toContain('cannot serve at the moment; try again later.');
		isLoading = false;
		expect(await valueOf(store.find([kept.key]))).toEqual([null]);
		await store.close();
	});

	it('because it is a replica without its primary says so', async () => {
		const replica = await running(
			startRedis(['--replicaof', '127.0.0.1', String(await freePort()), '--replica-serve-stale-data', 'no']),
		);
		const store = storeAt(replica.port);
		expect((await store.find([kept.key])).failure?.message).toMatch(/cannot serve at the moment.*MASTERDOWN/);
		await store.close();
	});

	it('because it belongs to a cluster says that, and what to do', async () => {
		const cluster = await running(startRedis(['--cluster-enabled', 'yes']));
		expect(await probeRedis({ host: '127.0.0.1', port: cluster.port })).toContain(
			'is part of a cluster, which the node cannot use',
		);
		expect(await probeRedis({ host: '127.0.0.1', port: cluster.port, database: 3 })).toContain(
			'is part of a cluster, which the node cannot use',
		);
	});
});
