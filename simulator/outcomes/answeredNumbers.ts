/**
 * The outcomes that are answered, `90NN`: every result that the documents list and a few that they leave open. Up to 9039, NN is
 * the number of the GSM MAP error (3GPP TS 29.002). What a provider answers stands in its file of `protocols/`; one that has no
 * such answer answers as it does for any other number.
 */

export const answeredNumbers: Readonly<Record<string, string>> = {
	'9000': 'served, only the network told',
	'9001': 'unknown subscriber',
	'9005': 'unidentified subscriber',
	'9006': 'absent subscriber, for SMS',
	'9009': 'illegal subscriber',
	'9011': 'subscription without SMS',
	'9013': 'barred',
	'9021': 'no SMS where the handset is',
	'9027': 'absent subscriber',
	'9034': 'system failure',
	'9035': 'data missing',
	'9036': 'unexpected data value',
	'9040': 'served, handset at home',
	'9041': 'served, handset abroad',
	'9042': 'served, but the handset is off',
	'9043': 'served, ported',
	'9044': 'no network known',
	'9045': 'success with an empty network',
	'9046': 'network guessed from the prefix',
	'9047': 'landline',
	'9048': 'a code in no list',
	'9049': 'served, full IMSI',
	'9050': 'location as a global title',
	'9051': 'served, in the form of LINK’s tables',
	'9060': 'rejected by the HLR',
	'9061': 'aborted by the HLR',
	'9062': 'no response from the HLR',
	'9063': 'no response in time',
	'9070': 'range or country not permitted',
	'9071': 'lookup type not permitted',
	'9072': 'number malformed, says the provider',
	'9073': 'parameter missing, says the provider',
	'9074': 'internal error',
	'9076': 'batch too long unless the number is alone',
	'9077': 'number malformed, in another form',
	'9078': 'error without a code',
};
