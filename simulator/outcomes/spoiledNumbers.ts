/**
 * The outcomes that are not answered, or not at first: `91NN` fails in transit, and a few `90NN` are refused whole.
 * NPL answers a batch as one: there a number brings on only what passes with the next attempt or concerns the account.
 */

import { refusals, type Refusal } from '../accounts';
import type { Fault } from '../faults/fault';
import { providerIds, type ProviderId } from '../providers';
import type { Outcome, Spoiled } from './outcome';

type SpoiledNumber = Omit<Outcome, 'answers'>;

/** Longer than LINK's clients wait before they send a datagram again. */
const lateMs = 3_000;

const singlyOverHttp: readonly ProviderId[] = ['sinch', 'linkGateway', 'horisen'];
const overHttp: readonly ProviderId[] = [...singlyOverHttp, 'comcetera'];
const singly: readonly ProviderId[] = [...singlyOverHttp, 'linkDirect'];

function always(suffix: string, meaning: string, fault: Fault, at: readonly ProviderId[]): SpoiledNumber {
	return { suffix, meaning, spoils: every(at, { fault, times: Infinity }) };
}

function atFirst(suffix: string, meaning: string, fault: Fault, at: readonly ProviderId[], times = 1): SpoiledNumber {
	return { suffix, meaning, spoils: every(at, { fault, times }) };
}

function every(providers: readonly ProviderId[], spoiled: Spoiled): SpoiledNumber['spoils'] {
	return Object.fromEntries(providers.map((provider) => [provider, spoiled]));
}

const refusalMeanings: Readonly<Record<Refusal, string>> = {
	wrongPassword: 'account refused: wrong password',
	addressNotAllowed: 'account refused: address not allowed',
	noCredit: 'account refused: no credit',
	locked: 'account refused: locked',
};

export const spoiledNumbers: readonly SpoiledNumber[] = [
	always('9079', 'server error', { kind: 'status', status: 500 }, singlyOverHttp),
	always('9075', 'throttled', { kind: 'throttle' }, singlyOverHttp),
	...refusals.map((refusal, index) =>
		always(`908${index}`, refusalMeanings[refusal], { kind: 'accountFailure', refusal }, providerIds),
	),
	atFirst('9101', 'reset before it is worked on, once', { kind: 'resetBeforeAnswer' }, providerIds),
	atFirst('9102', 'reset after it is worked on, once', { kind: 'resetAfterProcessing' }, providerIds),
	always('9103', 'never answered', { kind: 'silence' }, singly),
	atFirst('9104', 'server error, once', { kind: 'status', status: 503 }, overHttp),
	atFirst('9105', 'throttled, once', { kind: 'throttle' }, overHttp),
	atFirst('9106', 'throttled, twice', { kind: 'throttle' }, overHttp, 2),
	atFirst('9107', 'HTTP 429 with Retry-After: 0, once', { kind: 'status', status: 429, retryAfter: 0 }, overHttp),
	always('9108', 'a web page instead of an answer', { kind: 'html' }, singlyOverHttp),
	{
		suffix: '9109',
		meaning: 'answer cut off, once',
		spoils: {
			...every(singly, { fault: { kind: 'resetAfterProcessing', afterBytes: -8 }, times: 1 }),
			comcetera: { fault: { kind: 'cutBatch', withinLine: true }, times: 1 },
		},
	},
	atFirst('9110', 'batch cut off before the number, once', { kind: 'cutBatch' }, ['comcetera']),
	atFirst('9111', 'datagram lost, once', { kind: 'loseDatagram' }, ['linkDirect']),
	atFirst('9112', 'answer lost, once', { kind: 'loseAnswer' }, ['linkDirect']),
	always('9113', 'answered twice', { kind: 'doubleAnswer' }, ['linkDirect']),
	always('9114', `answered ${lateMs / 1000} s late`, { kind: 'delayMs', delayMs: lateMs }, providerIds),
	always('9115', 'a stranger’s datagram first', { kind: 'foreignDatagram', from: 'otherPort' }, ['linkDirect']),
	always('9116', 'another number’s answer first', { kind: 'foreignDatagram', from: 'otherNumber' }, ['linkDirect']),
	always('9117', 'answer in many pieces', { kind: 'splitAnswer' }, providerIds),
	atFirst('9118', 'access token expired, once', { kind: 'expireToken' }, ['linkGateway']),
	always('9119', 'redirected', { kind: 'status', status: 307 }, singlyOverHttp),
];
