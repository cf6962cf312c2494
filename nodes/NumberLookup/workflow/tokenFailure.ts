/** Why no access token could be fetched, in words; nothing of an error is quoted but words from lists, for it may hold a secret. */

import { z } from 'zod';

import { adviceWhereUnreachable } from '../lookup/endings';
import type { AccountFailure } from '../providers/provider';

/** The reasons of OAuth2 servers (RFC 6749, 5.2). */
const refusalSchema = z.enum([
	'access_denied',
	'invalid_client',
	'invalid_grant',
	'invalid_request',
	'invalid_scope',
	'unauthorized_client',
	'unsupported_grant_type',
]);

/** What n8n's OAuth2 client, its HTTP client and Node each put into their errors. */
const thrownSchema = z
	.object({
		name: z.string().catch(''),
		/** The system's word, such as `ECONNREFUSED`. */
		code: z
			.string()
			.regex(/^[A-Z][A-Z\d_]{1,40}$/)
			.catch(''),
		status: z.number().catch(0),
		response: z.object({ status: z.number() }).catch({ status: 0 }),
		body: z.object({ error: refusalSchema }).nullable().catch(null),
	})
	.catch({ name: '', code: '', status: 0, response: { status: 0 }, body: null });

/** @param error whatever fetching a token threw. */
export function tokenFailure(error: unknown): AccountFailure {
	const { name, code, body, ...thrown } = thrownSchema.parse(error);
	const status = thrown.status > 0 ? thrown.status : thrown.response.status;
	if (name.startsWith('SsrfBlocked')) return forbidden;
	if (body !== null) return refused(body.error);
	if (status >= 500) {
		const message = `The server of the Access Token URL failed (HTTP ${status}); try again later.`;
		return { cause: 'unreachable', code: `HTTP ${status}`, message };
	}
	if (status >= 300) return refused(`HTTP ${status}`);
	// `EAUTH` is what n8n's client calls a refusal; here, one for a reason in no list.
	return code === '' || code === 'EAUTH' || status > 0 ? noToken : unreachable(code);
}

const whatToCheck = 'Check Client ID, Client Secret, Access Token URL and Scope in the credential.';

/** The server answered, but not with a token. */
export const noToken: AccountFailure = {
	cause: 'token_refused',
	code: 'no token',
	message: `What answers at the Access Token URL sent no access token. ${whatToCheck}`,
};

export const tokenTooLate: AccountFailure = {
	cause: 'unreachable',
	code: 'ETIMEDOUT',
	message:
		'No access token came from the Access Token URL in time. Check it in the credential, and that a firewall lets n8n out to it, or raise the Timeout option.',
};

/** n8n fetches tokens itself, under its own settings. */
const forbidden: AccountFailure = {
	cause: 'forbidden_address',
	code: 'SSRF',
	message:
		'n8n’s SSRF protection does not allow the Access Token URL; an administrator can allow it in n8n’s settings.',
};

function refused(code: string): AccountFailure {
	return { cause: 'token_refused', code, message: `No access token could be fetched (${code}). ${whatToCheck}` };
}

function unreachable(code: string): AccountFailure {
	const advice = adviceWhereUnreachable(code, 'Check it in the credential, and that a firewall lets n8n out to it.');
	return { cause: 'unreachable', code, message: `No connection to the Access Token URL (${code}). ${advice}` };
}
