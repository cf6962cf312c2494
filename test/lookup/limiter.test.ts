import { AccountLimiter, AccountLimiters, type Permit } from '../../nodes/NumberLookup/lookup/limiter';

/** A clock that stands still until it is moved, and wakes whoever sleeps. */
function handClock() {
	let now = 0;
	const sleepers: Array<{ atMs: number; wake: () => void }> = [];
	return {
		nowMs: () => now,
		sleep: async (durationMs: number, signal: AbortSignal) =>
			await new Promise<void>((resolve) => {
				sleepers.push({ atMs: now + durationMs, wake: resolve });
				signal.addEventListener('abort', () => {
					resolve();
				});
			}),
		async advance(ms: number) {
			now += ms;
			for (const { atMs, wake } of sleepers.splice(0)) {
				if (atMs <= now) wake();
				else sleepers.push({ atMs, wake });
			}
			await settled();
		},
	};
}

const settled = async () => {
	for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

/** Asks for permits and notes those granted. */
function asker(
	limiter: AccountLimiter,
	concurrency: number,
	requestsPerSecond = 0,
	accountRequestsPerSecond: number | undefined = undefined,
) {
	const participant = limiter.join({ concurrency, requestsPerSecond, accountRequestsPerSecond });
	const granted: Permit[] = [];
	let refused = 0;
	return {
		participant,
		granted,
		refusals: () => refused,
		async ask(count: number) {
			for (let each = 0; each < count; each++) {
				void Promise.resolve(participant.acquire()).then((permit) => {
					if (permit === null) refused++;
					else granted.push(permit);
				});
			}
			await settled();
		},
		async release(how: 'answered' | 'throttled' | 'failed', pauseMs = 0) {
			granted.shift()?.release(how, pauseMs);
			await settled();
		},
	};
}

describe('the account limiter', () => {
	it('lets no more requests run at once than the account allows', async () => {
		const one = asker(new AccountLimiter(handClock()), 3);
		await one.ask(5);
		expect(one.granted).toHaveLength(3);
		await one.release('failed');
		expect(one.granted).toHaveLength(3);
	});

	it('counts all executions of the account together', async () => {
		const limiter = new AccountLimiter(handClock());
		const [first, second] = [asker(limiter, 1), asker(limiter, 1)];
		await first.ask(1);
		await second.ask(1);
		expect(second.granted).toHaveLength(0);
		await first.release('answered');
		expect(second.granted).toHaveLength(1);
	});

	it('serves executions in turn, so that one number does not wait behind a long list', async () => {
		const limiter = new AccountLimiter(handClock());
		const [list, contact] = [asker(limiter, 1), asker(limiter, 1)];
		await list.ask(100);
		await contact.ask(1);
		await list.release('answered');
		await list.release('answered');
		expect(contact.granted).toHaveLength(1);
	});

	it('starts at most 10 requests of an execution before the account answers it for the first time', async () => {
		const one = asker(new AccountLimiter(handClock()), 50);
		await one.ask(60);
		expect(one.granted).toHaveLength(10);
		await one.release('failed');
		expect(one.granted).toHaveLength(10);
		await one.release('answered');
		expect(one.granted).toHaveLength(50);
	});

	it('halves when throttled, once for all requests that were under way together', async () => {
		const clock = handClock();
		const one = asker(new AccountLimiter(clock), 8);
		await one.ask(8);
		await clock.advance(10);
		await one.release('throttled');
		await one.release('throttled');
		await one.ask(20);
		for (let left = 6; left > 0; left--) await one.release('failed');
		expect(one.granted).toHaveLength(4);
	});

	it('grows again with answers, and not above the ceiling', async () => {
		const clock = handClock();
		const one = asker(new AccountLimiter(clock), 4);
		await one.ask(4);
		await clock.advance(10);
		await one.release('throttled');
		await one.ask(100);
		for (let round = 0; round < 30; round++) await one.release('answered');
		expect(one.granted).toHaveLength(4);
	});

	it('starts nothing before a Retry-After has passed', async () => {
		const clock = handClock();
		const one = asker(new AccountLimiter(clock), 2);
		await one.ask(1);
		await clock.advance(1);
		await one.release('throttled', 5_000);
		await one.ask(1);
		await clock.advance(4_999);
		expect(one.granted).toHaveLength(0);
		await clock.advance(1);
		expect(one.granted).toHaveLength(1);
	});

	it('tells who has waited for more than a permit whether throttling has forbidden to start meanwhile', async () => {
		const clock = handClock();
		const one = asker(new AccountLimiter(clock), 4);
		await one.ask(4);
		const [, second, third] = one.granted;
		expect(second?.mayStillStart()).toBe(true);
		await one.release('throttled', 5_000);
		expect(second?.mayStillStart()).toBe(false);
		await clock.advance(5_000);
		expect(second?.mayStillStart()).toBe(false);
		second?.release('failed');
		expect(third?.mayStillStart()).toBe(true);
	});

	it('keeps to the requests per second', async () => {
		const clock = handClock();
		const one = asker(new AccountLimiter(clock), 100, 5);
		await one.ask(20);
		for (let tenth = 0; tenth < 10; tenth++) {
			await clock.advance(100);
			await one.release('answered');
		}
		const started = 20 - 10 + one.granted.length - 10;
		expect(one.granted.length).toBeLessThanOrEqual(6);
		expect(started).toBeLessThanOrEqual(6);
	});

	it('does not let a slow execution’s pace hold up others of the account', async () => {
		const clock = handClock();
		const limiter = new AccountLimiter(clock);
		const [slow, other] = [asker(limiter, 10, 0.1), asker(limiter, 10, 5)];
		await slow.ask(2);
		await other.ask(1);
		expect(other.granted).toHaveLength(1);
		await slow.release('answered');
		await other.release('throttled', 1_000);
		await other.ask(1);
		await clock.advance(1_000);
		expect(other.granted).toHaveLength(1);
		expect(slow.granted).toHaveLength(0);
	});

	it('keeps to a pace also from one execution to the next', async () => {
		const clock = handClock();
		const limiter = new AccountLimiter(clock);
		const first = asker(limiter, 10, 1);
		await first.ask(1);
		await first.release('answered');
		first.participant.leave();
		const second = asker(limiter, 10, 1);
		await second.ask(1);
		expect(second.granted).toHaveLength(0);
		await clock.advance(1_000);
		expect(second.granted).toHaveLength(1);
	});

	it('keeps to the account’s requests per second over all executions, whatever each asks for', async () => {
		const clock = handClock();
		const limiter = new AccountLimiter(clock);
		const [slow, quick] = [asker(limiter, 100, 5, 10), asker(limiter, 100, 0, 10)];
		await slow.ask(100);
		await quick.ask(100);
		for (let tenth = 0; tenth < 10; tenth++) await clock.advance(100);
		expect(slow.granted.length + quick.granted.length).toBeLessThanOrEqual(11);
		expect(slow.granted.length).toBeGreaterThan(3);
		expect(slow.granted.length).toBeLessThanOrEqual(6);
	});

	it('ends all waiting when the execution leaves, and still takes back what is under way', async () => {
		const limiter = new AccountLimiter(handClock());
		const [leaving, staying] = [asker(limiter, 1), asker(limiter, 1)];
		await leaving.ask(3);
		await staying.ask(1);
		leaving.participant.leave();
		await settled();
		expect(leaving.refusals()).toBe(2);
		await leaving.release('failed');
		expect(staying.granted).toHaveLength(1);
	});
});

describe('the limiters of a process', () => {
	it('give one limiter to an account, whoever asks', () => {
		const limiters = new AccountLimiters(handClock());
		expect(limiters.of('sinch\nbob')).toBe(limiters.of('sinch\nbob'));
		expect(limiters.of('sinch\nbob')).not.toBe(limiters.of('comcetera\nbob'));
	});
});
