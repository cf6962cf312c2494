/** Limits that workers share where Redis is far away: nothing may depend on how long a command takes. */

import { Redis as RedisClient } from 'ioredis';

import { startRedis, tellsNoUptime, type Redis } from '../../e2e/redis';
import { Places } from '../../nodes/NumberLookup/stores/redis/places';
import { sleep } from '../../nodes/NumberLookup/workflow/surroundings';
import { valueOf } from './contract';
import { slowRedis } from './slowRedis';

const never = new AbortController().signal;
const roundTripsMs = [0, 50, 130, 250, 500, 1000];

let redis: Redis;

beforeAll(async () => (redis = await startRedis(tellsNoUptime)), 120_000);
afterAll(async () => await redis.stop());

/** @returns an account's places as a worker has them that is so far from Redis. */
async function newWorker(roundTripMs: number) {
	const proxy = await slowRedis(redis.port, roundTripMs);
	const client = new RedisClient({ host: '127.0.0.1', port: proxy.port, enableReadyCheck: false });
	const name = `place:of:${expect.getState().currentTestName}:${roundTripMs}`;
	const places = new Places({ client, name, nowMs: () => performance.now(), sleep, sentenceOf: String });
	return {
		messages: () => proxy.requests(),
		take: async (requestsPerSecond = 0) =>
			await valueOf(places.take({ concurrency: 1, requestsPerSecond, shareWithoutRedis: 0 }, never)),
		async end() {
			await places.close();
			client.disconnect();
			proxy.close();
		},
	};
}

/** Two workers with some requests each, which take a moment. @returns what was under way at most, and messages to Redis. */
async function twoWorkers(roundTripMs: number, requestsPerSecond: number, requestsEach: number) {
	let underWay = 0;
	let peak = 0;
	let done = 0;
	let messages = 0;
	const work = async () => {
		const worker = await newWorker(roundTripMs);
		for (let request = 0; request < requestsEach; request++) {
			const place = await worker.take(requestsPerSecond);
			peak = Math.max(peak, ++underWay);
			await sleep(5, never);
			underWay--;
			done++;
			place?.release();
		}
		await worker.end();
		messages += worker.messages();
	};
	await Promise.all([work(), work()]);
	return { peak, done, messages };
}

/** Who waits asks several times; but not more often the longer it takes, so the time is linear in the round trip at most. */
const mostMessages = 60;

describe('two workers with one place', () => {
	it.each([
		[4, 0],
		[2, 10],
	])(
		'have it one after the other, %i requests each at %i starts a second, however long a round trip to Redis takes',
		async (requestsEach, requestsPerSecond) => {
			const outcomes = await Promise.all(
				roundTripsMs.map(async (roundTripMs) => await twoWorkers(roundTripMs, requestsPerSecond, requestsEach)),
			);
			expect(outcomes.map(({ peak, done }) => ({ peak, done }))).toEqual(
				roundTripsMs.map(() => ({ peak: 1, done: 2 * requestsEach })),
			);
			for (const { messages } of outcomes) expect(messages).toBeLessThan(mostMessages);
		},
		120_000,
	);

	it('have it in turns, though one of them has work for ever', async () => {
		await Promise.all(
			roundTripsMs.map(async (roundTripMs) => {
				const [long, short] = [await newWorker(roundTripMs), await newWorker(roundTripMs)];
				const busy = await long.take();
				const waiting = short.take();
				const stop = new AbortController();
				const work = (async () => {
					let place = busy;
					while (!stop.signal.aborted) {
						await sleep(5, never);
						place?.release();
						place = await long.take();
					}
					place?.release();
				})();
				const place = await waiting;
				stop.abort();
				place?.release();
				await work;
				await Promise.all([long.end(), short.end()]);
			}),
		);
	}, 120_000);
});
