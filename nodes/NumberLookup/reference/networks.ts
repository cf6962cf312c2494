/** Mobile networks by MCC and MNC. The list is large, so it is indexed when it is first asked. */

import { all } from 'mcc-mnc-list';
import { mainCountryOf } from './countries';
import { networkChanges } from './networkChanges';

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

interface Code extends Network {
	mcc: string;
	mnc: string;
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
	for (const { mcc, mnc, ...network } of codes()) {
		const { networks, countries } = index.get(mcc) ?? { networks: new Map<string, Listed>(), countries: new Set() };
		index.set(mcc, { networks, countries });
		const listed = networks.get(mnc) ?? { rows: [], countries: new Set() };
		networks.set(mnc, listed);
		listed.rows.push(network);
		for (const country of network.countries) {
			listed.countries.add(country);
			countries.add(country);
		}
	}
	mobileCountries = index;
	return index;
}

/** @yields what the library lists, with what has changed since. A change that names countries takes the place of all rows. */
function* codes(): Generator<Code> {
	const rows: readonly ListedRow[] = all();
	const brands = brandsByOperator(rows);
	const changes = new Map(networkChanges.map((change) => [change[0], change]));
	for (const row of rows) {
		const { mcc, mnc, countryCode } = row;
		const [, changedName, , changedCountries] = changes.get(`${mcc}-${mnc}`) ?? [];
		if (!/^\d{2,3}$/.test(mnc) || changedCountries !== undefined) continue;
		const name = changedName ?? row.brand ?? brands.get(operatorKey(row)) ?? row.operator;
		yield { mcc, mnc, name: tidied(name), countries: countriesIn(countryCode ?? '') };
	}
	for (const [code, name, , countries] of networkChanges) {
		const [mcc = '', mnc = ''] = code.split('-');
		if (countries !== undefined) yield { mcc, mnc, name, countries: countriesIn(countries) };
	}
}

/** @returns the brand of each operator that has one and no other: often only one of its codes is listed with it. */
function brandsByOperator(rows: readonly ListedRow[]): ReadonlyMap<string, string | null> {
	const brands = new Map<string, string | null>();
	for (const row of rows) {
		if (row.brand === null || row.operator === null) continue;
		const key = operatorKey(row);
		const isOnly = !brands.has(key) || brands.get(key) === row.brand;
		brands.set(key, isOnly ? row.brand : null);
	}
	return brands;
}

function operatorKey({ mcc, operator }: ListedRow): string {
	return `${mcc} ${operator}`;
}

function countriesIn(countryCodes: string): string[] {
	return countryCodes === '' ? [] : countryCodes.split('/').map((code) => code.slice(0, 2));
}

function tidied(name: string | null): string | null {
	return name === null || name === 'Unassigned' ? null : name.replace(/\s+/g, ' ').replace(/ \(ex\. [^)]*\)/, '');
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
	const listed = listedAs(mnc, mobileCountry.networks);
	if (listed === undefined) return { name: null, country: countryAmong(mobileCountry.countries, preferredCountry) };
	const country = countryAmong(listed.countries, preferredCountry);
	const { rows } = listed;
	const network = rows.find(({ countries }) => country !== null && countries.includes(country)) ?? rows[0];
	return { name: network?.name ?? null, country };
}

/**
 * A provider may write an MNC of two digits with three, or one of three with two. 3GPP TS 23.003 puts the missing 0 in front;
 * some numbering plans have it behind, such as 338-050 for 338-05. Of two digits both are possible: found is what is no guess.
 */
function listedAs(mnc: string, networks: ReadonlyMap<string, Listed>): Listed | undefined {
	const exact = networks.get(mnc);
	if (exact !== undefined) return exact;
	if (mnc.length === 3) {
		const inFront = mnc.startsWith('0') ? networks.get(mnc.slice(1)) : undefined;
		return inFront ?? (mnc.endsWith('0') ? networks.get(mnc.slice(0, 2)) : undefined);
	}
	if (mnc.length !== 2) return undefined;
	const [first, second] = [networks.get(`0${mnc}`), networks.get(`${mnc}0`)];
	if (first === undefined || second === undefined) return first ?? second;
	return first.rows[0]?.name === second.rows[0]?.name ? first : undefined;
}

function countryAmong(countries: ReadonlySet<string>, preferred: string | null): string | null {
	if (preferred !== null && countries.has(preferred)) return preferred;
	const [only = null] = countries;
	return countries.size <= 1 ? only : mainCountryOf([...countries]);
}

/** @returns MCC and MNC as they are, if they can be those of a network (ITU-T E.212: three digits, and two or three). */
export function networkCodes(mcc = '', mnc = ''): { mcc: string; mnc: string } | null {
	return /^\d{3}$/.test(mcc) && /^\d{2,3}$/.test(mnc) ? { mcc, mnc } : null;
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

/**
 * A full IMSI does not tell where its MNC ends. A listed code decides, the longer one first, else the country's custom. Where
 * nearly all MNCs have three digits, one of two is a shortened one, such as 310-59.
 */
function mncLengthIn(mcc: string, imsi: string): 2 | 3 {
	const networks = indexed().get(mcc)?.networks;
	if (networks === undefined) return 2;
	if (networks.has(imsi.slice(3, 6))) return 3;
	const withThree = [...networks.keys()].filter((mnc) => mnc.length === 3).length / networks.size;
	if (withThree > 0.9) return 3;
	return networks.has(imsi.slice(3, 5)) || withThree <= 0.5 ? 2 : 3;
}
