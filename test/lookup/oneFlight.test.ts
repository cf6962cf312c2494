import type { ReuseRules } from '../../nodes/NumberLookup/lookup/answerAge';
import { Flights } from '../../nodes/NumberLookup/lookup/flights';
import { AccountLimiters } from '../../nodes/NumberLookup/lookup/limiter';
import { lookUp } from '../../nodes/NumberLookup/lookup/lookUp';
import type { LookupOptions } from '../../nodes/NumberLookup/lookup/options';
import { type LookupReport, statusOf } from '../../nodes/NumberLookup/lookup/outcome';
import { Reuse } from '../../nodes/NumberLookup/lookup/reuse';
import type { Account } from '../../nodes/NumberLookup/providers/provider';
import { MemoryStore } from '../../nodes/NumberLookup/stores/memory';
import { type AnswerClaims, type AnswerStore, done, failed } from '../../nodes/NumberLookup/stores/store';
import type { Ending } from '../../nodes/NumberLookup/transport/wire';
import { sleep } from '../../nodes/NumberLookup/workflow/surroundings';
import { numbers, plainOptions, scripted, surroundings, type Asked, type Turn } from './scriptedProvider';

const nowMs = () => Date.now();
const dayMs = 24 * 60 * 60 * 1000;
const stopped: Ending = { kind: 'stopped', code: '', sent: 1 };

/** A store that many processes use, each by its own object. */
class SharedStore extends MemoryStore {
	readonly held = new Map<string, string>();
	isAway = false;

	ofProcess(): AnswerStore {
		const claims: AnswerClaims = {
			take: async (keys, claimant) => {
				if (this.isAway) return failed('It is away.');
				const found = (await this.find(keys)).value;
				return done(
					keys.map(({ number }, index) => {
						const isMine = (this.held.get(number) ?? claimant) === claimant;
						if (isMine) this.held.set(number, claimant);
						return { stored: found?.[index] ?? null, isMine };
					}),
				);
			},
			release: async (keys, claimant) => {
				for (const { number } of keys) if (this.held.get(number) === claimant) this.held.delete(number);
				return await Promise.resolve(done(null));
			},
		};
		const keep: AnswerStore['keep'] = async (answers) => {
			for (const { key } of answers) this.held.delete(key.number);
			return await this.keep(answers);
		};
		return {
			claims,
			keep,
			notices: [],
			find: async (keys) => await this.find(keys),
			forgetNumbers: async (forgotten) => await this.forgetNumbers(forgotten),
			forgetBefore: async (timeMs) => await this.forgetBefore(timeMs),
			hashingKey: async () => await this.hashingKey(),
			close: async () => await this.close(),
		};
	}
}

interface Wishes {
	count?: number;
	which?: readonly number[];
	options?: Partial<LookupOptions>;
	rules?: Partial<ReuseRules>;
	flights?: Flights;
	store?: AnswerStore;
}

/** Executions at one provider, whose every request stays under way until the test lets it be answered. */
function bench(script: (asked: Asked, turn: number) => Turn, changes: Partial<Account> = {}) {
	const provider = scripted(script, { concurrency: 10, timeoutMs: 60_000, ...changes });
	const shared = { flights: new Flights(), store: new MemoryStore(nowMs) };
	const limiters = new AccountLimiters({ nowMs: () => performance.now(), sleep });
	const underWay: Array<() => void> = [];
	const start = ({ count = 1, which, options, rules, ...own }: Wishes = {}) => {
		const { flights, store } = { ...shared, ...own };
		const stop = new AbortController();
		const all = { maxAgeMs: 30 * dayMs, unavailableMaxAgeMs: dayMs, finds: true, ...rules };
		const reuse = new Reuse(store, all, nowMs, async () => await Promise.resolve(), flights);
		const { world } = surroundings([provider], {
			reuse,
			limiters,
			sleep,
			nowMs,
			signal: stop.signal,
			delays: () => () => 0,
			async carry(_request, reader) {
				const ending = provider.nextEnding() ?? stopped;
				const isStopped = new Promise<Ending>((resolve) =>
					stop.signal.addEventListener('abort', () => {
						Object.assign(reader, { end: () => ({ answers: new Map(), problem: null }) });
						resolve(stopped);
					}),
				);
				const answered = new Promise<Ending>((resolve) => underWay.push(() => resolve(ending)));
				return await Promise.race([answered, isStopped]);
			},
		});
		const wanted =
			which === undefined ? numbers(count) : numbers(Math.max(...which)).filter((_, at) => which.includes(at + 1));
		if (which !== undefined)
			wanted.sort((one, other) => which.indexOf(Number(one.msisdn)) - which.indexOf(Number(other.msisdn)));
		const report = lookUp(wanted, [provider.stage], { ...plainOptions, ...options }, world);
		return { report, reuse, stop: () => stop.abort() };
	};
	const answer = async (count = underWay.length) => {
		for (const answerIt of underWay.splice(0, count)) answerIt();
		await settled();
	};
	return {
		start,
		asked: () => provider.asked.map(({ msisdns }) => msisdns.join()),
		/** Lets requests that are under way be answered. */
		answer,
		/** Answers whatever is asked until all executions have ended. */
		answerAll: async <Value>(ended: Promise<Value>): Promise<Value> => {
			const running = new Set([ended]);
			void ended.finally(() => running.clear());
			while (running.size > 0) {
				await answer();
				await new Promise(setImmediate);
			}
			return await ended;
		},
	};
}

async function settled(): Promise<void> {
	for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
}

const allOk = ({ msisdns }: Asked): Turn => ({ answers: Object.fromEntries(msisdns.map((each) => [each, 'ok'])) });

function statuses({ outcomes }: LookupReport): string[] {
	return outcomes.map(({ finding }) => (finding === null ? '' : statusOf(finding)));
}

function cached({ outcomes }: LookupReport): boolean[] {
	return outcomes.map(({ finding }) => finding?.kind === 'answered' && finding.cached);
}

describe('a number that another execution of this process is asking', () => {
	it('waits for that answer, which counts as reused, without the provider’s own words', async () => {
		const { start, asked, answer } = bench(allOk);
		const first = start();
		await settled();
		const second = start();
		await settled();
		expect(asked()).toEqual(['1']);
		await answer();
		const [mine, theirs] = [await first.report, await second.report];
		expect(asked()).toEqual(['1']);
		expect([mine.totals.paid, mine.totals.stored, theirs.totals.paid, theirs.totals.stored]).toEqual([1, 0, 0, 1]);
		expect([cached(mine), cached(theirs)]).toEqual([[false], [true]]);
		expect(theirs.outcomes[0]).toMatchObject({ attempts: 1, askedHere: false, finding: { answer: { raw: '' } } });
	});

	it('takes no place of the account’s limit: other numbers are asked meanwhile', async () => {
		const { start, asked, answer, answerAll } = bench(allOk, { concurrency: 2 });
		const first = start();
		await settled();
		const second = start({ count: 4, options: { maxConcurrency: 1 } });
		await settled();
		expect(asked()).toEqual(['1']);
		await answer(0);
		const third = start({ which: [1, 9] });
		await settled();
		expect(asked()).toEqual(['1', '9']);
		await answerAll(Promise.all([first.report, second.report, third.report]));
		expect(asked().sort()).toEqual(['1', '2', '3', '4', '9']);
	});

	it('is not waited for in a circle', async () => {
		const { start, asked, answerAll } = bench(allOk);
		const executions = [
			start({ which: [1, 2, 3], options: { maxConcurrency: 1 } }),
			start({ which: [3, 2, 1], options: { maxConcurrency: 1 } }),
			start({ which: [2, 3, 1], options: { maxConcurrency: 1 } }),
		];
		await answerAll(Promise.all(executions.map(async ({ report }) => await report)));
		expect(asked().sort()).toEqual(['1', '2', '3']);
	});

	it.each([1, 3])(
		'with batches of %i: what is queued behind another’s list is not asked when that has paid for it',
		async (batch) => {
			const { start, asked, answerAll } = bench(allOk, {
				concurrency: 1,
				hardConcurrency: true,
				numbersPerRequest: batch,
			});
			const executions = [start({ count: 6 }), start({ count: 6 }), start({ which: [5, 6, 7] })];
			const reports = await answerAll(Promise.all(executions.map(async ({ report }) => await report)));
			const all = asked().flatMap((msisdns) => msisdns.split(','));
			expect(all.sort()).toEqual(['1', '2', '3', '4', '5', '6', '7']);
			expect(reports.map(statuses).flat()).toEqual(Array(15).fill('ok'));
		},
	);

	it('is left by whoever is stopped; who asks goes on', async () => {
		const { start, asked, answer } = bench(allOk);
		const first = start();
		await settled();
		const second = start();
		await settled();
		second.stop();
		expect(statuses(await second.report)).toEqual(['not_looked_up']);
		await answer();
		expect(statuses(await first.report)).toEqual(['ok']);
		expect(asked()).toEqual(['1']);
	});

	it('is asked by who waits when the asker is stopped', async () => {
		const { start, asked, answerAll } = bench(allOk);
		const first = start();
		await settled();
		const others = [start(), start()];
		await settled();
		first.stop();
		expect(statuses(await first.report)).toEqual(['not_looked_up']);
		await settled();
		expect(asked()).toEqual(['1', '1']);
		const reports = await answerAll(Promise.all(others.map(async ({ report }) => await report)));
		expect(reports.map(cached).flat().sort()).toEqual([false, true]);
		expect(asked()).toEqual(['1', '1']);
	});

	it('is asked by who waits when the asker’s account fails', async () => {
		const refusal: Turn = {
			problem: { kind: 'account', failure: { cause: 'refused', code: '401', message: 'No.' } },
		};
		const { start, asked, answerAll } = bench((each, turn) => (turn === 0 ? refusal : allOk(each)));
		const first = start();
		await settled();
		const second = start();
		const [mine, theirs] = await answerAll(Promise.all([first.report, second.report]));
		expect([statuses(mine), statuses(theirs)]).toEqual([['not_looked_up'], ['ok']]);
		expect(asked()).toEqual(['1', '1']);
	});

	it('is asked by one after the other where nobody gets an answer', async () => {
		let underWay = 0;
		const { start, asked, answerAll } = bench(() => ({
			problem: silence(),
			kind: 'timeout',
			code: String(++underWay),
		}));
		const executions = Array.from({ length: 3 }, () => start({ options: { maxRetries: 1 } }));
		await settled();
		expect(asked()).toHaveLength(1);
		const reports = await answerAll(Promise.all(executions.map(async ({ report }) => await report)));
		expect(reports.map(statuses)).toEqual([['no_response'], ['no_response'], ['no_response']]);
		expect(asked()).toHaveLength(6);
	});

	it('is waited for no longer than a request of one’s own would last', async () => {
		const { start, asked, answer } = bench(allOk);
		const first = start();
		await settled();
		const second = start({ options: { timeoutMs: 20 } });
		const report = await second.report;
		expect(statuses(report)).toEqual(['no_response']);
		expect(report.outcomes[0]?.finding).toMatchObject({ cause: 'request', message: expect.stringContaining('Other') });
		await answer();
		await first.report;
		expect(asked()).toEqual(['1']);
	});

	it.each<[string, Turn, number]>([
		['is paid for, is shared with those who waited', { answers: { 1: 'no_information' } }, 1],
		['costs nothing, is not: each asks', { answers: { 1: 'not_permitted' } }, 3],
	])('but whose answer tells nothing: one that %s', async (_what, turn, requests) => {
		const { start, asked, answer, answerAll } = bench(() => turn);
		const executions = [start()];
		await settled();
		executions.push(start(), start());
		await settled();
		await answer();
		await answerAll(Promise.all(executions.map(async ({ report }) => await report)));
		expect(asked()).toHaveLength(requests);
		// Later executions ask: nothing was kept.
		const later = start();
		await answerAll(later.report);
		expect(asked()).toHaveLength(requests + 1);
	});

	it.each<[string, Partial<ReuseRules>]>([
		['wants fresh answers', { finds: false }],
		['lets no answer be old', { maxAgeMs: 0 }],
	])('is asked again by an execution that %s', async (_what, rules) => {
		const { start, asked, answerAll } = bench(allOk);
		const executions = [start(), start({ rules })];
		await settled();
		expect(asked()).toEqual(['1', '1']);
		await answerAll(Promise.all(executions.map(async ({ report }) => await report)));
	});

	it('is asked again, when its turn has come, by who would not reuse that answer', async () => {
		const { start, asked, answer, answerAll } = bench(() => ({ answers: { 1: 'absent_subscriber' } }));
		const first = start();
		await settled();
		const second = start({ rules: { unavailableMaxAgeMs: 0 } });
		await settled();
		expect(asked()).toEqual(['1']);
		await answer();
		await answerAll(Promise.all([first.report, second.report]));
		expect(asked()).toEqual(['1', '1']);
	});

	it('costs nothing of Max Lookups, and what it was held back for is asked', async () => {
		const { start, asked, answerAll } = bench(allOk);
		const first = start({ count: 3 });
		await settled();
		const second = start({ count: 7, options: { maxLookups: 3 } });
		const [, report] = await answerAll(Promise.all([first.report, second.report]));
		expect(statuses(report)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'not_looked_up']);
		expect(asked().sort()).toEqual(['1', '2', '3', '4', '5', '6']);
	});

	it('leaves nothing behind', async () => {
		const flights = new Flights();
		const { start, answerAll } = bench(allOk);
		const executions = [start({ count: 5, flights }), start({ count: 5, flights })];
		await settled();
		executions[0]?.stop();
		await answerAll(Promise.all(executions.map(async ({ report }) => await report)));
		expect(flights).toEqual(new Flights());
	});
});

describe('a number that another process is asking', () => {
	/** Two processes: what is in memory is each one's own. */
	const processes = (store: SharedStore) =>
		[0, 1].map((): Wishes => ({ flights: new Flights(), store: store.ofProcess() }));

	it('waits for the answer in the store, and so does who waits behind it', async () => {
		const [one, other] = processes(new SharedStore(nowMs));
		const { start, asked, answerAll } = bench(allOk);
		const first = start({ ...one, count: 2 });
		await settled();
		const others = [start({ ...other, count: 3 }), start({ ...other, count: 3 })];
		await settled();
		expect(asked().sort()).toEqual(['1', '2', '3']);
		const reports = await answerAll(Promise.all([first, ...others].map(async ({ report }) => await report)));
		expect(reports.map(statuses).flat()).toEqual(Array(8).fill('ok'));
		expect(asked().sort()).toEqual(['1', '2', '3']);
	});

	it('is asked when the asker has given it up, and its claims are gone in the end', async () => {
		const store = new SharedStore(nowMs);
		const [one, other] = processes(store);
		const { start, asked, answerAll } = bench(allOk);
		const first = start(one);
		await settled();
		const second = start(other);
		await settled();
		expect(asked()).toEqual(['1']);
		first.stop();
		await first.report;
		const report = await answerAll(second.report);
		expect(cached(report)).toEqual([false]);
		expect(store.held.size).toBe(0);
	});

	it('is asked at once where the store fails meanwhile', async () => {
		const store = new SharedStore(nowMs);
		const [one, other] = processes(store);
		const { start, answerAll } = bench(allOk);
		const first = start(one);
		await settled();
		const second = start(other);
		await settled();
		store.isAway = true;
		const reports = await answerAll(Promise.all([first.report, second.report]));
		expect(reports.map(statuses)).toEqual([['ok'], ['ok']]);
		expect(second.reuse.trouble).toMatchObject({ failure: { message: 'It is away.' }, notSearched: 0 });
	});
});

function silence() {
	return {
		kind: 'failed',
		status: 'no_response',
		code: 'timeout',
		message: 'Nothing came.',
		mayPass: true,
		uncertain: true,
	} as const;
}
