/** Countries and calling codes: what people write for a country, and where a calling code or global title points. */

import isoCodes from 'i18n-iso-countries/codes.json';
import { type CountryCode, getCountries, isSupportedCountry } from 'libphonenumber-js/max';
import numberingPlans from 'libphonenumber-js/max/metadata';
import { countryByName } from './countryNames';

/** ITU-T E.164: calling codes have one to three digits, and none begins another. */
const longestCallingCode = 3;

/** The countries of each calling code, the one that administers it first; none for satellites and other worldwide services. */
const countriesOfCallingCode = new Map<string, readonly string[]>([
	...Object.entries(numberingPlans.country_calling_codes),
	...Object.keys(numberingPlans.nonGeographic).map((callingCode) => [callingCode, []] as const),
]);

const callingCodeOfCountry = new Map(
	[...countriesOfCallingCode].flatMap(([callingCode, countries]) =>
		countries.map((country) => [country, callingCode] as const),
	),
);

/** Other ways to write a country's code: ISO 3166-1 alpha-3, and `UK`, which ISO reserves for GB. */
const otherCodes = new Map<string, string>([
	['UK', 'GB'],
	['XKX', 'XK'],
	...isoCodes.flatMap(([alpha2, alpha3]) =>
		alpha2 === undefined || alpha3 === undefined ? [] : [[alpha3, alpha2] as const],
	),
]);

const supportedCountries = getCountries();

/** A locale (`de-DE`, `en_GB`), or a subdivision (`US-CA`). */
const codeInTag = [/^[a-z]{2,3}[-_]([A-Z]{2})$/, /^([A-Z]{2})-[A-Z0-9]{1,3}$/];
/** `DE - Germany` */
const codeBeforeName = /^(\p{L}{2,3})(?:\s*[-–:/|]\s*|\s+)(\p{L}.*)$/u;
/** `Germany (DE)`, `USA (+1)`; and the other way round. */
const inBrackets = /^(.+?)\s*[([](.+)[)\]]$/;

const callingCodeAlone = /^\(?(?:\+|00)\s*([1-9]\d{0,2})\)?$/;
/** What Excel makes of `+44`. A single digit may be anything, and 1 and 7 are codes of several large countries. */
const bareCallingCode = /^[1-9]\d{1,2}$/;
/** ISO 3166-1 numeric: 250 is France there, and Rwanda by its calling code. */
const numericCodes: ReadonlySet<string> = new Set(isoCodes.map(([, , numeric]) => numeric ?? ''));

/**
 * @param text ISO 3166-1 alpha-2 or alpha-3, or `UK`, in any case; a name in English, the country's own or many another
 *   language; a calling code; a locale; a flag.
 * @returns alpha-2, or null where the text names no country that has phone numbers. Of countries that share a calling code, it is
 *   the one that administers it: their numbers are read alike.
 */
export function countryCode(text: string): CountryCode | null {
	const written = text.trim();
	const code = written.toUpperCase();
	return countryOfCode(code) ?? supported(countryWritten(written));
}

function countryWritten(text: string): string | null {
	if (text === '') return null;
	const bare = numericCodes.has(text) ? undefined : bareCallingCode.exec(text)?.[0];
	const callingCode = callingCodeAlone.exec(text)?.[1] ?? bare;
	if (callingCode !== undefined) return countriesOfCallingCode.get(callingCode)?.[0] ?? null;
	for (const tag of codeInTag) {
		const known = countryOfCode(tag.exec(text)?.[1] ?? '');
		if (known !== null) return known;
	}
	return countryByName(text, supportedCountries) ?? countryWrittenTwice(text);
}

/** A code is believed only beside the same country's name: `CO - Colorado` is none. */
function countryWrittenTwice(text: string): string | null {
	const [, one = '', other = ''] = codeBeforeName.exec(text) ?? inBrackets.exec(text) ?? [];
	if (other === '') return null;
	const [first, second] = [countryCode(one), countryCode(other)];
	return first === second ? first : isSameCallingCode(first, second) ? first : null;
}

function isSameCallingCode(one: string | null, other: string | null): boolean {
	return one !== null && other !== null && callingCodeOf(one) === callingCodeOf(other);
}

function countryOfCode(code: string): CountryCode | null {
	return supported(otherCodes.get(code) ?? code);
}

function supported(code: string | null): CountryCode | null {
	return code !== null && isSupportedCountry(code) ? code : null;
}

/** Place of the international prefix in a country's plan, as the library's metadata has it. */
const prefixInPlan = 1;

const internationalPrefixes = new Map<CountryCode, RegExp>();

/** @returns what begins digits that people in the country dial abroad with: its own international prefix, as a rule `00`. */
export function internationalPrefixOf(country: CountryCode): RegExp {
	const known = internationalPrefixes.get(country);
	if (known !== undefined) return known;
	const listed: unknown = numberingPlans.countries[country]?.[prefixInPlan];
	const prefix = new RegExp(`^(?:${typeof listed === 'string' ? listed : '00'})`);
	internationalPrefixes.set(country, prefix);
	return prefix;
}

/** @returns the calling code of a country (alpha-2) in digits, such as `44`, or null. */
export function callingCodeOf(country: string): string | null {
	return callingCodeOfCountry.get(country) ?? null;
}

/**
 * @param digits a calling code or a global title.
 * @returns the calling code that it begins with, and that code's country: null where several share it or none has it.
 */
export function locate(digits: string): { callingCode: string; country: string | null } | null {
	for (let length = longestCallingCode; length > 0; length--) {
		const callingCode = digits.slice(0, length);
		const countries = countriesOfCallingCode.get(callingCode);
		if (countries !== undefined) return { callingCode, country: onlyOf(countries) };
	}
	return null;
}

/** @returns of countries that share one calling code, the one that administers it, such as US of PR, US and VI; else null. */
export function mainCountryOf(countries: readonly string[]): string | null {
	const callingCode = onlyOf([...new Set(countries.map(callingCodeOf))]);
	const main = callingCode === null ? undefined : countriesOfCallingCode.get(callingCode)?.[0];
	return main !== undefined && countries.includes(main) ? main : null;
}

function onlyOf<Value>(values: readonly Value[]): Value | null {
	return values.length === 1 ? (values[0] ?? null) : null;
}
