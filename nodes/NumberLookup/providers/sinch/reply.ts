/** Reads Sinch's replies: `result=OK;imsi=24008;location=46`, three sentences, and refusals told by the HTTP status. */

import { callingCodeOf, locate } from '../../reference/countries';
import { networkOf, splitImsi } from '../../reference/networks';
import { isWebPage, problemOfStatus, unreadable } from '../httpStatus';
import type { AccountFailure, Reply } from '../provider';
import type { WholeReply } from '../readWhole';
import { answered, emptyReply, providerError, unanswered } from '../replies';
import {
	causeOfBlockedAccount,
	causeOfRefusedSignIn,
	missingNumberResult,
	okResult,
	refusal,
	results,
	throttledResult,
} from './codes';

/** @param msisdn the number asked about, which the reply does not repeat. */
export function readSinchReply(msisdn: string, reply: WholeReply): Reply {
	// Neither a length nor a line end stands in the text: a broken-off `imsi=31026` may have been `imsi=310260`.
	if (!reply.complete) return emptyReply;
	return judgeBody(msisdn, reply) ?? judgeStatus(msisdn, reply);
}

/** @returns null where the body is none of the documented ones, so that the status must tell. */
function judgeBody(msisdn: string, reply: WholeReply): Reply | null {
	const fields = readFields(reply.body.trim());
	if (fields === null) return null;
	const word = fields.get('result') ?? '';
	if (word === okResult) return judgeOk(msisdn, fields, reply);
	if (word === throttledResult) return unanswered({ kind: 'throttled', code: word, retryAfterMs: null });
	if (word === missingNumberResult) {
		const message = 'Sinch says that the request holds no number; something between n8n and Sinch may have changed it.';
		return unanswered(providerError(word, message));
	}
	const meaning = results.get(word) ?? { status: 'unexpected_data' };
	const details = detailsOf(fields, ['result', 'imsi', 'location']);
	return answered(msisdn, { ...meaning, providerCode: word, details, raw: reply.body });
}

/**
 * @param body `result=<word>` and further `;name=value`, or one of the listed results alone: no document tells whether
 *   the sentences among them have `result=` in front. A bare `OK` is not taken, for any server may say it.
 */
function readFields(body: string): ReadonlyMap<string, string> | null {
	if (results.has(body) || body === throttledResult || body === missingNumberResult) return new Map([['result', body]]);
	if (!/^result=[\w .-]{1,64}(;|$)/.test(body)) return null;
	const fields = new Map<string, string>();
	for (const part of body.split(';')) {
		const [, name, value] = /^\s*([a-z][\w.-]*)=(.*)$/is.exec(part) ?? [];
		if (name === undefined || value === undefined) continue;
		if (fields.has(name)) return null;
		fields.set(name, value.trim());
	}
	return fields;
}

function judgeOk(msisdn: string, fields: ReadonlyMap<string, string>, reply: WholeReply): Reply {
	const imsi = fields.get('imsi') ?? '';
	const network = splitImsi(imsi);
	if (imsi !== '' && network === null) return unanswered(unreadable(reply));
	const location = /^\d{1,15}$/.exec(fields.get('location') ?? '')?.[0];
	return answered(msisdn, {
		status: network === null ? 'no_information' : 'ok',
		providerCode: okResult,
		...network,
		// Five or six digits are the network alone; Sinch calls the field imsi all the same.
		imsi: imsi.length > 6 ? imsi : undefined,
		location,
		roaming: network !== null && location !== undefined && isAbroad(network, location) ? true : undefined,
		details: detailsOf(fields, location === undefined ? ['result', 'imsi'] : ['result', 'imsi', 'location']),
		raw: reply.body,
	});
}

/** Different calling codes are different countries; the same one proves nothing, for countries share some. */
function isAbroad(network: { mcc: string; mnc: string }, location: string): boolean {
	const homeCountry = networkOf(network.mcc, network.mnc, null)?.country ?? null;
	const homeCode = homeCountry === null ? null : callingCodeOf(homeCountry);
	const presentCode = locate(location)?.callingCode ?? null;
	return homeCode !== null && presentCode !== null && homeCode !== presentCode;
}

/** The statuses are those of Sinch's SMS API on the same servers; for lookups none are documented. */
function judgeStatus(msisdn: string, reply: WholeReply): Reply {
	const code = `HTTP ${reply.status}`;
	const isPage = isWebPage(reply.body);
	const text = isPage ? '' : reply.body;
	switch (reply.status) {
		case 203:
		case 401:
			return refused(refusal(causeOfRefusedSignIn(text), code));
		case 402:
			return refused(refusal(causeOfBlockedAccount(text), code));
		case 307:
			return unanswered({ kind: 'throttled', code, retryAfterMs: null });
		case 403:
			// "To number blocked" is about the number; a page is a firewall's.
			if (isPage) return unanswered(unreadable(reply));
			return answered(msisdn, { status: 'not_permitted', providerCode: code, details: {}, raw: reply.body });
		default:
			return unanswered(problemOfStatus(reply) ?? unreadable(reply));
	}
}

function detailsOf(fields: ReadonlyMap<string, string>, told: readonly string[]): Record<string, string> {
	return Object.fromEntries([...fields].filter(([name, value]) => value !== '' && !told.includes(name)));
}

function refused(accountFailure: AccountFailure): Reply {
	return unanswered({ kind: 'account', failure: accountFailure });
}
