/** LINK's error codes in `e` (MNP/HLR Lookup API 1.0.1, "Error codes"). */

import type { Status } from '../../reference/statuses';

/**
 * Hexadecimal GSM MAP user errors. The document lists 01, 05, 09 and 1B; the others are read by the same scheme (inferred).
 * Any code that stands neither here nor below is `unexpected_data`, 23 and 24 among them, whose MAP names say no more.
 */
export const statusOfError: ReadonlyMap<string, Status> = new Map([
	['01', 'unknown_subscriber'],
	['05', 'unidentified_subscriber'],
	['06', 'absent_subscriber'],
	['09', 'illegal_subscriber'],
	['0B', 'teleservice_not_provisioned'],
	['0D', 'call_barred'],
	['15', 'facility_not_supported'],
	['1B', 'absent_subscriber'],
	['22', 'network_failure'],
]);

/** LINK's own codes for what the account may not do. They answer for the number: another may be allowed. */
export const notPermitted: ReadonlyMap<string, string> = new Map([
	['F0', 'Your LINK account may not use this lookup type; choose another Lookup Type or ask LINK to enable it.'],
	['F1', 'Your LINK account may not look up numbers of this country; ask LINK to enable it.'],
]);

/** LINK's own codes for a request that failed, which leave even `tel` blank. */
export const failures: ReadonlyMap<string, { message: string; mayPass: boolean }> = new Map([
	['F2', { message: 'LINK found a parameter of the request invalid.', mayPass: false }],
	['F3', { message: 'LINK failed for a reason it does not know; try again later.', mayPass: true }],
]);
