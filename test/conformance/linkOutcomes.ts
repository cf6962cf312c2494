import type { ExpectedOutcomes } from './subject';

/** What LINK says of numbers, alike over the gateway and over sockets. */
export const linkOutcomes: ExpectedOutcomes = {
	'9001': { status: 'unknown_subscriber', code: '01' },
	'9005': { status: 'unidentified_subscriber', code: '05' },
	'9006': { status: 'absent_subscriber', code: '06' },
	'9009': { status: 'illegal_subscriber', code: '09' },
	'9011': { status: 'teleservice_not_provisioned', code: '0B' },
	'9013': { status: 'call_barred', code: '0D' },
	'9021': { status: 'facility_not_supported', code: '15' },
	'9027': { status: 'absent_subscriber', code: '1B' },
	'9034': { status: 'network_failure', code: '22' },
	'9035': { status: 'unexpected_data', code: '23' },
	'9036': { status: 'unexpected_data', code: '24' },
	// No error, but `pres` says no.
	'9042': { status: 'absent_subscriber' },
	'9044': { status: 'no_information' },
	'9048': { status: 'unexpected_data', code: '7F' },
	'9060': { status: 'network_failure', code: '22' },
	'9061': { status: 'network_failure', code: '22' },
	'9062': { status: 'network_failure', code: '22' },
	'9063': { status: 'network_failure', code: '22' },
	'9070': { status: 'not_permitted', code: 'F1', billed: 0 },
	'9071': { status: 'not_permitted', code: 'F0', billed: 0 },
	'9072': { status: 'provider_error', code: 'F2', billed: 0 },
	'9073': { status: 'provider_error', code: 'F2', billed: 0 },
	'9074': { status: 'provider_error', code: 'F3', billed: 0, attempts: 3 },
};
