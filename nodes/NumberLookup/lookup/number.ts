/** One written number, read by the numbering plans (libphonenumber's full metadata). */

import { type CountryCode, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/max';
import { numbersToday } from '../reference/changedPlans';
import { callingCodeOf, internationalPrefixOf, locate } from '../reference/countries';
import { isInLongerRange } from '../reference/longerRanges';
import { fewestDigits, mostDigits } from './digits';
import { PossibleNumber } from './parsedNumber';
import { readWritten, several, type WrittenFault, type WrittenNumber } from './writtenNumber';

/** `noCountry`: it can be read, if somebody says which country it is of. */
export type ReadingFault = WrittenFault | 'noCountry';

export type NumberReading = { ok: true; number: PossibleNumber } | { ok: false; fault: ReadingFault; reason: string };

/**
 * @param defaultCountry for digits that begin with no calling code; null where none is set.
 * @returns the number, if its length is one that its country's plan allows, or a sentence that says what is wrong.
 */
export function readNumber(text: string, defaultCountry: CountryCode | null): NumberReading {
	const result = readWritten(text);
	if (!result.ok) return result;
	const { written } = result;
	const number = bestReading(written, defaultCountry);
	if (number !== null) return { ok: true, number };
	if (written.maybeSeveral) return { ok: false, fault: 'several', reason: several };
	const isCountryMissing = defaultCountry === null && mayBeNational(written);
	return isCountryMissing
		? { ok: false, fault: 'noCountry', reason: countryMissing }
		: { ok: false, fault: 'noNumber', reason: whyNot(written, defaultCountry) };
}

/** What is read otherwise than it is written must be valid. */
function bestReading(written: WrittenNumber, country: CountryCode | null): PossibleNumber | null {
	const { digitsWithoutEnding, digitsJoined, digitsBeforeLetters } = written;
	const whole = best(readingsOf(written, country));
	if (digitsBeforeLetters !== null) return isOfKeypad(whole, digitsBeforeLetters, written, country) ? whole : null;
	if (whole?.valid === true) return whole;
	for (const digits of [digitsJoined, digitsWithoutEnding]) {
		if (digits === null) continue;
		const other = best(readingsOf({ ...written, digits, digitsWithoutBracketedZero: null }, country));
		if (other?.valid) return other;
	}
	return whole;
}

/** Words that companies choose; in North America also behind an area code. Elsewhere they are text, such as `30 days`. */
function isOfKeypad(
	number: PossibleNumber | null,
	digitsBefore: number,
	{ international }: WrittenNumber,
	country: CountryCode | null,
): boolean {
	if (number?.valid !== true) return false;
	if (!international && country !== null && number.callingCode !== callingCodeOf(country)) return false;
	const { lineType } = number.facts();
	if (lineType === 'fixed_or_mobile') return number.callingCode === '1' && digitsBefore >= areaCodeDigits;
	return lineType === 'toll_free' || lineType === 'shared_cost' || lineType === 'premium' || lineType === 'uan';
}

const areaCodeDigits = 3;

/** A country's own dialling prefixes make a number longer than E.164 allows. */
const mostDigitsDialled = 20;

/** No calling code begins with 0, so that such digits are national, or begin with some country's international prefix. */
function mayBeNational({ international, digits }: WrittenNumber): boolean {
	if (digits.length < fewestDigits || digits.length > mostDigitsDialled || onlyZeros.test(digits)) return false;
	if (international) return digits.startsWith('0');
	return digits.length <= mostDigits || digits.startsWith('0');
}

const countryMissing =
	'Written without a country code; set Default Country, or write the number with + and the country code.';

type Readings = Generator<PossibleNumber | null>;

function readingsOf(written: WrittenNumber, country: CountryCode | null): Readings {
	if (written.international && !written.digits.startsWith('0')) return behindPlus(written, country);
	return country === null ? withoutCountry(written) : inCountry(written, country);
}

/** A + before a national number is a slip, seen where no country could have it. */
function* behindPlus(written: WrittenNumber, country: CountryCode | null): Readings {
	const number = internationally(written);
	yield number;
	const isHome = country !== null && !written.digits.startsWith(callingCodeOf(country) ?? '');
	const national = number === null && isHome ? nationally(written, country) : null;
	if (national?.valid) yield national;
}

function* withoutCountry(written: WrittenNumber): Readings {
	if (!written.digits.startsWith('0')) yield internationally(written);
	else yield behindPrefix(written, commonPrefix);
}

const commonPrefix = /^00/;
const onlyZeros = /^0+$/;

/**
 * What digits can mean in a country, the likeliest first: behind an international prefix; as people write a number there; with
 * the country's calling code in front; without the trunk prefix (spreadsheets eat zeros); with another country's calling code.
 */
function* inCountry(written: WrittenNumber, country: CountryCode): Readings {
	const { digits } = written;
	const isPrefixed = digits.startsWith('0');
	if (onlyZeros.test(digits)) return;
	if (isPrefixed) {
		const common = behindPrefix(written, commonPrefix);
		// Brazil's 0055 is the prefix of a carrier, too; the user's country comes first.
		if (common?.callingCode === callingCodeOf(country)) yield common;
		const own = behindPrefix(written, internationalPrefixOf(country));
		yield own?.orElsewhere(() => common) ?? null;
		yield common;
	}
	const national = nationally(written, country);
	if (isPrefixed) {
		yield national;
		return;
	}
	const foreign = once(() => internationally(written));
	if (digits.startsWith(callingCodeOf(country) ?? '+')) {
		// Where the plan strips the calling code, both readings are one.
		if (national?.msisdn !== digits && national?.isWrittenThereAs(digits, country) === true) yield national;
		yield foreign();
		yield national;
		return;
	}
	if (national?.isWrittenThereAs(digits, country) === true) yield national.orElsewhere(foreign);
	yield behindPrefix(written, internationalPrefixOf(country));
	yield national?.orElsewhere(foreign) ?? null;
	yield foreign();
}

function once<Value>(work: () => Value): () => Value {
	let done: { value: Value } | null = null;
	return () => (done ??= { value: work() }).value;
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
	const asWritten = parseInternational(digits);
	return digitsWithoutBracketedZero === null
		? asWritten
		: best([asWritten, parseInternational(digitsWithoutBracketedZero)]);
}

function behindPrefix(written: WrittenNumber, prefix: RegExp): PossibleNumber | null {
	const length = prefix.exec(written.digits)?.[0].length ?? 0;
	if (length === 0) return null;
	const without = written.digitsWithoutBracketedZero?.replace(prefix, '') ?? null;
	return internationally({ ...written, digits: written.digits.slice(length), digitsWithoutBracketedZero: without });
}

function nationally(
	{ digits, digitsWithoutBracketedZero }: WrittenNumber,
	country: CountryCode,
): PossibleNumber | null {
	const asWritten = parseNational(digits, country);
	return digitsWithoutBracketedZero === null
		? asWritten
		: best([asWritten, parseNational(digitsWithoutBracketedZero, country)]);
}

function parseInternational(digits: string): PossibleNumber | null {
	const number = parsed(`+${digits}`);
	if (number?.valid) return number;
	const callingCode = locate(digits)?.callingCode;
	if (callingCode === undefined) return null;
	return asItIsToday(callingCode, digits.slice(callingCode.length), 'international') ?? allowed(number);
}

function parseNational(digits: string, country: CountryCode): PossibleNumber | null {
	const number = parsed(digits, country);
	const callingCode = callingCodeOf(country) ?? '';
	// The library takes a country's own international prefix, too; here that is another reading.
	const own = number?.callingCode === callingCode ? number : null;
	if (own?.valid) return own;
	return asItIsToday(callingCode, digits, 'national') ?? allowed(own);
}

function parsed(text: string, country?: CountryCode): PossibleNumber | null {
	const phone = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
	// Some plans have longer ones for calls within the country (Korea's 00308), which nobody abroad can dial or look up.
	return phone === undefined || phone.number.length > '+'.length + mostDigits ? null : new PossibleNumber(phone);
}

/** @returns the number as the plan now has it, if its digits are of a form that the plan no longer has. */
function asItIsToday(callingCode: string, digits: string, form: 'international' | 'national'): PossibleNumber | null {
	for (const { digits: now, told } of numbersToday(callingCode, digits, form)) {
		const number = parsed(now.startsWith('+') ? now : `+${callingCode}${now}`);
		if (number?.valid) return number.writtenBefore(told);
	}
	return null;
}

/** @returns the number, if its length is one that its plan or a longer range allows. */
function allowed(number: PossibleNumber | null): PossibleNumber | null {
	if (number === null) return null;
	return number.possible || isInLongerRange(number.callingCode, number.nationalNumber) ? number : null;
}

const tooShort = 'Too short for a phone number.';

function whyNot({ international, digits, digitsBeforeLetters }: WrittenNumber, country: CountryCode | null): string {
	if (digitsBeforeLetters !== null)
		return 'Has letters that make no phone number on a keypad; write the number in digits only.';
	if (onlyZeros.test(digits)) return 'Only zeros: a placeholder, not a phone number.';
	if (digits.length < fewestDigits) return tooShort;
	const isInternational = (international && !digits.startsWith('0')) || country === null || digits.startsWith('00');
	const ownDigits = digits.replace(/^00/, '');
	if (ownDigits.length > mostDigits) return 'Too long: no phone number has more than 15 digits.';
	const length = isInternational
		? validatePhoneNumberLength(`+${ownDigits}`)
		: validatePhoneNumberLength(digits, country);
	const place = isInternational ? 'the country whose code it begins with' : 'its Default Country';
	switch (length) {
		case 'TOO_SHORT':
		case 'NOT_A_NUMBER':
			return `Too short: the numbers of ${place} have more digits.`;
		case 'TOO_LONG':
			return `Too long: the numbers of ${place} have fewer digits.`;
		case 'INVALID_LENGTH':
			return `Numbers of ${place} have another number of digits.`;
		case 'INVALID_COUNTRY':
			return 'No country has the calling code that this number begins with.';
		case undefined:
			return 'Too long: with the country code it has more than 15 digits.';
	}
}
