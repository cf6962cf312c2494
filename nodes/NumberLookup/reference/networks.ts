/** Mobile networks by MCC and MNC. The list is large, so it is indexed when it is first asked. */

import { all } from 'mcc-mnc-list';
import { mainCountryOf } from './countries';

/** A row of the list as it really is: its own types leave out the nulls. */
interface ListedRow {
	mcc: string;
	mnc: string;
	/** Alpha-2, a subdivision (`GE-AB`), several (`BQ/CW/SX`), or null for satellites, ships and tests. */
	countryCode: string | null;
	brand: string | null;
	operator: string | null;
}

interface Network {
	name: string | null;
	countries: readonly string[];
}

/** All that is listed under one MCC and MNC: a code can have several rows, one for each country that it serves. */
interface Listed {
	rows: Network[];
	countries: Set<string>;
}

/** All that is listed under one MCC. */
interface MobileCountry {
	/** By MNC. */
	networks: Map<string, Listed>;
	countries: Set<string>;
}

let mobileCountries: ReadonlyMap<string, MobileCountry> | null = null;

/** @returns the index by MCC. Rows count whatever their status says: networks in daily use are listed as not operational. */
function indexed(): ReadonlyMap<string, MobileCountry> {
	if (mobileCountries !== null) return mobileCountries;
	const index = new Map<string, MobileCountry>();
	const rows: readonly ListedRow[] = all();
	for (const row of rows) {
		if (!/^\d{2,3}$/.test(row.mnc)) continue;
		const { networks, countries } = index.get(row.mcc) ?? {
			networks: new Map<string, Listed>(),
			countries: new Set(),
		};
		index.set(row.mcc, { networks, countries });
		const listed = networks.get(row.mnc) ?? { rows: [], countries: new Set() };
		networks.set(row.mnc, listed);
		const network = networkIn(row);
		listed.rows.push(network);
		for (const country of network.countries) {
			listed.countries.add(country);
			countries.add(country);
		}
	}
	mobileCountries = index;
	return index;
}

function networkIn({ brand, operator, countryCode }: ListedRow): Network {
	const name = brand ?? operator;
	return {
		name: name === 'Unassigned' ? null : name,
		countries: countryCode === null ? [] : countryCode.split('/').map((code) => code.slice(0, 2)),
	};
}

/**
 * @param preferredCountry alpha-2 of the country to choose where a code serves several, usually the number's.
 * @returns the network's name as customers know it, null where the MNC is not listed, and its country, null where that is
 *   none or cannot be told; null where the MCC is not listed either.
 */
export function networkOf(
	mcc: string,
	mnc: string,
	preferredCountry: string | null,
): { name: string | null; country: string | null } | null {
	const mobileCountry = indexed().get(mcc);
	if (mobileCountry === undefined) return null;
	const listed = mobileCountry.networks.get(mnc);
	if (listed === undefined) return { name: null, country: countryAmong(mobileCountry.countries, preferredCountry) };
	const country = countryAmong(listed.countries, preferredCountry);
	const { rows } = listed;
	const network = rows.find(({ countries }) => country !== null && countries.includes(country)) ?? rows[0];
	return { name: network?.name ?? null, country };
}

function countryAmong(countries: ReadonlySet<string>, preferred: string | null): string | null {
	if (preferred !== null && countries.has(preferred)) return preferred;
	const [only = null] = countries;
	return countries.size <= 1 ? only : mainCountryOf([...countries]);
}

/**
 * Splits an IMSI, or its first five or six digits, which are all MCC and MNC.
 * @returns MCC and MNC, leading zeros kept; null where it is not 5 to 15 digits.
 */
export function splitImsi(imsi: string): { mcc: string; mnc: string } | null {
	if (!/^\d{5,15}$/.test(imsi)) return null;
	const mcc = imsi.slice(0, 3);
	const mncLength = imsi.length <= 6 ? imsi.length - 3 : mncLengthIn(mcc, imsi);
	return { mcc, mnc: imsi.slice(3, 3 + mncLength) };
}

/** A full IMSI does not tell where its MNC ends: a listed code decides, the longer one first, else the country's custom. */
function mncLengthIn(mcc: string, imsi: string): 2 | 3 {
	const networks = indexed().get(mcc)?.networks;
	if (networks === undefined) return 2;
	if (networks.has(imsi.slice(3, 6))) return 3;
	if (networks.has(imsi.slice(3, 5))) return 2;
	const mncs = [...networks.keys()];
	return mncs.filter((mnc) => mnc.length === 3).length * 2 > mncs.length ? 3 : 2;
}
