/** The networks that simulated subscribers live in. MCC and MNC are strings: `03` and `003` are different networks. */

import { all } from 'mcc-mnc-list';

export interface Network {
	mcc: string;
	mnc: string;
	name: string;
}

/** The well-known networks of the countries that people try first; the public list also holds railways and test networks. */
const wellKnown: Readonly<Record<string, readonly Network[]>> = {
	AT: inCountry('232', { '01': 'A1', '03': 'Magenta', '10': 'Drei' }),
	AU: inCountry('505', { '01': 'Telstra', '02': 'Optus', '03': 'Vodafone' }),
	BE: inCountry('206', { '01': 'Proximus', '10': 'Orange', '20': 'Base' }),
	CH: inCountry('228', { '01': 'Swisscom', '02': 'Sunrise', '03': 'Salt' }),
	DE: inCountry('262', { '01': 'Telekom', '02': 'Vodafone', '03': 'O2' }),
	DK: inCountry('238', { '01': 'TDC', '02': 'Telenor', '06': '3', '20': 'Telia' }),
	ES: inCountry('214', { '01': 'Vodafone', '03': 'Orange', '04': 'Yoigo', '07': 'Movistar' }),
	FI: inCountry('244', { '05': 'Elisa', '12': 'DNA', '91': 'Telia' }),
	FR: inCountry('208', { '01': 'Orange', '10': 'SFR', '15': 'Free', '20': 'Bouygues' }),
	GB: inCountry('234', { '10': 'O2', '15': 'Vodafone', '20': '3', '30': 'EE' }),
	IT: inCountry('222', { '01': 'TIM', '10': 'Vodafone', '50': 'Iliad', '88': 'WindTre' }),
	NL: inCountry('204', { '04': 'Vodafone', '08': 'KPN', '16': 'Odido' }),
	NO: inCountry('242', { '01': 'Telenor', '02': 'Telia', '14': 'ice' }),
	PL: inCountry('260', { '01': 'Plus', '02': 'T-Mobile', '03': 'Orange', '06': 'Play' }),
	SE: inCountry('240', { '01': 'Telia', '02': '3', '07': 'Tele2', '08': 'Telenor' }),
	US: [...inCountry('310', { '260': 'T-Mobile', '410': 'AT&T' }), ...inCountry('311', { '480': 'Verizon' })],
};

/** ITU-T E.212, Annex: MCC 001 with MNC 01 is for testing; it serves where a country has no network of its own. */
export const testNetwork: Network = { mcc: '001', mnc: '01', name: 'Test' };

const byCountry = new Map<string, readonly Network[]>();

/** @returns the networks of a country (ISO 3166-1 alpha-2), at least one. */
export function networksOf(country: string): readonly Network[] {
	const known = byCountry.get(country) ?? wellKnown[country] ?? listed(country);
	byCountry.set(country, known);
	return known;
}

function listed(country: string): readonly Network[] {
	const networks = all()
		.filter((row) => row.type === 'National' && row.status === 'Operational' && row.countryCode === country)
		.filter((row) => /^\d{2,3}$/.test(row.mnc))
		.map((row) => ({ mcc: row.mcc, mnc: row.mnc, name: row.brand || row.operator || 'Mobile' }));
	return networks.length === 0 ? [testNetwork] : networks;
}

function inCountry(mcc: string, names: Record<string, string>): Network[] {
	return Object.entries(names).map(([mnc, name]) => ({ mcc, mnc, name }));
}
