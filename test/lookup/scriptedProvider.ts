/** A provider whose every exchange is written down by the test: for rules of the engine that no real provider shows alone. */

import { KeptAnswers, type KeptRun } from '../../nodes/NumberLookup/lookup/keptAnswers';
import { AccountLimiters } from '../../nodes/NumberLookup/lookup/limiter';
import type { ParsedNumber } from '../../nodes/NumberLookup/lookup/parsedNumber';
import type { LookupOptions, Stage, Surroundings } from '../../nodes/NumberLookup/lookup/options';
import type { Account, Answer, Problem, Reply } from '../../nodes/NumberLookup/providers/provider';
import type { Status } from '../../nodes/NumberLookup/reference/statuses';
import type { Ending } from '../../nodes/NumberLookup/transport/wire';

/** What the provider does with one request. */
export type Turn = Partial<Ending> & { answers?: Record<string, Status>; problem?: Problem };

export interface Asked {
	msisdns: readonly string[];
	host: string;
	token: string;
}

export function answer(status: Status): Answer {
	return { status, providerCode: status.toUpperCase(), details: {}, raw: status };
}

/** @param script what each request meets, given what it asks and how many came before. */
export function scripted(
	script: (asked: Asked, turn: number) => Turn,
	changes: Partial<Account> & { provider?: string; renewed?: string; billed?: boolean } = {},
) {
	const asked: Asked[] = [];
	const { provider = 'scripted', renewed = 'second token', billed, ...accountChanges } = changes;
	const account: Account = {
		signInName: `account of ${provider}`,
		answerSource: 'first',
		numbersPerRequest: 1,
		concurrency: 1,
		hardConcurrency: false,
		timeoutMs: 1000,
		hosts: ['first:1'],
		usesToken: false,
		enquire(msisdns, hostIndex, _options, token) {
			const request = { msisdns, host: account.hosts[hostIndex] ?? '', token };
			asked.push(request);
			const turn = script(request, asked.length - 1);
			turns.push({ kind: 'complete', code: '', sent: 1, ...turn });
			const answers = new Map(
				Object.entries(turn.answers ?? {}).map(([msisdn, status]) => [msisdn, { ...answer(status), billed }]),
			);
			const reply: Reply = { answers, problem: turn.problem ?? null };
			return {
				request: { transport: 'tcp', host: request.host, port: 1, payload: '' },
				reader: { data: () => true, end: () => reply },
			};
		},
		probe: () => {
			throw new Error('not part of these tests');
		},
		judgeProbe: () => ({ kind: 'accepted', message: '' }),
		...accountChanges,
	};
	const turns: Ending[] = [];
	const stage: Stage = {
		provider,
		open: async () =>
			await Promise.resolve({
				kind: 'opened',
				account,
				tokens: account.usesToken
					? {
							current: async () => await Promise.resolve('first token'),
							renew: async () => await Promise.resolve(renewed),
						}
					: null,
			}),
	};
	return { stage, asked, nextEnding: () => turns.shift() };
}

type Scripted = ReturnType<typeof scripted>;

export const plainOptions: LookupOptions = {
	lookupType: 'auto',
	bypassProviderCache: false,
	referenceId: '',
	askNextOnUnknown: false,
	skipNonMobile: false,
	maxLookups: 0,
	batchSize: 0,
	maxConcurrency: 0,
	requestsPerSecond: 0,
	timeoutMs: 0,
	maxRetries: 2,
	retryUncertain: true,
};

/** A world without waiting: sleeps are noted and end at once. */
export function surroundings(providers: readonly Scripted[], changes: Partial<Surroundings> = {}) {
	const slept: number[] = [];
	let clockMs = 0;
	const sleep = async (durationMs: number) => {
		slept.push(durationMs);
		clockMs += durationMs;
		await Promise.resolve();
	};
	const world: Surroundings = {
		carry: async () => {
			const ending = providers.map((each) => each.nextEnding()).find((each) => each !== undefined);
			if (ending === undefined) throw new Error('A request that no enquiry made');
			return await Promise.resolve(ending);
		},
		egress: null,
		signal: new AbortController().signal,
		nowMs: () => 1_700_000_000_000,
		sleep,
		eventLoop: { nowMs: () => clockMs, nextTurn: async () => await Promise.resolve() },
		delays: () => () => 100,
		limiters: new AccountLimiters({ nowMs: () => clockMs, sleep }),
		kept: keptRun(),
		reuse: null,
		shared: null,
		onProgress: () => undefined,
		...changes,
	};
	return { world, slept };
}

function keptRun(): KeptRun {
	const identity = { workflowId: 'w', nodeId: 'n', executionId: '1', runIndex: 0, inLoop: false, resumes: false };
	return new KeptAnswers().begin(identity, 0);
}

/** @returns numbers 1, 2, 3, … as the engine knows them. */
export function numbers(count: number, changes: Partial<ParsedNumber> = {}): ParsedNumber[] {
	return Array.from({ length: count }, (_, index) => ({
		e164: `+${index + 1}`,
		msisdn: String(index + 1),
		country: null,
		nationalFormat: '',
		internationalFormat: '',
		lineType: null,
		cannotBeMobile: false,
		valid: true,
		notes: {},
		...changes,
	}));
}
