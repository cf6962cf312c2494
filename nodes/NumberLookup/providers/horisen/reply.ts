/** Judges HORISEN's replies: what the text says first, the HTTP status only where it says nothing. */

import { networkCodes } from '../../reference/networks';
import { problemOfStatus, unreadable } from '../httpStatus';
import type { Problem, Reply } from '../provider';
import type { WholeReply } from '../readWhole';
import { answered, emptyReply, providerError, unanswered } from '../replies';
import { meaningOf } from './codes';
import { readForms, type Said } from './forms';

/** @param msisdn the number asked about; the text form does not repeat it, JSON does. */
export function readHorisenReply(msisdn: string, reply: WholeReply): Reply {
	const said = readForms(reply.body, reply.complete);
	if (said !== null) return judge(msisdn, said, reply.body);
	return reply.complete ? unanswered(problemWithoutCode(reply)) : emptyReply;
}

function judge(msisdn: string, said: Said, raw: string): Reply {
	const meaning = meaningOf(said.code);
	if (meaning.kind === 'account') {
		const { cause, message } = meaning;
		return unanswered({ kind: 'account', failure: { cause, code: said.code, message } });
	}
	if (meaning.kind === 'failure') return unanswered(providerError(said.code, meaning.message, meaning));
	const answeredNumber = said.fields.get('msisdn')?.replace(/^(\+|00)/, '') ?? '';
	if (answeredNumber !== '' && answeredNumber !== msisdn) {
		const message = 'HORISEN answered for another number than the one asked; the answer is not used.';
		return unanswered(providerError('other number', message));
	}
	// Empty, or something that is no network, where HORISEN knows none.
	const network = meaning.tellsNetwork ? networkCodes(said.fields.get('mcc'), said.fields.get('mnc')) : null;
	return answered(msisdn, {
		status: meaning.status === 'ok' && network === null ? 'no_information' : meaning.status,
		providerCode: said.code,
		mcc: network?.mcc,
		mnc: network?.mnc,
		lookupType: 'mnp',
		details: detailsOf(said),
		raw,
	});
}

const toldElsewhere: ReadonlySet<string> = new Set(['msisdn', 'mcc', 'mnc', 'errcode']);

function detailsOf(said: Said): Record<string, string> {
	return Object.fromEntries([...said.fields].filter(([name, value]) => value !== '' && !toldElsewhere.has(name)));
}

function problemWithoutCode(reply: WholeReply): Problem {
	// METHOD_INVOCATION_FAILURE should carry a code in its body (section 4), but can come without.
	if (reply.status === 420) return providerError('HTTP 420', 'HORISEN refused the request without saying why.');
	return problemOfStatus(reply) ?? unreadable(reply);
}
