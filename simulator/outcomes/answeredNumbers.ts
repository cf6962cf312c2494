/**
 * The outcomes that are answered, `90NN`: every result that the documents list and a few that they leave open. Up to 9039, NN is
 * the number of the GSM MAP error (3GPP TS 29.002).
 */

import type { Outcome } from './outcome';

export const answeredNumbers: ReadonlyArray<Omit<Outcome, 'spoils'>> = [
	{
		suffix: '9000',
		meaning: 'served, only the network told',
		answers: {
			sinch: 'result=OK;imsi={mcc}{mnc}',
			comcetera: '{mcc}{mnc}',
			link: { np: 'no' },
			horisen: { form: 'IMM', code: '000' },
		},
	},
	{
		suffix: '9001',
		meaning: 'unknown subscriber',
		answers: {
			sinch: 'result=UNKNOWN_SUBSCRIBER',
			comcetera: 'ERR1',
			link: { e: '01' },
			horisen: { form: 'IMM', code: '140' },
		},
	},
	{ suffix: '9005', meaning: 'unidentified subscriber', answers: { link: { e: '05' } } },
	{
		suffix: '9006',
		meaning: 'absent subscriber, for SMS',
		answers: { sinch: 'result=ABSENT_SUBSCRIBER_SM', comcetera: 'ERR29', link: { e: '06' } },
	},
	{ suffix: '9009', meaning: 'illegal subscriber', answers: { link: { e: '09' } } },
	{
		suffix: '9011',
		meaning: 'subscription without SMS',
		answers: { sinch: 'result=TELE_SERVICE_NOT_PROVISIONED', comcetera: 'ERR11', link: { e: '0B' } },
	},
	{
		suffix: '9013',
		meaning: 'barred',
		answers: { sinch: 'result=CALL_BARRED', comcetera: 'ERR13', link: { e: '0D' } },
	},
	{
		suffix: '9021',
		meaning: 'no SMS where the handset is',
		answers: { sinch: 'result=FACILITY_NOT_SUPPORTED', comcetera: 'ERR21', link: { e: '15' } },
	},
	{
		suffix: '9027',
		meaning: 'absent subscriber',
		answers: { sinch: 'result=ABSENT_SUBSCRIBER_SM', comcetera: 'ERR29', link: { e: '1B' } },
	},
	{
		suffix: '9034',
		meaning: 'system failure',
		answers: { sinch: 'result=SYSTEM_FAILURE', comcetera: 'ERR36', link: { e: '22' } },
	},
	{ suffix: '9035', meaning: 'data missing', answers: { sinch: 'result=DATA_MISSING', link: { e: '23' } } },
	{
		suffix: '9036',
		meaning: 'unexpected data value',
		answers: { sinch: 'result=UNEXPECTED_DATA_VALUE', link: { e: '24' } },
	},
	{
		suffix: '9040',
		meaning: 'served, handset at home',
		answers: {
			sinch: 'result=OK;imsi={mcc}{mnc};location={home}',
			comcetera: '{mcc}{mnc},{msc},{imsi}',
			link: { lookup: 'hlr', pres: 'yes', roaming: 'no' },
		},
	},
	{
		suffix: '9041',
		meaning: 'served, handset abroad',
		answers: {
			sinch: 'result=OK;imsi={mcc}{mnc};location={away}',
			comcetera: '{mcc}{mnc},{awayMsc},{imsi}',
			link: { lookup: 'hlr', pres: 'yes', roaming: 'yes', rmcc: '{awayMcc}', rmnc: '{awayMnc}' },
		},
	},
	{
		suffix: '9042',
		meaning: 'served, but the handset is off',
		answers: { link: { lookup: 'hlr', pres: 'no', roaming: 'na' } },
	},
	{ suffix: '9043', meaning: 'served, ported', answers: { link: { lookup: 'mnp', np: 'yes' } } },
	{
		suffix: '9044',
		meaning: 'no network known',
		answers: {
			sinch: 'result=OK',
			comcetera: '',
			link: { withoutNetwork: true },
			horisen: { form: 'IMM', code: '140' },
		},
	},
	{
		suffix: '9045',
		meaning: 'success with an empty network',
		answers: {
			sinch: 'result=OK;imsi=',
			comcetera: ',,',
			horisen: { form: 'IMM', code: '000', withoutNetwork: true },
		},
	},
	{
		suffix: '9046',
		meaning: 'network guessed from the prefix',
		answers: { horisen: { form: 'IMM', code: '151' } },
	},
	{
		suffix: '9047',
		meaning: 'landline',
		answers: {
			sinch: 'result=UNKNOWN_SUBSCRIBER',
			comcetera: 'ERR1',
			link: { nt: 'fixed' },
			horisen: { form: 'IMM', code: '140' },
		},
	},
	{
		suffix: '9048',
		meaning: 'a code in no list',
		answers: {
			sinch: 'result=NUMBER_CHANGED',
			comcetera: 'ERR99',
			link: { e: '7F' },
			horisen: { form: 'IMM', code: '199' },
		},
	},
	{
		suffix: '9049',
		meaning: 'served, full IMSI',
		answers: { sinch: 'result=OK;imsi={imsi}', comcetera: '{mcc}{mnc},,{imsi}', link: { imsi: '{imsi}' } },
	},
	{
		suffix: '9050',
		meaning: 'location as a global title',
		answers: { sinch: 'result=OK;imsi={mcc}{mnc};location={awayMsc}', comcetera: '{mcc}{mnc},{awayMsc}' },
	},
	{ suffix: '9051', meaning: 'served, in the form of LINK’s tables', answers: { link: { nested: true } } },
	{
		suffix: '9060',
		meaning: 'rejected by the HLR',
		answers: { sinch: 'result=HLR_REJECT', comcetera: 'ERR36', link: { e: '22' } },
	},
	{
		suffix: '9061',
		meaning: 'aborted by the HLR',
		answers: { sinch: 'result=HLR_ABORT', comcetera: 'ERR36', link: { e: '22' } },
	},
	{
		suffix: '9062',
		meaning: 'no response from the HLR',
		answers: { sinch: 'result=HLR_LOCAL_CANCEL', comcetera: 'ERR36', link: { e: '22' } },
	},
	{
		suffix: '9063',
		meaning: 'no response in time',
		answers: { sinch: 'result=TIMEOUT', comcetera: 'ERR36', link: { e: '22' } },
	},
	{
		suffix: '9070',
		meaning: 'range or country not permitted',
		answers: {
			sinch: 'MSISDN range is not accepted',
			link: { e: 'F1' },
			horisen: { form: 'ERR', code: '141' },
		},
	},
	{
		suffix: '9071',
		meaning: 'lookup type not permitted',
		answers: {
			sinch: 'result=IMSI_LOOKUP_BLOCKED',
			link: { e: 'F0' },
			horisen: { form: 'ERR', code: '111' },
		},
	},
	{
		suffix: '9072',
		meaning: 'number malformed, says the provider',
		answers: { sinch: 'msisdn is invalid', link: { e: 'F2' }, horisen: { form: 'ERR', code: '112' } },
	},
	{
		suffix: '9073',
		meaning: 'parameter missing, says the provider',
		answers: {
			sinch: 'Mandatory parameter msisdn not found',
			comcetera: 'FAIL No numbers specified',
			link: { e: 'F2' },
			horisen: { form: 'ERR', code: '110' },
		},
	},
	{
		suffix: '9074',
		meaning: 'internal error',
		answers: { link: { e: 'F3' }, horisen: { form: 'ERR', code: '101' } },
	},
	{
		suffix: '9076',
		meaning: 'batch too long unless the number is alone',
		answers: { comcetera: 'FAIL Request too long' },
	},
	{
		suffix: '9077',
		meaning: 'number malformed, in another form',
		answers: { sinch: 'result=msisdn is invalid', horisen: { form: 'ERR', code: '112', plainText: true } },
	},
	{ suffix: '9078', meaning: 'error without a code', answers: { horisen: { form: 'ERR', code: '' } } },
];
