/** Judges HORISEN's replies: what the text says first, the HTTP status only where it says nothing. */

import { problemOfStatus, unreadable } from '../httpStatus';
import type { Answer, Problem, Reply } from '../provider';
import { emptyReply, type WholeReply } from '../readWhole';
import { meaningOf } from './codes';
import { readForms, type Said } from './forms';

/** @param msisdn the number asked about; the text form does not repeat it, JSON does. */
export function readHorisenReply(msisdn: string, reply: WholeReply): Reply {
	const said = readForms(reply.body, reply.complete);
	if (said !== null) return judge(msisdn, said, reply.body);
	return reply.complete ? failure(problemWithoutCode(reply)) : emptyReply;
}

function judge(msisdn: string, said: Said, raw: string): Reply {
	const meaning = meaningOf(said.code);
	if (meaning.kind === 'account') {
		const { cause, message } = meaning;
		return failure({ kind: 'account', failure: { cause, code: said.code, message } });
	}
	if (meaning.kind === 'failure') return failed(said.code, meaning.message, meaning.mayPass);
	const answeredNumber = said.fields.get('msisdn')?.replace(/^(\+|00)/, '') ?? '';
	if (answeredNumber !== '' && answeredNumber !== msisdn) {
		return failed(
			'other number',
			'HORISEN answered for another number than the one asked; the answer is not used.',
			false,
		);
	}
	const network = meaning.tellsNetwork ? networkOf(said) : null;
	const answer: Answer = {
		status: meaning.status === 'ok' && network === null ? 'no_information' : meaning.status,
		providerCode: said.code,
		mcc: network?.mcc,
		mnc: network?.mnc,
		lookupType: 'mnp',
		details: detailsOf(said),
		raw,
	};
	return { answers: new Map([[msisdn, answer]]), problem: null };
}

/** @returns null where HORISEN left the network empty or wrote something that is none. */
function networkOf(said: Said): { mcc: string; mnc: string } | null {
	const mcc = said.fields.get('mcc') ?? '';
	const mnc = said.fields.get('mnc') ?? '';
	return /^\d{3}$/.test(mcc) && /^\d{2,3}$/.test(mnc) ? { mcc, mnc } : null;
}

const toldElsewhere: ReadonlySet<string> = new Set(['msisdn', 'mcc', 'mnc', 'errcode']);

function detailsOf(said: Said): Record<string, string> {
	return Object.fromEntries([...said.fields].filter(([name, value]) => value !== '' && !toldElsewhere.has(name)));
}

function problemWithoutCode(reply: WholeReply): Problem {
	// METHOD_INVOCATION_FAILURE should carry a code in its body (section 4), but can come without.
	if (reply.status === 420) return failedBecause('HTTP 420', 'HORISEN refused the request without saying why.', false);
	return problemOfStatus(reply) ?? unreadable(reply);
}

function failed(code: string, message: string, mayPass: boolean): Reply {
	return failure(failedBecause(code, message, mayPass));
}

function failedBecause(code: string, message: string, mayPass: boolean): Problem {
	return { kind: 'failed', status: 'provider_error', code, message, mayPass, uncertain: false };
}

function failure(problem: Problem): Reply {
	return { answers: new Map(), problem };
}
