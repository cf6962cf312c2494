/** Sinch's result words and refusals, and what they mean here. */

import type { AccountFailure, Answer } from '../provider';

/** A message stands where the status's standard sentence would say too little or too much. */
type Meaning = Pick<Answer, 'status' | 'message' | 'reachable'>;

export const okResult = 'OK';

/** Too many requests at once, not too many a second. */
export const throttledResult = 'REQUEST_THROTTLED';

export const missingNumberResult = 'Mandatory parameter msisdn not found';

export const invalidNumberResult = 'msisdn is invalid';

/** All other result words (HTTP Interface, Response Codes). */
export const results: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
	['UNKNOWN_SUBSCRIBER', { status: 'unknown_subscriber' }],
	['ABSENT_SUBSCRIBER_SM', { status: 'absent_subscriber', reachable: false }],
	['CALL_BARRED', { status: 'call_barred' }],
	['TELE_SERVICE_NOT_PROVISIONED', { status: 'teleservice_not_provisioned' }],
	['FACILITY_NOT_SUPPORTED', { status: 'facility_not_supported' }],
	['SYSTEM_FAILURE', { status: 'network_failure' }],
	['HLR_REJECT', { status: 'network_failure' }],
	['HLR_ABORT', { status: 'no_response', message: 'The mobile network broke the lookup off; try again later.' }],
	['HLR_LOCAL_CANCEL', { status: 'no_response', message: 'The mobile network did not answer Sinch; try again later.' }],
	['TIMEOUT', { status: 'no_response', message: 'The mobile network did not answer Sinch in time; try again later.' }],
	['DATA_MISSING', { status: 'unexpected_data', message: 'The mobile network missed data in the lookup.' }],
	[
		'UNEXPECTED_DATA_VALUE',
		{ status: 'unexpected_data', message: 'The mobile network refused a value in the lookup.' },
	],
	['IMSI_LOOKUP_BLOCKED', { status: 'not_permitted' }],
	['MSISDN range is not accepted', { status: 'not_permitted' }],
	[invalidNumberResult, { status: 'invalid_number', message: 'Sinch refuses the form of this number; check it.' }],
]);

type RefusalCause = 'wrong_password' | 'address_not_allowed' | 'account_locked' | 'no_credit' | 'refused';

const refusalMessages: Readonly<Record<RefusalCause, string>> = {
	wrong_password: 'Sinch refused the user name or password; copy both again from the Client Account Details.',
	address_not_allowed: 'Sinch does not accept this server’s IP address; ask your Sinch account manager to allow it.',
	account_locked: 'Sinch has blocked this account; ask your Sinch account manager why.',
	no_credit: 'The Sinch account has no credit left; top it up.',
	refused:
		'Sinch refused the sign-in without saying why; check user name and password, and ask Sinch whether this server’s IP address is allowed.',
};

/** @param code the HTTP status in words; the provider's text stays out of it, for it may repeat what was sent. */
export function refusal(cause: RefusalCause, code: string): AccountFailure {
	return { cause, code, message: refusalMessages[cause] };
}

/** Reads texts of the SMS API on the same servers, such as "Originator IP address is not authorized". */
export function causeOfRefusedSignIn(text: string): RefusalCause {
	if (/\b(ip|address)\b/i.test(text)) return 'address_not_allowed';
	if (/\b(user|username|password|credentials?|account not found)\b/i.test(text)) return 'wrong_password';
	return 'refused';
}

export function causeOfBlockedAccount(text: string): RefusalCause {
	return /\b(credit|balance|funds)\b/i.test(text) ? 'no_credit' : 'account_locked';
}
