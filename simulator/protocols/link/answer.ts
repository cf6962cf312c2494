/** What LINK Mobility says of a number, the same over the gateway and over sockets. */

import countryCodes from 'i18n-iso-countries/codes.json';
import { suffixOf } from '../../outcomes/outcome';
import { fill } from '../../outcomes/placeholders';
import { isMsisdn, subscriberOf, type Subscriber } from '../../subscribers/subscribers';
import { blankFields, type LinkFields } from './fields';
import { type LinkOutcome, linkOutcomes } from './outcomes';

export interface LinkAnswer {
	fields: LinkFields;
	/** The gateway puts the fields inside `response`. */
	nested: boolean;
	bills: readonly string[];
}

/** The document has GB in its tables and GBR in its sample. */
export type CountryForm = 'alpha2' | 'alpha3';

/** The document's sample (Direct connection). */
const sample: LinkFields = {
	...blankFields,
	tel: '441234567890',
	dc: '44',
	cc: 'GBR',
	ndc: '7506',
	lookup: 'hlr',
	nt: 'mobile',
	mcc: '234',
	mnc: '30',
	imsi: '23430',
	cn: 'EE-TM-23430',
	ppcin: 'EE',
	cic: '44548',
	tadig: 'GBRME',
	np: 'na',
	roaming: 'na',
	pres: 'na',
};

const lookups = ['', 'mnp', 'hlr'];

/** LINK's own codes say that nothing was looked up; F0 and F1 confirm the number, the others blank it too (API Gateway, Response). */
const ownCodes = new Map([
	['F0', 'confirmed'],
	['F1', 'confirmed'],
	['F2', 'blank'],
	['F3', 'blank'],
]);

const alpha3 = new Map(countryCodes.map(([alpha2 = '', code = '']) => [alpha2, code]));

/** @param lookup the parameter as it came; empty for the account's profile, which asks MNP first and then HLR. */
export function linkAnswer(tel: string, lookup: string, form: CountryForm): LinkAnswer {
	if (!isMsisdn(tel) || !lookups.includes(lookup)) return refused(tel, 'F2');
	const outcome = linkOutcomes[suffixOf(tel)] ?? {};
	if (outcome.e !== undefined && ownCodes.has(outcome.e)) return refused(tel, outcome.e);
	const subscriber = subscriberOf(tel);
	const fields = tel === sample.tel && lookup !== 'mnp' ? sample : found(tel, lookup, subscriber, outcome);
	const cc = form === 'alpha2' ? subscriber.country : (alpha3.get(subscriber.country) ?? '');
	return { fields: { ...fields, cc }, nested: outcome.nested ?? false, bills: [tel] };
}

function refused(tel: string, e: string): LinkAnswer {
	const confirmed = ownCodes.get(e) === 'confirmed' ? tel : '';
	return { fields: { ...blankFields, tel: confirmed, e }, nested: false, bills: [] };
}

function found(tel: string, lookup: string, subscriber: Subscriber, outcome: LinkOutcome): LinkFields {
	const { nested, withoutNetwork, ...told } = outcome;
	const digits = digitsOf(tel, subscriber);
	const kind = told.nt === 'fixed' ? 'fixed' : subscriber.kind;
	const e = told.e ?? (kind === 'unknown' || (kind === 'fixed' && lookup === 'hlr') ? '01' : '');
	if (e !== '' || withoutNetwork) return { ...digits, lookup: lookup || 'hlr', e };
	if (kind === 'fixed') return { ...digits, lookup: 'mnp', nt: 'fixed', np: 'no' };
	// What only a live answer can tell is left out of one from the portability data.
	const applies = told.lookup !== 'hlr' || lookup !== 'mnp';
	const byDefault = told.lookup ?? 'mnp';
	const served = mobile(digits, subscriber, lookup === '' ? byDefault : lookup);
	return applies ? { ...served, ...filled(told, subscriber) } : served;
}

/** What the digits themselves tell. */
function digitsOf(tel: string, { callingCode }: Subscriber): LinkFields {
	const ndc = tel.slice(callingCode.length, callingCode.length + 3);
	return { ...blankFields, tel, dc: callingCode, ndc, np: 'na', roaming: 'na', pres: 'na' };
}

function mobile(digits: LinkFields, { network, country, ported }: Subscriber, lookup: string): LinkFields {
	const { mcc, mnc, name } = network;
	const shortName = name
		.replace(/[^A-Za-z0-9]/g, '')
		.slice(0, 2)
		.toUpperCase()
		.padEnd(2, 'X');
	return {
		...digits,
		lookup,
		nt: 'mobile',
		mcc,
		mnc,
		imsi: `${mcc}${mnc}`,
		cn: `${name}-${mcc}${mnc}`,
		tadig: `${alpha3.get(country) ?? ''}${shortName}`,
		ppcin: shortName,
		cic: `${digits.dc}${mcc}`,
		...(lookup === 'hlr' ? { pres: 'yes', roaming: 'no' } : { np: ported ? 'yes' : 'no' }),
	};
}

function filled(told: Partial<LinkFields>, subscriber: Subscriber): Partial<LinkFields> {
	return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, fill(value, subscriber)]));
}
