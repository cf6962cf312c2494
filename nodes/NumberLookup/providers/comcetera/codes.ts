/** Comcetera's words and codes (API Details v2.4, "Query Validity" and "Response Codes"). */

import type { Status } from '../../reference/statuses';
import type { AccountFailure } from '../provider';

/** First line of a reply whose query was accepted. */
export const accepted = 'QUERYOK';

/** Line of its own behind the last number. */
export const batchEnd = 'ENDBATCH';

/** First line where the request held no number; the credential test asks for it. */
export const noNumbers = 'FAIL No numbers specified';

export const tooManyNumbers = 'FAIL Request too long';

/** First lines that refuse the account. The locked account's has more text behind it, so each is matched as a beginning. */
export const accountRefusals: ReadonlyArray<AccountFailure> = [
	{
		code: 'FAIL Invalid password',
		cause: 'wrong_password',
		message: 'Comcetera refused the sign-in; check Username and Password.',
	},
	{
		code: 'FAIL Insufficient credit',
		cause: 'no_credit',
		message: 'The Comcetera account has too little credit for this request; top it up.',
	},
	{
		code: 'ERR ACCOUNT LOCKED',
		cause: 'account_locked',
		message: 'Comcetera has locked the account because an invoice is long overdue; settle it with Comcetera.',
	},
];

/**
 * NPL's own table behind ERR. It is not GSM MAP's, where 29 is shortTermDenial and 36 unexpectedDataValue.
 */
export const statusOfError: ReadonlyMap<number, Status> = new Map([
	[1, 'unknown_subscriber'],
	[11, 'teleservice_not_provisioned'],
	[13, 'call_barred'],
	[21, 'facility_not_supported'],
	[29, 'absent_subscriber'],
	[36, 'network_failure'],
]);
