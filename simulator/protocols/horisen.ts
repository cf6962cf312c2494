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
import type { HorisenOutcome } from '../outcomes/outcome';
import { outcomeOf } from '../outcomes/outcomes';
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

/** The sample's own number and query id (3.3). */
const sample = { msisdn: '41787078880', queryId: '135c5eea40008a01807c7229938dd852' };

export function horisenRoute(version: HorisenVersion): Route {
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

function lookUp(msisdn: string, version: HorisenVersion): HttpAnswer {
	if (msisdn === '') return error('110', msisdn, version);
	if (!isMsisdn(msisdn)) return error('112', msisdn, version);
	const outcome = outcomeOf(msisdn)?.answers.horisen ?? ordinaryOutcome(msisdn);
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
