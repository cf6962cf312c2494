/**
 * The outcomes that are not answered, or not at first: `91NN` fails in transit, and a few `90NN` are refused whole.
 * A batch is answered as one: there a number brings on only what passes with the next attempt or concerns the account.
 */

import { refusals, type Refusal } from '../accounts';
import type { Fault } from '../faults/fault';
import type { Traits } from '../provider';
import { providerIds, providers, type ProviderId } from '../providers';
import type { Outcome, Spoiled } from './outcome';

/** Longer than LINK's clients wait before they send a datagram again. */
const lateMs = 3_000;

const thatHave = (has: (traits: Traits) => boolean) => providerIds.filter((id) => has(providers[id].traits));

const overHttp = thatHave(({ carriage }) => carriage === 'http');
const overSockets = thatHave(({ carriage }) => carriage === 'sockets');
const singly = thatHave(({ batches }) => batches === null);
const singlyOverHttp = overHttp.filter((id) => singly.includes(id));
const lineByLine = thatHave(({ batches }) => batches === 'lines');
const withTokens = thatHave(({ tokens }) => tokens);

function always(suffix: string, meaning: string, fault: Fault, at: readonly ProviderId[]): Outcome {
	return { suffix, meaning, spoils: every(at, { fault, times: Infinity }) };
}

function atFirst(suffix: string, meaning: string, fault: Fault, at: readonly ProviderId[], times = 1): Outcome {
	return { suffix, meaning, spoils: every(at, { fault, times }) };
}

function every(ids: readonly ProviderId[], spoiled: Spoiled): Outcome['spoils'] {
	return Object.fromEntries(ids.map((id) => [id, spoiled]));
}

const refusalMeanings: Readonly<Record<Refusal, string>> = {
	wrongPassword: 'account refused: wrong password',
	addressNotAllowed: 'account refused: address not allowed',
	noCredit: 'account refused: no credit',
	locked: 'account refused: locked',
};

export const spoiledNumbers: readonly Outcome[] = [
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
			...every(providerIds, { fault: { kind: 'resetAfterProcessing', afterBytes: -8 }, times: 1 }),
			...every(lineByLine, { fault: { kind: 'cutBatch', withinLine: true }, times: 1 }),
		},
	},
	atFirst('9110', 'batch cut off before the number, once', { kind: 'cutBatch' }, lineByLine),
	atFirst('9111', 'datagram lost, once', { kind: 'loseDatagram' }, overSockets),
	atFirst('9112', 'answer lost, once', { kind: 'loseAnswer' }, overSockets),
	always('9113', 'answered twice', { kind: 'doubleAnswer' }, overSockets),
	always('9114', `answered ${lateMs / 1000} s late`, { kind: 'delayMs', delayMs: lateMs }, providerIds),
	always('9115', 'a stranger’s datagram first', { kind: 'foreignDatagram', from: 'otherPort' }, overSockets),
	always('9116', 'another number’s answer first', { kind: 'foreignDatagram', from: 'otherNumber' }, overSockets),
	always('9117', 'answer in many pieces', { kind: 'splitAnswer' }, providerIds),
	atFirst('9118', 'access token expired, once', { kind: 'expireToken' }, withTokens),
	always('9119', 'redirected', { kind: 'status', status: 307 }, singlyOverHttp),
];
