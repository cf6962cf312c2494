/** Comcetera NPL: many numbers in a GET or POST, a line for each in the answer, and the connection's end after the last. */

import { judgeSignIn, type Refusal } from '../accounts';
import { brokenAnswer, text, tooManyRequests, type BatchLine, type HttpAnswer, type Route } from '../http/messages';
import { outcomeOf } from '../outcomes/outcomes';
import { fill } from '../outcomes/placeholders';
import { isMsisdn, subscriberOf } from '../subscribers/subscribers';

const refusalLines: Readonly<Record<Refusal, string>> = {
	wrongPassword: 'FAIL Invalid password',
	// The document knows no allow-list; an address that is not on one would be told no more than a stranger.
	addressNotAllowed: 'FAIL Invalid password',
	noCredit: 'FAIL Insufficient credit',
	locked: 'ERR ACCOUNT LOCKED - Please arrange payment',
};

const noNumbers = 'FAIL No numbers specified';
const tooLong = 'FAIL Request too long';

export interface ComceteraLimits {
	/** In one request. */
	numbers: number;
	/** Of one account at once; what a request beyond them is told is not documented. */
	requests: number;
}

export function comceteraRoute(limits: ComceteraLimits): Route {
	return {
		provider: 'comcetera',
		endpoint: 'lookup',
		methods: ['GET', 'POST'],
		requestsAtOnce: limits.requests,
		throttled: tooManyRequests,
		broken: brokenAnswer,
		read({ query, body }) {
			const parameters = body === '' ? query : new URLSearchParams(body);
			const parameter = (name: string) => parameters.get(name) ?? '';
			const msisdns = parameter('msisdn')
				.split(',')
				.map((msisdn) => msisdn.trim())
				.filter((msisdn) => msisdn !== '');
			return {
				account: parameter('user'),
				refusal: judgeSignIn(parameter('user'), parameter('pass')),
				msisdns,
				answer: () => lookUp(msisdns, limits.numbers, parameter('apiver')),
				refuse: (refusal) => text(200, `${refusalLines[refusal]}\n`),
			};
		},
	};
}

function lookUp(msisdns: readonly string[], mostNumbers: number, apiVersion: string): HttpAnswer {
	const failure = failureOf(msisdns, mostNumbers);
	if (failure !== null) return text(200, `${failure}\n`);
	// Left blank, the version is 2.3 (Request Format).
	const withMscAndImsi = Number.parseFloat(apiVersion) >= 2.4;
	return {
		contentType: 'text/plain',
		lines: [
			{ text: 'QUERYOK\n', bills: null },
			...msisdns.map((msisdn) => lineOf(msisdn, withMscAndImsi)),
			{ text: 'ENDBATCH\n', bills: null },
		],
		bills: [],
	};
}

function failureOf(msisdns: readonly string[], mostNumbers: number): string | null {
	if (msisdns.length === 0) return noNumbers;
	if (msisdns.length > mostNumbers) return tooLong;
	// One magic number must not spoil a batch for ever: the one needs company, the other must be alone.
	const expected = msisdns.length > 1 ? tooLong : noNumbers;
	return msisdns.some((msisdn) => outcomeOf(msisdn)?.answers.comcetera === expected) ? expected : null;
}

function lineOf(msisdn: string, withMscAndImsi: boolean): BatchLine {
	if (!isMsisdn(msisdn)) return { text: `${msisdn} ERR1\n`, bills: null };
	const code = codeOf(msisdn);
	const [network = ''] = code.split(',');
	return { text: `${msisdn} ${withMscAndImsi ? code : network}\n`, bills: msisdn };
}

function codeOf(msisdn: string): string {
	const subscriber = subscriberOf(msisdn);
	const told = outcomeOf(msisdn)?.answers.comcetera;
	if (told !== undefined && !told.startsWith('FAIL')) return fill(told, subscriber);
	const { kind, network, msc, imsi } = subscriber;
	return kind === 'mobile' ? `${network.mcc}${network.mnc},${msc},${imsi}` : 'ERR1';
}
