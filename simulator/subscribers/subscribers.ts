/** The subscriber behind each number: invented, but always the same for the same digits. */

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { networksOf, testNetwork, type Network } from './networks';

export interface Subscriber {
	/** `fixed`: a landline, of which an HLR knows nothing. `unknown`: nobody has this number. */
	kind: 'mobile' | 'fixed' | 'unknown';
	/** ISO 3166-1 alpha-2; empty where no country has such a number. */
	country: string;
	callingCode: string;
	/** Serving network; for other than mobile numbers one that an outcome may still name. */
	network: Network;
	ported: boolean;
	/** Serving MSC, digits. */
	msc: string;
	/** MCC, MNC and MSIN, fifteen digits. */
	imsi: string;
}

/** The subscribers of the documents' own sample answers. */
const documented: Readonly<Record<string, Partial<Subscriber>>> = {
	'46708100100': { network: { mcc: '240', mnc: '08', name: 'Telenor' } },
	'46708100200': { network: { mcc: '240', mnc: '04', name: '3GIS' } },
	'447788450450': {
		network: { mcc: '234', mnc: '15', name: 'Vodafone' },
		msc: '447785014185',
		imsi: '234158341040126',
	},
	'447810701702': {
		network: { mcc: '234', mnc: '15', name: 'Vodafone' },
		msc: '447785014185',
		imsi: '234159002945116',
	},
	'447973100100': { kind: 'unknown' },
	'41787078880': { network: { mcc: '228', mnc: '03', name: 'Salt' } },
};

/** @returns whether the text is an MSISDN as the documents want it: international, digits only (E.164: at most fifteen). */
export function isMsisdn(text: string): boolean {
	return /^[1-9]\d{4,14}$/.test(text);
}

/** @param msisdn digits as `isMsisdn` accepts them. */
export function subscriberOf(msisdn: string): Subscriber {
	const known = documented[msisdn];
	const block = blockOf(msisdn);
	const hash = hashOf(msisdn);
	const choice = networksOf(block.country);
	const network = known?.network ?? choice[hash % choice.length] ?? testNetwork;
	return {
		...block,
		network,
		ported: hash % 5 === 0,
		msc: mscOf(block.callingCode, network),
		imsi: imsiOf(msisdn, network),
		...known,
	};
}

/** @returns an MSC's global title, the same for all subscribers of a network. */
export function mscOf(callingCode: string, network: Network): string {
	return `${callingCode}79${network.mcc}${network.mnc}00`;
}

function imsiOf(msisdn: string, { mcc, mnc }: Network): string {
	const msinDigits = 15 - mcc.length - mnc.length;
	return `${mcc}${mnc}${msisdn.slice(-msinDigits).padStart(msinDigits, '0')}`;
}

type Block = Pick<Subscriber, 'kind' | 'country' | 'callingCode'>;

/** Numbering plans give numbers out by the ten thousand or more, so the last four digits decide neither country nor type. */
const digitsInBlock = 4;
const mostBlocks = 100_000;
const blocks = new Map<string, Block>();

/** Remembers blocks: parsing a number takes far longer than all else that an answer needs. */
function blockOf(msisdn: string): Block {
	const prefix = msisdn.slice(0, -digitsInBlock);
	const known = blocks.get(prefix);
	if (known !== undefined) return known;
	if (blocks.size >= mostBlocks) blocks.clear();
	const block = planned(`+${prefix}${'5'.padEnd(digitsInBlock, '0')}`);
	blocks.set(prefix, block);
	return block;
}

/** What the numbering plan says of a number with `+`. */
function planned(number: string): Block {
	const parsed = parsePhoneNumberFromString(number);
	const country = parsed?.country ?? parsed?.getPossibleCountries()[0];
	if (parsed === undefined || country === undefined) return { kind: 'unknown', country: '', callingCode: '' };
	const kind = parsed.getType() === 'FIXED_LINE' ? 'fixed' : 'mobile';
	return { kind, country, callingCode: parsed.countryCallingCode };
}

/** FNV-1a: spreads neighbouring numbers over the networks. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	return hash >>> 0;
}
