/** What the user reads when an account cannot be used. */

import { type IExecuteFunctions, type INode, type JsonObject, NodeApiError } from 'n8n-workflow';

import type { AccountFailure, AccountFailureCause, ProviderFacts } from '../providers/provider';

const headlines: Record<AccountFailureCause, string> = {
	wrong_password: 'does not accept this user name and password',
	address_not_allowed: 'does not accept requests from this IP address',
	no_credit: 'has no credit left on this account',
	account_locked: 'has locked this account',
	token_refused: 'gives or accepts no access token',
	refused: 'refused the account',
	unreachable: 'cannot be reached',
	forbidden_address: 'may not be asked from this n8n',
	limits_unknown: 'was not asked any more',
	misconfigured: 'is not set up',
};

const n8nCauses: Record<
	AccountFailureCause,
	'credential-invalid' | 'quota-exhausted' | 'temporarily-unavailable' | 'configuration-invalid'
> = {
	wrong_password: 'credential-invalid',
	address_not_allowed: 'configuration-invalid',
	no_credit: 'quota-exhausted',
	account_locked: 'credential-invalid',
	token_refused: 'credential-invalid',
	refused: 'credential-invalid',
	unreachable: 'temporarily-unavailable',
	forbidden_address: 'configuration-invalid',
	limits_unknown: 'temporarily-unavailable',
	misconfigured: 'configuration-invalid',
};

/** @returns one line: which provider and credential, what happened, and what to do. */
export function accountFailureText(node: INode, facts: ProviderFacts, failure: AccountFailure): string {
	const name = node.credentials?.[facts.credentialType]?.name;
	const credential = name === undefined ? '' : ` (credential "${name}")`;
	return `${facts.displayName}${credential} ${headlines[failure.cause]}. ${failure.message}`;
}

/** @param progress what was answered before, such as "12 of 40 numbers were answered". */
export function accountError(
	context: IExecuteFunctions,
	facts: ProviderFacts,
	failure: AccountFailure,
	progress: string,
): NodeApiError {
	const node = context.getNode();
	const response: JsonObject = { message: failure.code };
	const message = accountFailureText(node, facts, failure);
	const error = new NodeApiError(node, response, {
		message,
		description: progress,
		failure: { cause: n8nCauses[failure.cause] },
	});
	// Where a message holds a word such as ECONNREFUSED, n8n replaces it by a sentence that names neither credential nor host.
	error.message = message;
	return error;
}
