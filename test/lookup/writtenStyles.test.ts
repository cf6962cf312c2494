/** Numbers of every country, as people write them: each is read as it was meant. */

import { type CountryCode, isValidPhoneNumber } from 'libphonenumber-js/max';

import { splitCell } from '../../nodes/NumberLookup/lookup/cells';
import { readNumber } from '../../nodes/NumberLookup/lookup/number';
import { type MadeNumber, madeNumbers } from './madeNumbers';

interface Written {
	text: string;
	country: CountryCode | null;
}

/** Whose own international prefix is written before foreign numbers, and the one that people there write first. */
const abroad: ReadonlyArray<readonly [CountryCode, string]> = [
	['US', '011 '],
	['AU', '0011 '],
	['JP', '010-'],
	['RU', '8~10 '],
	['HK', '001 '],
	['KE', '000 '],
	['CO', '009 '],
	['IL', '012 '],
];

const styles: Readonly<Record<string, (made: MadeNumber, index: number) => Written>> = {
	'with +': ({ phone, country }) => ({ text: phone.formatInternational(), country }),
	'with 00': ({ phone, country }) => ({ text: `00${phone.number.slice(1)}`, country }),
	'behind the prefix of another country': ({ phone }, index) => {
		const [country, prefix] = abroad[index % abroad.length] ?? ['US', '011 '];
		return { text: prefix + phone.number.slice(1), country };
	},
	'digits with the calling code': ({ phone, country }) => ({ text: phone.number.slice(1), country }),
	'digits with the calling code, no country given': ({ phone }) => ({ text: phone.number.slice(1), country: null }),
	'as at home': ({ phone, country }) => ({ text: phone.formatNational(), country }),
	'as at home, without the trunk prefix': ({ phone, country }) => ({ text: phone.nationalNumber, country }),
	'with (0)': ({ phone, country }) => ({ text: `+${phone.countryCallingCode} (0)${phone.nationalNumber}`, country }),
	'as a tel: address': ({ phone, country }) => ({ text: phone.getURI(), country }),
};

const wrappings: Readonly<Record<string, (text: string) => string>> = {
	alone: (text) => text,
	'behind a label': (text) => `Tél. mobile : ${text}`,
	'behind a label in another script': (text) => `手机：${text}`,
	'before a comment': (text) => `${text} (Anna, nach 17 Uhr)`,
	'before an extension': (text) => `${text} ext. 12`,
	'before a short extension': (text) => `${text} x5`,
	'with odd spaces': (text) => `\u202a${text.replace(/(\d\d\d)(?=\d)/g, '$1\u00a0')}\u202c`,
	'with odd dashes': (text) => text.replace(/(\d\d\d\d)(?=\d)/g, '$1\u2011'),
	'in full-width digits': (text) =>
		text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + '０'.charCodeAt(0) - '0'.charCodeAt(0))),
};

function readAs({ text, country }: Written): string {
	const entries = splitCell(text);
	const [entry] = entries;
	if (entry === undefined || entry.problem !== null || entries.length > 1) return `${entries.length} entries`;
	const reading = readNumber(entry.text, country);
	return reading.ok ? reading.number.facts().e164 : reading.reason;
}

const numbersOfEachKind = 3;
const made = madeNumbers(numbersOfEachKind, 2026);

/**
 * Digits that are two valid numbers of the country: how often they were read as the other one, in all wrappings together.
 * Poland and Italy: with the calling code they are a shorter number; without it, a longer one that people there write so.
 * Gabon: a landline of seven digits and an older number that begins with a zero. (0): with and without the zero it is a number.
 */
const ambiguous: Readonly<Record<string, Readonly<Record<string, number>>>> = {
	'digits with the calling code': { IT: 18, PL: 18, VA: 18 },
	'as at home': { GA: 18 },
	'with (0)': { AC: 54, GA: 18, IT: 18 },
};

describe(`${made.length} made-up numbers of ${new Set(made.map(({ country }) => country)).size} countries`, () => {
	it.each(Object.entries(styles))('%s are read as meant', (style, write) => {
		const misread: Record<string, number> = {};
		for (const [index, each] of made.entries()) {
			const written = write(each, index);
			for (const [wrapping, wrap] of Object.entries(wrappings)) {
				const read = readAs({ ...written, text: wrap(written.text) });
				if (read === each.phone.number) continue;
				if (!isValidPhoneNumber(read)) throw new Error(`${wrap(written.text)} (${wrapping}): ${read}`);
				misread[each.country] = (misread[each.country] ?? 0) + 1;
			}
		}
		expect(misread).toEqual(ambiguous[style] ?? {});
	});
});
