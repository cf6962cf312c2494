/** What a LINK lookup's fields say of the number asked. Pure. */

import { networkCodes } from '../../reference/networks';
import type { Answer, Reply } from '../provider';
import { answered, providerError, unanswered } from '../replies';
import { sentenceOfUnlistedCode } from '../unlistedCode';
import type { LinkFields } from './body';
import { failures, notPermitted, statusOfError } from './codes';

/** @returns whether the fields speak of another number than the one asked; a blank `tel` speaks of none. */
export function isOfAnotherNumber({ tel }: LinkFields, msisdn: string): boolean {
	return tel !== '' && tel.replace(/^\+/, '') !== msisdn;
}

/**
 * @param msisdn the one number asked; empty for a credential test's request, which asks about none.
 * @param raw the answer as it came.
 */
export function replyOfFields(fields: LinkFields, msisdn: string, raw: string): Reply {
	if (isOfAnotherNumber(fields, msisdn)) return anotherNumber;
	const code = normalCode(fields.e);
	const failure = failures.get(code);
	if (failure === undefined) return answered(msisdn, answerOf(fields, raw));
	return unanswered(providerError(code, failure.message, failure));
}

const anotherNumber = unanswered(
	providerError('another number', 'LINK answered about another number than the one asked.', {
		mayPass: true,
		uncertain: true,
	}),
);

function answerOf(fields: LinkFields, raw: string): Answer {
	const network = networkCodes(fields.mcc, fields.mnc);
	const roamingNetwork = networkCodes(fields.rmcc, fields.rmnc);
	const lineType = oneOf(['mobile', 'fixed'], fields.nt);
	const lookupType = oneOf(['mnp', 'hlr'], fields.lookup);
	const ported = yesOrNo(fields.np);
	const roaming = yesOrNo(fields.roaming);
	const present = yesOrNo(fields.pres);
	// The document calls `imsi` a part of the IMSI: usually MCC and MNC, which is no IMSI yet.
	const isFullImsi = /^\d{14,15}$/.test(fields.imsi);
	const { status, message } = statusOf(normalCode(fields.e), present, network !== null || lineType === 'fixed');
	const details: Record<string, string> = {};
	const tell = (name: keyof LinkFields) => {
		if (fields[name] !== '') details[name] = fields[name];
	};
	fieldsWithoutPlace.forEach(tell);
	// What has a place of its own stands in the details only where it could not be understood.
	if (network === null) networkFields.forEach(tell);
	if (roamingNetwork === null) roamingNetworkFields.forEach(tell);
	if (!isFullImsi) tell('imsi');
	if (lineType === undefined) tell('nt');
	if (lookupType === undefined) tell('lookup');
	if (ported === undefined) tell('np');
	if (roaming === undefined) tell('roaming');
	if (present === undefined) tell('pres');
	return {
		status,
		message,
		providerCode: fields.e,
		mcc: network?.mcc,
		mnc: network?.mnc,
		ported,
		roaming,
		roamingMcc: roamingNetwork?.mcc,
		roamingMnc: roamingNetwork?.mnc,
		imsi: isFullImsi ? fields.imsi : undefined,
		lineType,
		reachable: status === 'absent_subscriber' ? false : present,
		lookupType,
		details,
		raw,
	};
}

const fieldsWithoutPlace = ['dc', 'cc', 'ndc', 'cic', 'cn', 'npdi', 'tadig', 'rn', 'ppcin'] as const;
const networkFields = ['mcc', 'mnc'] as const;
const roamingNetworkFields = ['rmcc', 'rmnc'] as const;

function statusOf(code: string, present: boolean | undefined, isServed: boolean): Pick<Answer, 'status' | 'message'> {
	if (code === '') {
		if (present === false) return { status: 'absent_subscriber' };
		return { status: isServed ? 'ok' : 'no_information' };
	}
	const refusal = notPermitted.get(code);
	if (refusal !== undefined) return { status: 'not_permitted', message: refusal };
	const status = statusOfError.get(code);
	if (status !== undefined) return { status };
	if (!/^[0-9A-F]{2}$/.test(code)) return { status: 'unexpected_data' };
	return { status: 'unexpected_data', message: sentenceOfUnlistedCode(code, Number.parseInt(code, 16)) };
}

/** Codes have two hexadecimal digits, here in upper case; a lost leading zero is given back. */
function normalCode(e: string): string {
	return e === '' ? '' : e.toUpperCase().padStart(2, '0');
}

function yesOrNo(value: string): boolean | undefined {
	const word = oneOf(['yes', 'no'], value);
	return word === undefined ? undefined : word === 'yes';
}

function oneOf<const Word extends string>(words: readonly Word[], value: string): Word | undefined {
	return words.find((word) => word === value.toLowerCase());
}
