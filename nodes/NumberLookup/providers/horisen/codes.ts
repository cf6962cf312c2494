/** HORISEN's error codes and what they mean here (MNP HTTP API 1.0, section 3.4, error codes). */

import type { Status } from '../../reference/statuses';
import type { AccountFailureCause } from '../provider';

export type Meaning =
	| { kind: 'answer'; status: Status; tellsNetwork: boolean }
	| { kind: 'account'; cause: AccountFailureCause; message: string }
	| { kind: 'failure'; message: string; mayPass: boolean };

/** RC_MISSING_MANDATORY_PARAMETER. */
export const missingParameterCode = '110';

/** RC_BAD_PARAMETER_VALUE. */
export const badParameterCode = '112';

const meanings: ReadonlyMap<string, Meaning> = new Map([
	['000', answer('ok', 'tells network')],
	['101', failure('HORISEN reports an error in its own application; try again later.', 'may pass')],
	['103', account('wrong_password', 'HORISEN knows no account with this user name and password; check both.')],
	[
		'104',
		account(
			'address_not_allowed',
			'HORISEN does not accept this server’s IP address for the account; ask HORISEN to add it.',
		),
	],
	[missingParameterCode, failure('HORISEN says that the request lacks a parameter.')],
	['111', failure('HORISEN does not know this kind of query.')],
	[badParameterCode, failure('HORISEN says that a parameter of the request has the wrong form.')],
	['113', account('no_credit', 'The HORISEN account has no credit left; top it up.')],
	['140', answer('no_information')],
	['141', answer('not_permitted')],
	['151', answer('prefix_guess', 'tells network')],
]);

/** @returns what a code means; one that is in no list is an answer whose network is not trusted. */
export function meaningOf(code: string): Meaning {
	return meanings.get(code) ?? answer('unexpected_data');
}

function answer(status: Status, network?: 'tells network'): Meaning {
	return { kind: 'answer', status, tellsNetwork: network !== undefined };
}

function account(cause: AccountFailureCause, message: string): Meaning {
	return { kind: 'account', cause, message };
}

function failure(message: string, outlook?: 'may pass'): Meaning {
	return { kind: 'failure', message, mayPass: outlook !== undefined };
}
