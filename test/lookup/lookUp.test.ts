import { KeptAnswers } from '../../nodes/NumberLookup/lookup/keptAnswers';
import { AccountLimiters } from '../../nodes/NumberLookup/lookup/limiter';
import { lookUp } from '../../nodes/NumberLookup/lookup/lookUp';
import type { LookupOptions, Stage, Surroundings } from '../../nodes/NumberLookup/lookup/options';
import { statusOf } from '../../nodes/NumberLookup/lookup/outcome';
import type { AccountFailure, Problem } from '../../nodes/NumberLookup/providers/provider';
import type { Status } from '../../nodes/NumberLookup/reference/statuses';
import type { SharedLimits } from '../../nodes/NumberLookup/stores/sharedLimits';
import { done } from '../../nodes/NumberLookup/stores/store';
import { type Asked, numbers, plainOptions, scripted, surroundings, type Turn } from './scriptedProvider';

const everyOne =
	(status: Status) =>
	({ msisdns }: Asked): Turn => ({ answers: Object.fromEntries(msisdns.map((msisdn) => [msisdn, status])) });

const noCredit: AccountFailure = { cause: 'no_credit', code: 'FAIL', message: 'Buy credit.' };
const serverFailure: Problem = {
	kind: 'failed',
	status: 'provider_error',
	code: 'HTTP 500',
	message: '',
	mayPass: true,
	uncertain: false,
};
const throttled: Problem = { kind: 'throttled', code: 'HTTP 429', retryAfterMs: 4_000 };
const lost: Turn = { kind: 'lost', code: 'ECONNRESET' };

async function run(
	count: number,
	providers: ReadonlyArray<ReturnType<typeof scripted>>,
	options: Partial<LookupOptions> = {},
	changes: Partial<Surroundings> = {},
) {
	const { world, slept } = surroundings(providers, changes);
	const stages: Stage[] = providers.map(({ stage }) => stage);
	const report = await lookUp(numbers(count), stages, { ...plainOptions, ...options }, world);
	const statuses = report.outcomes.map(({ finding }) => (finding === null ? 'nothing' : statusOf(finding)));
	return { report, statuses, slept, attempts: report.outcomes.map(({ attempts }) => attempts) };
}

describe('requests', () => {
	it('hold as many numbers as the provider takes', async () => {
		const provider = scripted(everyOne('ok'), { numbersPerRequest: 4 });
		await run(10, [provider]);
		expect(provider.asked.map(({ msisdns }) => msisdns.length)).toEqual([4, 4, 2]);
	});

	it.each([
		[0, [4, 4, 2]],
		[3, [3, 3, 3, 1]],
		[1_000_000, [4, 4, 2]],
	])('never hold more than the provider takes with a batch size of %i', async (batchSize, sizes) => {
		const provider = scripted(everyOne('ok'), { numbersPerRequest: 4 });
		await run(10, [provider], { batchSize });
		expect(provider.asked.map(({ msisdns }) => msisdns.length)).toEqual(sizes);
	});

	it('are halved when refused as too long, and stay so', async () => {
		const script = (asked: Asked): Turn =>
			asked.msisdns.length > 3
				? { problem: { kind: 'tooLong', code: 'FAIL Request too long' } }
				: everyOne('ok')(asked);
		const provider = scripted(script, { numbersPerRequest: 8 });
		const { statuses } = await run(16, [provider]);
		expect(provider.asked.map(({ msisdns }) => msisdns.length)).toEqual([8, 4, 2, 2, 2, 2, 2, 2, 2, 2]);
		expect(statuses).toEqual(Array(16).fill('ok'));
	});

	it('are given up when even one number is refused as too long', async () => {
		const provider = scripted(() => ({ problem: { kind: 'tooLong', code: 'FAIL' } }), { numbersPerRequest: 2 });
		expect((await run(2, [provider])).statuses).toEqual(['provider_error', 'provider_error']);
	});
});

describe('asking again', () => {
	it('asks only for the numbers that a cut-off batch left out', async () => {
		const script = (asked: Asked, turn: number): Turn =>
			turn === 0 ? { ...lost, answers: { 1: 'ok' } } : everyOne('ok')(asked);
		const provider = scripted(script, { numbersPerRequest: 3 });
		const { statuses, attempts } = await run(3, [provider]);
		expect(provider.asked.map(({ msisdns }) => msisdns)).toEqual([
			['1', '2', '3'],
			['2', '3'],
		]);
		expect(statuses).toEqual(['ok', 'ok', 'ok']);
		expect(attempts).toEqual([1, 2, 2]);
	});

	it.each([0, 1, 3])('stops after %i retries', async (maxRetries) => {
		const provider = scripted(() => ({ problem: serverFailure }));
		const { statuses, slept } = await run(1, [provider], { maxRetries });
		expect(provider.asked).toHaveLength(maxRetries + 1);
		expect(slept).toHaveLength(maxRetries);
		expect(statuses).toEqual(['provider_error']);
	});

	it('counts what was perhaps billed twice when an answer was lost', async () => {
		const provider = scripted((asked, turn) => (turn === 0 ? lost : everyOne('ok')(asked)));
		const { report } = await run(1, [provider]);
		expect(report.totals).toMatchObject({ paid: 1, perhapsBilledTwice: 1, requests: 2 });
	});

	it('counts no try that reached nobody', async () => {
		const turns: Turn[] = [lost, { kind: 'unreachable', code: 'ECONNREFUSED', sent: 0 }];
		const provider = scripted((asked, turn) => turns[turn] ?? everyOne('ok')(asked));
		const { report } = await run(1, [provider]);
		expect(report.totals).toMatchObject({ paid: 1, perhapsBilledTwice: 1, requests: 2 });
	});

	it('never asks again after a lost answer with retryUncertain off', async () => {
		const provider = scripted(() => lost);
		const { statuses, report } = await run(1, [provider], { retryUncertain: false });
		expect(provider.asked).toHaveLength(1);
		expect(statuses).toEqual(['no_response']);
		expect(report.totals.perhapsBilledTwice).toBe(0);
	});

	it('waits as long as Retry-After says', async () => {
		const problem: Problem = { kind: 'throttled', code: 'HTTP 429', retryAfterMs: 7_000 };
		const provider = scripted((asked, turn) => (turn === 0 ? { problem } : everyOne('ok')(asked)));
		expect((await run(1, [provider])).slept).toContain(7_000);
	});

	it('does not ask again for what cannot pass', async () => {
		const provider = scripted(() => ({ problem: { ...serverFailure, mayPass: false } }));
		await run(1, [provider]);
		expect(provider.asked).toHaveLength(1);
	});
});

describe('hosts', () => {
	const hosts: [string, string] = ['primary:1', 'backup:1'];
	const refused: Turn = { kind: 'unreachable', code: 'ECONNREFUSED', sent: 0 };

	it('are changed at once when no connection can be had, and the working one is kept', async () => {
		const provider = scripted((asked) => (asked.host === 'primary:1' ? refused : everyOne('ok')(asked)), { hosts });
		const { statuses, attempts } = await run(3, [provider], { maxRetries: 0 });
		expect(provider.asked.map(({ host }) => host)).toEqual(['primary:1', 'backup:1', 'backup:1', 'backup:1']);
		expect(statuses).toEqual(['ok', 'ok', 'ok']);
		expect(attempts).toEqual([1, 1, 1]);
	});

	it('alternate for the next try when a connection broke', async () => {
		const provider = scripted((asked, turn) => (turn < 2 ? lost : everyOne('ok')(asked)), { hosts });
		await run(1, [provider]);
		expect(provider.asked.map(({ host }) => host)).toEqual(['primary:1', 'backup:1', 'primary:1']);
	});

	it('fail the account when all refuse', async () => {
		const provider = scripted(() => refused, { hosts });
		const { report, statuses } = await run(5, [provider], { maxRetries: 1 });
		expect(provider.asked).toHaveLength(4);
		expect(report.stageFailures[0]?.failure).toMatchObject({ cause: 'unreachable', code: 'ECONNREFUSED' });
		expect(statuses).toEqual(Array(5).fill('not_looked_up'));
	});

	it('fail the account when ten requests in a row got no answer and none ever was', async () => {
		const provider = scripted(() => ({ kind: 'timeout', code: 'timeout' }));
		const { report } = await run(50, [provider], { maxRetries: 0 });
		expect(provider.asked).toHaveLength(10);
		expect(report.stageFailures[0]?.failure.cause).toBe('unreachable');
	});

	it('are asked in turn where the first one loses all that are under way, before the account is given up', async () => {
		const provider = scripted((asked) => (asked.host === 'primary:1' ? lost : everyOne('ok')(asked)), {
			hosts,
			concurrency: 10,
		});
		const { report, statuses } = await run(30, [provider]);
		expect(report.stageFailures).toEqual([]);
		expect(statuses).toEqual(Array(30).fill('ok'));
		expect(provider.asked.filter(({ host }) => host === 'primary:1')).toHaveLength(10);
		expect(report.totals).toMatchObject({ paid: 30, perhapsBilledTwice: 10 });
	});

	it('are asked in turn without asking again where an answer may be lost', async () => {
		const provider = scripted((asked) => (asked.host === 'primary:1' ? lost : everyOne('ok')(asked)), {
			hosts,
			concurrency: 10,
		});
		const { statuses } = await run(30, [provider], { retryUncertain: false });
		expect(statuses.filter((status) => status === 'no_response')).toHaveLength(10);
		expect(statuses.filter((status) => status === 'ok')).toHaveLength(20);
	});

	it('fail the account when each was silent ten times, and a silent one is not gone back to meanwhile', async () => {
		const provider = scripted(() => lost, { hosts, concurrency: 10 });
		const { report } = await run(50, [provider]);
		const askedAt = (name: string) => provider.asked.filter(({ host }) => host === name).length;
		expect([askedAt('primary:1'), askedAt('backup:1')]).toEqual([10, 10]);
		expect(report.stageFailures[0]?.failure.message).toContain(
			'10 requests in a row to primary:1 and to backup:1 got no answer.',
		);
	});

	it('fail the account when one is silent and the other refuses', async () => {
		const provider = scripted((asked) => (asked.host === 'primary:1' ? lost : refused), { hosts, concurrency: 10 });
		const { report } = await run(50, [provider]);
		expect(provider.asked.filter(({ host }) => host === 'primary:1').length).toBeLessThanOrEqual(20);
		expect(report.stageFailures[0]?.failure.message).toContain(
			'10 requests in a row to primary:1 got no answer, and backup:1 took no connection.',
		);
	});

	it('do not fail the account that answered once', async () => {
		const provider = scripted((asked, turn) => (turn === 0 ? everyOne('ok')(asked) : lost));
		const { report } = await run(30, [provider], { maxRetries: 0 });
		expect(provider.asked).toHaveLength(30);
		expect(report.stageFailures).toEqual([]);
	});
});

describe('an account failure', () => {
	it('ends asking at once and keeps what was answered', async () => {
		const script = (asked: Asked, turn: number): Turn =>
			turn < 2 ? everyOne('ok')(asked) : { problem: { kind: 'account', failure: noCredit } };
		const provider = scripted(script);
		const { report, statuses } = await run(5, [provider]);
		expect(provider.asked).toHaveLength(3);
		expect(statuses).toEqual(['ok', 'ok', 'not_looked_up', 'not_looked_up', 'not_looked_up']);
		expect(report.stageFailures).toEqual([{ stage: 0, failure: noCredit }]);
	});

	it('hands the rest to the chain’s next provider', async () => {
		const first = scripted((asked, turn) =>
			turn === 0 ? everyOne('ok')(asked) : { problem: { kind: 'account', failure: noCredit } },
		);
		const second = scripted(everyOne('absent_subscriber'), { provider: 'second' });
		const { statuses } = await run(3, [first, second]);
		expect(statuses).toEqual(['ok', 'absent_subscriber', 'absent_subscriber']);
		expect(second.asked.map(({ msisdns }) => msisdns)).toEqual([['2'], ['3']]);
	});
});

describe('an access token', () => {
	it('is renewed once when refused, without using up a retry', async () => {
		const provider = scripted(
			(asked) =>
				asked.token === 'first token'
					? { problem: { kind: 'tokenRefused', code: 'HTTP 401', message: '' } }
					: everyOne('ok')(asked),
			{ usesToken: true },
		);
		expect((await run(1, [provider], { maxRetries: 0 })).statuses).toEqual(['ok']);
	});

	it('may be refused twice in a row where the account was accepted before', async () => {
		const refused: Turn = { problem: { kind: 'tokenRefused', code: 'HTTP 401', message: '' } };
		const provider = scripted((asked, turn) => (turn === 1 || turn === 2 ? refused : everyOne('ok')(asked)), {
			usesToken: true,
		});
		expect((await run(2, [provider])).statuses).toEqual(['ok', 'ok']);
	});

	it('fails the account when the new one is refused, too', async () => {
		const provider = scripted(() => ({ problem: { kind: 'tokenRefused', code: 'HTTP 401', message: '' } }), {
			usesToken: true,
		});
		const { report } = await run(3, [provider]);
		expect(provider.asked).toHaveLength(2);
		expect(report.stageFailures[0]?.failure.cause).toBe('token_refused');
	});
});

describe('a chain', () => {
	it.each<[Status, boolean]>([
		['no_response', true],
		['throttled', true],
		['provider_error', true],
		['ok', false],
		['unknown_subscriber', false],
		['no_information', false],
		['network_failure', false],
		['not_permitted', false],
	])('passes a number answered %s on: %s', async (status, passesOn) => {
		const second = scripted(everyOne('ok'), { provider: 'second' });
		await run(1, [scripted(everyOne(status)), second]);
		expect(second.asked).toHaveLength(passesOn ? 1 : 0);
	});

	it('passes on every unknown verdict where asked to', async () => {
		const second = scripted(everyOne('ok'), { provider: 'second' });
		const { statuses } = await run(1, [scripted(everyOne('no_information')), second], { askNextOnUnknown: true });
		expect(statuses).toEqual(['ok']);
	});

	it.each<[string, Status, Status, Status]>([
		['the first answer with a verdict', 'no_information', 'absent_subscriber', 'absent_subscriber'],
		['the first answer where none has a verdict', 'no_information', 'network_failure', 'no_information'],
		['an answer rather than a failure', 'no_response', 'no_information', 'no_information'],
		['the last failure where nothing was answered', 'no_response', 'throttled', 'throttled'],
	])('counts %s', async (_what, first, second, expected) => {
		const { statuses, attempts } = await run(
			1,
			[scripted(everyOne(first)), scripted(everyOne(second), { provider: 'second' })],
			{ askNextOnUnknown: true },
		);
		expect(statuses).toEqual([expected]);
		expect(attempts).toEqual([2]);
	});
});

describe('a limit on lookups', () => {
	it('asks for the first numbers and holds the others back, also from the chain’s next provider', async () => {
		const [first, second] = [scripted(everyOne('ok')), scripted(everyOne('ok'), { provider: 'second' })];
		const { statuses, report } = await run(4, [first, second], { maxLookups: 3 });
		expect(statuses).toEqual(['ok', 'ok', 'ok', 'not_looked_up']);
		expect(second.asked).toHaveLength(0);
		expect(report.stageFailures).toEqual([]);
	});

	it('counts a lost answer, which may have been billed', async () => {
		const provider = scripted((asked, turn) => (turn === 0 ? lost : everyOne('ok')(asked)));
		const { statuses } = await run(1, [provider], { maxLookups: 1 });
		expect(provider.asked).toHaveLength(1);
		expect(statuses).toEqual(['no_response']);
	});

	it('does not count an answer that is not billed: the next provider may use it', async () => {
		const [first, second] = [scripted(everyOne('not_permitted')), scripted(everyOne('ok'), { provider: 'second' })];
		const options = { maxLookups: 1, askNextOnUnknown: true };
		expect((await run(1, [first, second], options)).statuses).toEqual(['ok']);
	});

	it('goes by what the provider says of its bill, where it says so', async () => {
		const unbilled = scripted(everyOne('no_information'), { billed: false });
		const second = scripted(everyOne('ok'), { provider: 'second' });
		const { report, statuses } = await run(1, [unbilled, second], { maxLookups: 1, askNextOnUnknown: true });
		expect(statuses).toEqual(['ok']);
		expect(report.totals.paid).toBe(1);
	});

	it('does not count a failure that is not billed: the next provider may use it', async () => {
		const first = scripted(() => ({ problem: serverFailure }));
		const second = scripted(everyOne('ok'), { provider: 'second' });
		expect((await run(1, [first, second], { maxLookups: 1, maxRetries: 1 })).statuses).toEqual(['ok']);
	});
});

describe('answers that an unfinished run paid for', () => {
	it('are used instead of asking, with their original count of attempts', async () => {
		const kept = new KeptAnswers();
		const identity = { workflowId: 'w', nodeId: 'n', executionId: '1', runIndex: 0, inLoop: false, resumes: false };
		const failing = scripted((asked, turn) =>
			turn < 2 ? everyOne('ok')(asked) : { problem: { kind: 'account', failure: noCredit } },
		);
		await run(4, [failing], {}, { kept: kept.begin(identity, 0) });
		const working = scripted(everyOne('ok'));
		const { report, statuses, attempts } = await run(4, [working], {}, { kept: kept.begin(identity, 1) });
		expect(working.asked.map(({ msisdns }) => msisdns)).toEqual([['3'], ['4']]);
		expect(statuses).toEqual(['ok', 'ok', 'ok', 'ok']);
		expect(attempts).toEqual([1, 1, 1, 1]);
		expect(report.totals).toMatchObject({ paid: 2, reused: 2 });
	});
});

describe('answers that an earlier try lost', () => {
	const identity = { workflowId: 'w', nodeId: 'n', executionId: '1', runIndex: 0, inLoop: false, resumes: false };

	/** One number, whose answer is lost in the first run; then a second run. */
	async function askTwice(options: Partial<LookupOptions>, second: Partial<typeof identity> = {}) {
		const kept = new KeptAnswers();
		await run(1, [scripted(() => lost)], { maxRetries: 0, ...options }, { kept: kept.begin(identity, 0) });
		const provider = scripted(everyOne('ok'));
		const changes = { kept: kept.begin({ ...identity, ...second }, 1) };
		return { ...(await run(1, [provider], { maxRetries: 0, ...options }, changes)), asked: provider.asked.length };
	}

	it('count as perhaps billed in the run that lost them', async () => {
		const { report } = await run(3, [scripted(() => lost)], { maxRetries: 0 });
		expect(report.totals).toMatchObject({ paid: 0, perhapsBilled: 3, perhapsBilledTwice: 0 });
	});

	it('count as perhaps billed twice when the number is asked again', async () => {
		const { report, statuses } = await askTwice({});
		expect(statuses).toEqual(['ok']);
		expect(report.totals).toMatchObject({ paid: 1, perhapsBilledTwice: 1 });
	});

	it('are not asked for again with retryUncertain off', async () => {
		const { asked, statuses } = await askTwice({ retryUncertain: false });
		expect(asked).toBe(0);
		expect(statuses).toEqual(['no_response']);
	});

	it('use up the limit on lookups of the same execution', async () => {
		expect((await askTwice({ maxLookups: 1 })).statuses).toEqual(['not_looked_up']);
	});

	it('do not use up that of a later execution', async () => {
		expect((await askTwice({ maxLookups: 1 }, { executionId: '2', resumes: true })).statuses).toEqual(['ok']);
	});
});

describe('the limit on lookups', () => {
	it('holds for all of n8n’s tries of one execution together', async () => {
		const kept = new KeptAnswers();
		const identity = { workflowId: 'w', nodeId: 'n', executionId: '1', runIndex: 0, inLoop: false, resumes: false };
		const failing = scripted((asked, turn) =>
			turn < 2 ? everyOne('ok')(asked) : { problem: { kind: 'account', failure: noCredit } },
		);
		await run(5, [failing], { maxLookups: 3 }, { kept: kept.begin(identity, 0) });
		const working = scripted(everyOne('ok'));
		await run(5, [working], { maxLookups: 3 }, { kept: kept.begin(identity, 1) });
		expect(working.asked).toHaveLength(1);
	});
});

describe('an account with a rate', () => {
	it('starts no more requests in a second, also where the user asks for more or Redis keeps the limits', async () => {
		let clockMs = 0;
		const sleep = async (durationMs: number) => {
			await Promise.resolve();
			clockMs += durationMs;
		};
		const startsMs: number[] = [];
		const provider = scripted(
			(asked) => {
				startsMs.push(clockMs);
				return everyOne('ok')(asked);
			},
			{ concurrency: 10, requestsPerSecond: 4 },
		);
		const paces: number[] = [];
		const shared: SharedLimits = {
			notices: [],
			async take(_accountKey, { requestsPerSecond }) {
				paces.push(requestsPerSecond);
				return await Promise.resolve(done({ release: () => undefined }));
			},
			async close() {
				await Promise.resolve();
			},
		};
		const limiters = new AccountLimiters({ nowMs: () => clockMs, sleep });
		await run(5, [provider], { requestsPerSecond: 100 }, { limiters, shared });
		expect(startsMs.at(-1)).toBeGreaterThanOrEqual(900);
		expect(new Set(paces)).toEqual(new Set([4]));
	});
});

describe('the user’s Stop', () => {
	it('ends waiting and leaves the rest not looked up', async () => {
		const stop = new AbortController();
		const provider = scripted((asked, turn) => {
			if (turn === 1) stop.abort();
			return turn === 1 ? { kind: 'stopped', code: '' } : everyOne('ok')(asked);
		});
		const { report, statuses } = await run(5, [provider], {}, { signal: stop.signal });
		expect(report.stopped).toBe(true);
		expect(statuses).toEqual(['ok', ...Array<string>(4).fill('not_looked_up')]);
		expect(provider.asked).toHaveLength(2);
	});

	it('ends the wait for the next try', async () => {
		const stop = new AbortController();
		const endedByStop: boolean[] = [];
		const sleep = async (_durationMs: number, signal: AbortSignal) => {
			stop.abort();
			endedByStop.push(signal.aborted);
			await Promise.resolve();
		};
		const provider = scripted(() => ({ problem: serverFailure }));
		const { statuses } = await run(1, [provider], {}, { signal: stop.signal, sleep });
		expect(endedByStop).toEqual([true]);
		expect(provider.asked).toHaveLength(1);
		expect(statuses).toEqual(['not_looked_up']);
	});
});

describe('numbers that cannot be mobile', () => {
	it('are skipped where asked to, and not passed on in a chain', async () => {
		const provider = scripted(everyOne('ok'));
		const { world } = surroundings([provider]);
		const options = { ...plainOptions, skipNonMobile: true };
		const report = await lookUp(numbers(2, { cannotBeMobile: true }), [provider.stage], options, world);
		expect(provider.asked).toHaveLength(0);
		expect(report.outcomes.map(({ finding }) => finding && statusOf(finding))).toEqual(['not_mobile', 'not_mobile']);
	});
});

describe('limits shared with other processes', () => {
	/** One place for all requests of the account. */
	function onePlace(): SharedLimits {
		const waiting: Array<() => void> = [];
		let isTaken = false;
		const release = () => {
			isTaken = false;
			waiting.shift()?.();
		};
		return {
			notices: [],
			async take() {
				while (isTaken) await new Promise<void>((resolve) => waiting.push(resolve));
				isTaken = true;
				return done({ release });
			},
			async close() {
				await Promise.resolve();
			},
		};
	}

	it('let nobody who waited for a place start before a Retry-After has passed that came meanwhile', async () => {
		let clockMs = 0;
		const sleep = async (durationMs: number) => {
			await Promise.resolve();
			clockMs += durationMs;
		};
		const startsMs: number[] = [];
		const provider = scripted(
			(asked, turn) => {
				startsMs.push(clockMs);
				return turn === 0 ? { problem: throttled } : everyOne('ok')(asked);
			},
			{ concurrency: 4 },
		);
		const limiters = new AccountLimiters({ nowMs: () => clockMs, sleep });
		const { statuses } = await run(8, [provider], {}, { limiters, shared: onePlace() });
		expect(statuses).toEqual(Array.from({ length: 8 }, () => 'ok'));
		expect(startsMs).toEqual([0, ...Array.from({ length: 8 }, () => 4_000)]);
	});
});
