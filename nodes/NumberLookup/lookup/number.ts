/** One written number, read by the numbering plans (libphonenumber's full metadata). */

import { type CountryCode, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/max';
import { callingCodeOf } from '../reference/countries';
import { PossibleNumber } from './parsedNumber';
import { readWritten, tooLong, type WrittenNumber } from './writtenNumber';

export type { LineType, ParsedNumber } from './parsedNumber';

export type NumberReading = { ok: true; number: PossibleNumber } | { ok: false; reason: string };

/**
 * @param defaultCountry for digits without `+` or `00`; null reads these internationally, too.
 * @returns the number, if its length is one that its country's plan allows, or a sentence that says what is wrong.
 */
export function readNumber(text: string, defaultCountry: CountryCode | null): NumberReading {
	const result = readWritten(text);
	if (!result.ok) return result;
	const { written } = result;
	const country = written.international ? null : defaultCountry;
	const number = country === null ? internationally(written) : inCountry(written, country);
	return number === null ? { ok: false, reason: whyNot(written, country) } : { ok: true, number };
}

function inCountry(written: WrittenNumber, country: CountryCode): PossibleNumber | null {
	// No calling code begins with 0, so only a national number can be meant.
	return written.digits.startsWith('0') ? nationally(written, country) : best(readings(written, country));
}

/**
 * What digits alone can mean in a country, the likeliest first: with its calling code in front, as people write it there,
 * with another country's calling code, without the trunk prefix (spreadsheets eat zeros).
 */
function* readings(written: WrittenNumber, country: CountryCode): Generator<PossibleNumber | null> {
	const hasCallingCode = written.digits.startsWith(callingCodeOf(country) ?? '+');
	if (hasCallingCode) yield internationally(written);
	const national = nationally(written, country);
	if (national?.isWrittenThereAs(written.digits, country)) yield national;
	if (!hasCallingCode) yield internationally(written);
	yield national;
}

/** @returns the first valid one, else the first possible one. */
function best(candidates: Iterable<PossibleNumber | null>): PossibleNumber | null {
	let possible: PossibleNumber | null = null;
	for (const candidate of candidates) {
		if (candidate?.valid) return candidate;
		possible ??= candidate;
	}
	return possible;
}

/** The zero in brackets is a trunk prefix in some countries, part of the number in others, and a slip in the rest. */
function internationally({ digits, digitsWithoutBracketedZero }: WrittenNumber): PossibleNumber | null {
	const asWritten = parse(`+${digits}`);
	return digitsWithoutBracketedZero === null ? asWritten : best([asWritten, parse(`+${digitsWithoutBracketedZero}`)]);
}

function nationally(
	{ digits, digitsWithoutBracketedZero }: WrittenNumber,
	country: CountryCode,
): PossibleNumber | null {
	const asWritten = parse(digits, country);
	return digitsWithoutBracketedZero === null
		? asWritten
		: best([asWritten, parse(digitsWithoutBracketedZero, country)]);
}

/** @param country reads the text nationally. */
function parse(text: string, country?: CountryCode): PossibleNumber | null {
	const phone = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
	if (phone === undefined) return null;
	const number = new PossibleNumber(phone);
	// A valid number is a possible one, and most are valid.
	if (!number.valid && !phone.isPossible()) return null;
	// The library also takes a country's own international prefix (011 in the US); here only + and 00 are one.
	if (country !== undefined && phone.countryCallingCode !== callingCodeOf(country)) return null;
	// Some plans have longer ones for calls within the country (Korea's 00308), which nobody abroad can dial or look up.
	if (phone.number.length > '+'.length + mostDigits) return null;
	return number;
}

const tooShort = 'Too short for a phone number.';

/** Fewer digits are a short code or a scrap, more are no E.164 number, whatever country they were meant for. */
const fewestDigits = 5;
const mostDigits = 15;

function whyNot({ international, digits }: WrittenNumber, country: CountryCode | null): string {
	if (digits.length < fewestDigits) return tooShort;
	if (digits.length > mostDigits) return tooLong;
	if (!international && country === null) {
		return 'Written nationally; set a Default Country, or write it with + and the country code.';
	}
	const length =
		country === null ? validatePhoneNumberLength(`+${digits}`) : validatePhoneNumberLength(digits, country);
	switch (length) {
		case 'TOO_SHORT':
		case 'NOT_A_NUMBER':
			return tooShort;
		case 'TOO_LONG':
			return tooLong;
		case 'INVALID_LENGTH':
			return 'No phone number of this country has so many digits.';
		case 'INVALID_COUNTRY':
			return 'No country has the calling code that this number begins with.';
		case undefined:
			return 'Begins with an international prefix other than 00; write + in its place.';
	}
}
