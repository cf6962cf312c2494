/** Whatever bytes come, in whatever pieces: every reply ends as answers about the numbers asked, or as a problem of a known kind. */

import { readNumber } from '../../nodes/NumberLookup/lookup/number';
import { resultOfAnswer } from '../../nodes/NumberLookup/lookup/normalise';
import type { Account, Answer, Problem, Reply, ReplyReader } from '../../nodes/NumberLookup/providers/provider';
import { lineTypes } from '../../nodes/NumberLookup/reference/lineTypes';
import { registry } from '../../nodes/NumberLookup/providers/registry';
import { verdictOf, verdicts } from '../../nodes/NumberLookup/reference/statuses';
import { credentialFor } from '../../simulator/credentials';
import { byPort, type ProviderId, providerIds, providers } from '../../simulator/providers';
import { openAccount, plainOptions } from '../providers/exchange';
import { fuzz } from './fuzz';
import { asked, languageOf } from './languages';
import { type FuzzedReply, repliesIn } from './playedReplies';

const subjects = providerIds.flatMap((id) =>
	(providers[id].traits.carriage === 'sockets' ? ['tcp', 'udp'] : ['http']).map((transport) => ({
		id,
		transport,
		name: `${id} over ${transport}`,
	})),
);

async function accountOf(id: ProviderId, transport: string): Promise<Account> {
	const provider = await registry.find(({ facts }) => facts.id === id)?.load();
	if (provider === undefined) throw new Error(`No provider ${id}`);
	return openAccount(
		provider,
		credentialFor(
			id,
			byPort(() => 1),
			{ transport },
		),
	);
}

/** As the transports do: nothing more after a reader has enough. */
function play(reader: ReplyReader, { status, pieces, complete }: FuzzedReply, isHttp: boolean): Reply {
	if (isHttp) reader.head?.(status, {});
	const hasEnough = pieces.some((piece) => reader.data(piece));
	return reader.end(complete || hasEnough);
}

const problemKinds = ['account', 'tokenRefused', 'tooLong', 'throttled', 'failed'];
const failedStatuses = ['no_response', 'provider_error', 'unexpected_data'];
const accountCauses = [
	'wrong_password',
	'address_not_allowed',
	'no_credit',
	'account_locked',
	'token_refused',
	'refused',
	'unreachable',
];

/** @returns what is wrong with a problem, null where nothing is. */
function faultOfProblem(problem: Problem): string | null {
	if (!problemKinds.includes(problem.kind)) return `kind ${problem.kind}`;
	if (problem.kind === 'account') {
		const { cause, code, message } = problem.failure;
		return accountCauses.includes(cause) && code !== '' && message !== '' ? null : `cause ${cause}, code ${code}`;
	}
	if (problem.code === '') return 'no code';
	if (problem.kind !== 'failed') return null;
	return failedStatuses.includes(problem.status) && problem.message !== '' ? null : `status ${problem.status}`;
}

/** What each field of an answer looks like where it is there. */
const forms: ReadonlyArray<readonly [Exclude<keyof Answer, 'details'>, RegExp]> = [
	['mcc', /^\d{3}$/],
	['mnc', /^\d{2,3}$/],
	['roamingMcc', /^\d{3}$/],
	['roamingMnc', /^\d{2,3}$/],
	['location', /^\d{1,15}$/],
	['msc', /^\d{5,15}$/],
	['imsi', /^\d{7,15}$/],
	['lineType', new RegExp(`^(${lineTypes.join('|')})$`)],
	['lookupType', /^(mnp|hlr)$/],
	['ported', /^(true|false)$/],
	['roaming', /^(true|false)$/],
	['reachable', /^(true|false)$/],
];

function faultsOfAnswer(answer: Answer): string[] {
	const malformed = forms.filter(([field, form]) => answer[field] !== undefined && !form.test(String(answer[field])));
	const faults = malformed.map(([field]) => `${field}: ${JSON.stringify(answer[field])}`);
	if (!verdicts.includes(verdictOf(answer.status))) faults.push(`status ${answer.status}`);
	if (Object.getPrototypeOf(answer.details) !== Object.prototype) faults.push('the prototype of details');
	for (const [name, value] of Object.entries(answer.details)) {
		if (typeof value !== 'string' || value === '' || name === '__proto__') faults.push(`detail ${name}`);
	}
	return faults;
}

/** The public result of an answer, which must not throw either. */
function faultOfResult(msisdn: string, answer: Answer): string | null {
	const reading = readNumber(`+${msisdn}`, null);
	if (!reading.ok) return reading.reason;
	const context = { provider: 'x', attempts: 1, lookedUpAt: '', cached: false, includeRaw: true };
	const result = resultOfAnswer({ input: msisdn, number: reading.number.facts(), duplicateOf: null }, answer, context);
	return verdicts.includes(result.verdict) && result.statusMessage !== '' ? null : `result ${result.verdict}`;
}

function faultsOfReply({ answers, problem }: Reply, numbers: readonly string[], complete: boolean): string[] {
	const strangers = [...answers.keys()].filter((number) => !numbers.includes(number));
	const faults: Array<string | null> = strangers.map((number) => `an answer for ${number}`);
	for (const [msisdn, answer] of answers) faults.push(...faultsOfAnswer(answer), faultOfResult(msisdn, answer));
	if (problem !== null) faults.push(faultOfProblem(problem));
	else if (complete && answers.size < numbers.length) faults.push('a number with neither answer nor problem');
	return faults.filter((fault) => fault !== null);
}

const namesOfEveryObject = Reflect.ownKeys(Object.prototype);

describe.each(subjects)('$name', ({ id, transport }) => {
	const numbers = providers[id].traits.batches === null ? asked.slice(0, 1) : asked;
	const isHttp = transport === 'http';

	it('classifies any reply', async () => {
		const account = await accountOf(id, transport);
		fuzz(0.15, repliesIn(languageOf(id), numbers), (reply) => {
			const read = play(account.enquire(numbers, 0, plainOptions, 'a token').reader, reply, isHttp);
			// What LINK sends over UDP may be somebody else's, and is then passed over until the time is over.
			const isOver = reply.complete && transport !== 'udp';
			expect(faultsOfReply(read, numbers, isOver)).toEqual([]);
			if (isHttp) {
				const whole = { ...reply, pieces: [Buffer.concat(reply.pieces)] };
				expect(play(account.enquire(numbers, 0, plainOptions, 'a token').reader, whole, isHttp)).toEqual(read);
			}
			const finding = account.judgeProbe(play(account.probe(0, 'a token').reader, reply, isHttp));
			expect(['accepted', 'unverified', 'failed']).toContain(finding.kind);
			expect(Reflect.ownKeys(Object.prototype)).toEqual(namesOfEveryObject);
		});
	});
});
