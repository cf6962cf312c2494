/** What people and CRMs write for a country in place of its code: its name in many languages, a short form, its flag. */

import names from 'i18n-iso-countries/langs/en.json';

/** Languages of CRMs and address books. Each country's own language joins them. */
const languages = [
	...['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'nb', 'da', 'fi', 'is', 'et', 'lv', 'lt', 'pl', 'cs', 'sk', 'hu'],
	...['sl', 'hr', 'sr', 'bs', 'mk', 'sq', 'ro', 'bg', 'el', 'tr', 'ru', 'uk', 'be', 'ka', 'hy', 'az', 'kk', 'uz', 'he'],
	...['ar', 'fa', 'ur', 'hi', 'bn', 'ta', 'th', 'vi', 'id', 'ms', 'fil', 'ko', 'ja', 'zh', 'zh-Hant', 'ca', 'eu', 'gl'],
	...['ga', 'cy', 'mt', 'lb', 'rm', 'sw', 'am', 'af'],
];

/** Short and older forms that no list of names has. */
const otherNames: Readonly<Record<string, string>> = {
	america: 'US',
	'bosnia herzegovina': 'BA',
	brasil: 'BR',
	britain: 'GB',
	burma: 'MM',
	'cape verde': 'CV',
	'czech republic': 'CZ',
	drc: 'CD',
	england: 'GB',
	'great britain': 'GB',
	großbritannien: 'GB',
	grossbritannien: 'GB',
	'grande-bretagne': 'GB',
	'gran bretaña': 'GB',
	'gran bretagna': 'GB',
	'grã-bretanha': 'GB',
	'groot-brittannië': 'GB',
	'velká británie': 'GB',
	angleterre: 'GB',
	inglaterra: 'GB',
	inghilterra: 'GB',
	engeland: 'GB',
	schottland: 'GB',
	'vereinigte staaten von amerika': 'US',
	'états-unis d’amérique': 'US',
	'estados unidos de américa': 'US',
	'estados unidos da américa': 'US',
	'stati uniti d’america': 'US',
	oesterreich: 'AT',
	'tschechische republik': 'CZ',
	'republik irland': 'IE',
	holland: 'NL',
	'ivory coast': 'CI',
	'hong kong sar': 'HK',
	korea: 'KR',
	ksa: 'SA',
	macau: 'MO',
	macedonia: 'MK',
	'northern ireland': 'GB',
	palestine: 'PS',
	prc: 'CN',
	'republic of ireland': 'IE',
	rsa: 'ZA',
	scotland: 'GB',
	'slovak republic': 'SK',
	swaziland: 'SZ',
	'the gambia': 'GM',
	turkey: 'TR',
	türkiye: 'TR',
	uae: 'AE',
	wales: 'GB',
};

let codes: ReadonlyMap<string, string> | null = null;

/**
 * @param text such as `Germany`, `Deutschland`, `Allemagne`, `U.S.A.` or a flag; case, accents and full stops do not matter.
 * @param countries alpha-2 of all countries that may be meant.
 * @returns alpha-2, or null where it is no country's name.
 */
export function countryByName(text: string, countries: readonly string[]): string | null {
	codes ??= codesByName(countries);
	return codes.get(comparable(text)) ?? codes.get(comparable(text).replace(/^the /, '')) ?? countryByFlag(text);
}

/** Where one name is two countries' in different languages, the first language decides. */
function codesByName(countries: readonly string[]): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	const add = (name: string, country: string): void => {
		const key = comparable(name);
		if (key !== '' && !found.has(key)) found.set(key, country);
	};
	for (const [name, country] of Object.entries(otherNames)) add(name, country);
	for (const [country, known] of Object.entries(names.countries)) for (const name of [known].flat()) add(name, country);
	const own = countries.map((country) => new Intl.Locale(`und-${country}`).maximize().language);
	for (const language of new Set([...languages, ...own])) {
		const namesIn = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
		for (const country of countries) add(namesIn.of(country) ?? '', country);
	}
	return found;
}

/** Without what differs from one way of writing to the next. */
function comparable(name: string): string {
	return name
		.normalize('NFKD')
		.replace(/[\p{M}\p{Cf}.’'`´]/gu, '')
		.toLowerCase()
		.replace(/&/g, ' and ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

const flag = /^[\u{1f1e6}-\u{1f1ff}]{2}$/u;
const firstFlagLetter = 0x1f1e6;

/** A flag is two regional indicators: the letters of alpha-2. */
function countryByFlag(text: string): string | null {
	if (!flag.test(text)) return null;
	return Array.from(text, (letter) =>
		String.fromCharCode('A'.charCodeAt(0) + (letter.codePointAt(0) ?? 0) - firstFlagLetter),
	).join('');
}
