/** HORISEN MNP: one number in a GET; version 1.0 answers in text, 2.0 in JSON (HORISEN MNP HTTP API). */

import { randomUUID } from 'node:crypto';
import { judgeSignIn, type Refusal } from '../accounts';
import {
	brokenAnswer,
	json,
	text,
	tooManyRequests,
	type HttpAnswer,
	type Route,
	type WholeAnswer,
} from '../http/messages';
import { httpPort } from '../http/port';
import type { Routes } from '../http/server';
import { suffixOf } from '../outcomes/outcome';
import { cellsOf, type SimulatedProvider } from '../provider';
import { isMsisdn, subscriberOf } from '../subscribers/subscribers';

type HorisenVersion = '1.0' | '2.0';

const refusalCodes: Readonly<Record<Refusal, string>> = {
	wrongPassword: '103',
	addressNotAllowed: '104',
	noCredit: '113',
	// Not documented; an account that is locked is no account.
	locked: '103',
};

/** The document's table of error codes, shortened where it explains. */
const descriptions: Readonly<Record<string, string>> = {
	'000': '',
	'101': 'Internal application error',
	'103': 'No account with given username/password',
	'104': "Sending from client's IP address not allowed",
	'110': 'Some mandatory parameter is missing',
	'111': 'Unknown query type',
	'112': 'Format of some parameter is wrong',
	'113': 'No credit on account balance',
	'140': 'No information about given MSISDN',
	'141': 'No information about selected destination',
	'151': 'Reliable response could not be provided',
};

interface HorisenOutcome {
	/** `IMM`: an accepted query's answer; `ERR`: HTTP 420. */
	form: 'IMM' | 'ERR';
	/** The document's error code; empty for an error without any content. */
	code: string;
	withoutNetwork?: true;
	/** The text of version 1.0 also where 2.0 was asked. */
	plainText?: true;
}

const answers: Readonly<Record<string, HorisenOutcome>> = {
	'9000': { form: 'IMM', code: '000' },
	'9001': { form: 'IMM', code: '140' },
	'9044': { form: 'IMM', code: '140' },
	'9045': { form: 'IMM', code: '000', withoutNetwork: true },
	'9046': { form: 'IMM', code: '151' },
	'9047': { form: 'IMM', code: '140' },
	'9048': { form: 'IMM', code: '199' },
	'9070': { form: 'ERR', code: '141' },
	'9071': { form: 'ERR', code: '111' },
	'9072': { form: 'ERR', code: '112' },
	'9073': { form: 'ERR', code: '110' },
	'9074': { form: 'ERR', code: '101' },
	'9077': { form: 'ERR', code: '112', plainText: true },
	'9078': { form: 'ERR', code: '' },
};

/** The sample's own number and query id (3.3). */
const sample = { msisdn: '41787078880', queryId: '135c5eea40008a01807c7229938dd852' };

function routeOf(version: HorisenVersion): Route {
	return {
		provider: 'horisen',
		endpoint: 'lookup',
		methods: ['GET'],
		requestsAtOnce: Infinity,
		throttled: tooManyRequests,
		broken: brokenAnswer,
		read({ query }) {
			const name = query.get('user') ?? '';
			const msisdn = (query.get('msisdn') ?? '').replace(/^\+/, '');
			return {
				account: name,
				refusal: judgeSignIn(name, query.get('password') ?? ''),
				msisdns: [msisdn],
				answer: () => lookUp(msisdn, version),
				refuse: (refusal) => error(refusalCodes[refusal], msisdn, version),
			};
		},
	};
}

const routes: Routes = new Map([
	['/mnp', routeOf('1.0')],
	['/mnpjson', routeOf('2.0')],
]);

export const horisen: SimulatedProvider<'horisen'> = {
	heading: 'HORISEN',
	way: '',
	traits: { carriage: 'http', batches: null, tokens: false },
	ports: { horisen: httpPort(3706, () => routes) },
	signIn: (username, password) => ({ username, password }),
	credential: (at, { apiVersion = '2.0' }) => ({
		apiVersion,
		url: `http://${at('horisen')}${apiVersion === '1.0' ? '/mnp' : '/mnpjson'}`,
	}),
	addresses: (at) => [`2.0: http://${at('horisen')}/mnpjson, 1.0: http://${at('horisen')}/mnp`],
	cells: cellsOf(answers, cellOf),
};

function cellOf({ form, code, withoutNetwork, plainText }: HorisenOutcome): string {
	if (code === '') return 'HTTP 420, empty';
	const network = withoutNetwork ? ', no network' : '';
	return `\`${form} ${code}\`${network}${plainText ? ', always as text' : ''}`;
}

function lookUp(msisdn: string, version: HorisenVersion): HttpAnswer {
	if (msisdn === '') return error('110', msisdn, version);
	if (!isMsisdn(msisdn)) return error('112', msisdn, version);
	const outcome = answers[suffixOf(msisdn)] ?? ordinaryOutcome(msisdn);
	if (outcome.form === 'ERR') return error(outcome.code, msisdn, outcome.plainText ? '1.0' : version);
	return accepted(msisdn, outcome, version);
}

/** A portability database holds mobile numbers only. */
function ordinaryOutcome(msisdn: string): HorisenOutcome {
	return { form: 'IMM', code: subscriberOf(msisdn).kind === 'mobile' ? '000' : '140' };
}

/** The code decides whether MCC and MNC may be trusted; the document tells clients to look at it first. */
function accepted(msisdn: string, { code, withoutNetwork }: HorisenOutcome, version: HorisenVersion): HttpAnswer {
	const known = !withoutNetwork && code !== '140';
	const { mcc, mnc } = known ? subscriberOf(msisdn).network : { mcc: '', mnc: '' };
	const qid = msisdn === sample.msisdn ? sample.queryId : randomUUID().replaceAll('-', '');
	const errdesc = descriptions[code] ?? 'Unlisted';
	if (version === '2.0') return json(200, { imm: { qid, msisdn, mcc, mnc, errcode: code, errdesc } }, [msisdn]);
	const body = `IMM QID:${qid} MCC:${mcc} MNC:${mnc} ERRCODE:${code} ERRDESC:${errdesc}`;
	return { ...text(200, body, [msisdn]), http10: true };
}

/** HTTP 420 (4. How to handle errors). How 2.0 words an error is not published: taken to be its usual frame, without a network. */
function error(code: string, msisdn: string, version: HorisenVersion): HttpAnswer {
	const errdesc = descriptions[code] ?? '';
	const imm = { qid: '', msisdn, mcc: '', mnc: '', errcode: code, errdesc };
	const answer: WholeAnswer =
		version === '2.0' ? json(420, { imm }) : { ...text(420, `ERR ${code} ${errdesc}`), http10: true };
	return { ...answer, reason: 'METHOD_INVOCATION_FAILURE', ...(code === '' ? { body: '' } : {}) };
}
