/** Sinch Number Lookup: one number in a GET, one line of text in the answer (Sinch HTTP Interface). */

import { isKnownName, judgeSignIn, type Refusal } from '../accounts';
import { basicSignIn, brokenAnswer, type HttpAnswer, type Route, type WholeAnswer } from '../http/messages';
import { httpPort } from '../http/port';
import type { Routes } from '../http/server';
import { suffixOf } from '../outcomes/outcome';
import { fill } from '../outcomes/placeholders';
import { cellsOf, codeCell, type SimulatedProvider } from '../provider';
import { isMsisdn, subscriberOf } from '../subscribers/subscribers';

/** The bodies. */
const answers: Readonly<Record<string, string>> = {
	'9000': 'result=OK;imsi={mcc}{mnc}',
	'9001': 'result=UNKNOWN_SUBSCRIBER',
	'9006': 'result=ABSENT_SUBSCRIBER_SM',
	'9011': 'result=TELE_SERVICE_NOT_PROVISIONED',
	'9013': 'result=CALL_BARRED',
	'9021': 'result=FACILITY_NOT_SUPPORTED',
	'9027': 'result=ABSENT_SUBSCRIBER_SM',
	'9034': 'result=SYSTEM_FAILURE',
	'9035': 'result=DATA_MISSING',
	'9036': 'result=UNEXPECTED_DATA_VALUE',
	'9040': 'result=OK;imsi={mcc}{mnc};location={home}',
	'9041': 'result=OK;imsi={mcc}{mnc};location={away}',
	'9044': 'result=OK',
	'9045': 'result=OK;imsi=',
	'9047': 'result=UNKNOWN_SUBSCRIBER',
	'9048': 'result=NUMBER_CHANGED',
	'9049': 'result=OK;imsi={imsi}',
	'9050': 'result=OK;imsi={mcc}{mnc};location={awayMsc}',
	'9060': 'result=HLR_REJECT',
	'9061': 'result=HLR_ABORT',
	'9062': 'result=HLR_LOCAL_CANCEL',
	'9063': 'result=TIMEOUT',
	'9070': 'MSISDN range is not accepted',
	'9071': 'result=IMSI_LOOKUP_BLOCKED',
	'9072': 'msisdn is invalid',
	'9073': 'Mandatory parameter msisdn not found',
	'9077': 'result=msisdn is invalid',
};

/** Results that say that nothing was looked up. */
const unbilled: ReadonlySet<string> = new Set(['result=IMSI_LOOKUP_BLOCKED', 'result=msisdn is invalid']);

const route: Route = {
	provider: 'sinch',
	endpoint: 'lookup',
	methods: ['GET'],
	requestsAtOnce: Infinity,
	throttled: answer('result=REQUEST_THROTTLED', []),
	broken: brokenAnswer,
	read({ query, headers }) {
		const signIn = basicSignIn(headers.authorization);
		const msisdn = query.get('msisdn') ?? '';
		return {
			account: signIn?.name ?? '',
			refusal: signIn === null ? 'wrongPassword' : judgeSignIn(signIn.name, signIn.password),
			msisdns: [msisdn],
			answer: () => lookUp(msisdn),
			refuse: (refusal) => refused(refusal, signIn?.name),
		};
	},
};

const routes: Routes = new Map([['/lookup', route]]);

export const sinch: SimulatedProvider<'sinch' | 'sinchBackup' | 'sinchTls' | 'sinchTlsBackup'> = {
	heading: 'Sinch',
	way: '',
	traits: { carriage: 'http', batches: null, tokens: false },
	// The documented ones, and those that follow.
	ports: {
		sinch: httpPort(3700, () => routes),
		sinchBackup: httpPort(3702, () => routes, { host: 'backup' }),
		sinchTls: httpPort(3701, () => routes, { tls: true }),
		sinchTlsBackup: httpPort(3703, () => routes, { host: 'backup', tls: true }),
	},
	signIn: (username, password) => ({ username, password }),
	credential: (at, { useTls = false }) => ({
		region: 'custom',
		useTls,
		primaryHost: at(useTls === true ? 'sinchTls' : 'sinch'),
		backupHost: at(useTls === true ? 'sinchTlsBackup' : 'sinchBackup'),
	}),
	addresses: (at) => [
		`region Custom, primary host ${at('sinch')}, backup host ${at('sinchBackup')}, no TLS`,
		`with TLS ${at('sinchTls')} and ${at('sinchTlsBackup')}`,
	],
	cells: cellsOf(answers, codeCell),
};

function lookUp(msisdn: string): HttpAnswer {
	if (msisdn === '') return answer('Mandatory parameter msisdn not found', []);
	if (!isMsisdn(msisdn)) return answer('msisdn is invalid', []);
	const body = resultOf(msisdn);
	return answer(body, unbilled.has(body) || !body.startsWith('result=') ? [] : [msisdn]);
}

function resultOf(msisdn: string): string {
	const subscriber = subscriberOf(msisdn);
	const told = answers[suffixOf(msisdn)];
	if (told !== undefined) return fill(told, subscriber);
	const { kind, network } = subscriber;
	return kind === 'mobile' ? `result=OK;imsi=${network.mcc}${network.mnc}` : 'result=UNKNOWN_SUBSCRIBER';
}

/** The results in prose come with HTTP 400, as the same server family answers a bad parameter of its SMS interface. */
function answer(body: string, bills: readonly string[]): WholeAnswer {
	return body.startsWith('result=')
		? content(200, 'OK, Success', body, bills)
		: content(400, 'Bad Request', body, bills);
}

/** The lookup document says nothing of refusals; these are the words of the family's SMS interface. */
function refused(refusal: Refusal, name: string | undefined): WholeAnswer {
	if (name === undefined) return content(203, 'Non-Authoritative Information', 'User/Password parameter missing', []);
	switch (refusal) {
		case 'wrongPassword':
			return content(401, 'Unauthorized', isKnownName(name) ? 'Incorrect password' : 'Account not found', []);
		case 'addressNotAllowed':
			return content(401, 'Unauthorized', 'Originator IP address is not authorized', []);
		case 'noCredit':
		case 'locked':
			return content(402, 'Payment Required', 'Account blocked', []);
	}
}

function content(status: number, reason: string, body: string, bills: readonly string[]): WholeAnswer {
	return { status, reason, contentType: 'text/plain; charset=ISO-8859-1', body, bills };
}
