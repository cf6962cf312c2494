/** Countries and calling codes: what people write for a country, and where a calling code or global title points. */

import isoCodes from 'i18n-iso-countries/codes.json';
import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/max';
import numberingPlans from 'libphonenumber-js/max/metadata';

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
	...isoCodes.flatMap(([alpha2, alpha3]) =>
		alpha2 === undefined || alpha3 === undefined ? [] : [[alpha3, alpha2] as const],
	),
]);

/**
 * @param text ISO 3166-1 alpha-2 or alpha-3, or `UK`, in any case.
 * @returns alpha-2, or null where the text names no country that has phone numbers.
 */
export function countryCode(text: string): CountryCode | null {
	const written = text.trim().toUpperCase();
	const code = otherCodes.get(written) ?? written;
	return isSupportedCountry(code) ? code : null;
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
