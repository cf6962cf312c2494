/** Comcetera NPL: many numbers in a GET or POST, a line for each in the answer, and the connection's end after the last. */

import { judgeSignIn, type Refusal } from '../accounts';
import { brokenAnswer, text, tooManyRequests, type BatchLine, type HttpAnswer, type Route } from '../http/messages';
import { httpPort } from '../http/port';
import type { Routes } from '../http/server';
import { suffixOf } from '../outcomes/outcome';
import { fill } from '../outcomes/placeholders';
import { cellsOf, codeCell, type SimulatedProvider } from '../provider';
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

/** What follows the number and a space in its line; beginning with `FAIL`, the whole answer. */
const answers: Readonly<Record<string, string>> = {
	'9000': '{mcc}{mnc}',
	'9001': 'ERR1',
	'9006': 'ERR29',
	'9011': 'ERR11',
	'9013': 'ERR13',
	'9021': 'ERR21',
	'9027': 'ERR29',
	'9034': 'ERR36',
	'9040': '{mcc}{mnc},{msc},{imsi}',
	'9041': '{mcc}{mnc},{awayMsc},{imsi}',
	'9044': '',
	'9045': ',,',
	'9047': 'ERR1',
	'9048': 'ERR99',
	'9049': '{mcc}{mnc},,{imsi}',
	'9050': '{mcc}{mnc},{awayMsc}',
	'9060': 'ERR36',
	'9061': 'ERR36',
	'9062': 'ERR36',
	'9063': 'ERR36',
	'9073': 'FAIL No numbers specified',
	'9076': 'FAIL Request too long',
};

interface ComceteraLimits {
	/** In one request. */
	numbers: number;
	/** Of one account at once; what a request beyond them is told is not documented. */
	requests: number;
}

function routeWith(limits: ComceteraLimits): Route {
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

/** The documented endpoint's limits, and on the second path those of the one that took its place (version 3.32). */
const routes: Routes = new Map([
	['/npl', routeWith({ numbers: 1000, requests: 1 })],
	['/npl100', routeWith({ numbers: 100, requests: 5 })],
]);

export const comcetera: SimulatedProvider<'comcetera'> = {
	heading: 'NPL',
	way: '',
	traits: { carriage: 'http', batches: 'lines', tokens: false },
	ports: { comcetera: httpPort(3704, () => routes) },
	signIn: (username, password) => ({ username, password }),
	credential: (at) => ({
		endpoint: 'custom',
		customUrl: `http://${at('comcetera')}/npl`,
		apiVersion: '2.4',
		maxNumbersPerRequest: 1000,
		maxConnections: 1,
	}),
	addresses: (at) => {
		const address = `http://${at('comcetera')}`;
		return [`${address}/npl (1000 numbers), ${address}/npl100 (100 numbers)`];
	},
	cells: cellsOf(answers, codeCell),
};

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
	return msisdns.some((msisdn) => answers[suffixOf(msisdn)] === expected) ? expected : null;
}

function lineOf(msisdn: string, withMscAndImsi: boolean): BatchLine {
	if (!isMsisdn(msisdn)) return { text: `${msisdn} ERR1\n`, bills: null };
	const code = codeOf(msisdn);
	const [network = ''] = code.split(',');
	return { text: `${msisdn} ${withMscAndImsi ? code : network}\n`, bills: msisdn };
}

function codeOf(msisdn: string): string {
	const subscriber = subscriberOf(msisdn);
	const told = answers[suffixOf(msisdn)];
	if (told !== undefined && !told.startsWith('FAIL')) return fill(told, subscriber);
	const { kind, network, msc, imsi } = subscriber;
	return kind === 'mobile' ? `${network.mcc}${network.mnc},${msc},${imsi}` : 'ERR1';
}
