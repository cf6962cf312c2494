import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/max';

import { callingCodeOf, countryCode, locate, mainCountryOf } from '../../nodes/NumberLookup/reference/countries';

describe('a country as people write it', () => {
	it.each([
		['GB', 'GB'],
		['gb', 'GB'],
		[' de ', 'DE'],
		['GBR', 'GB'],
		['usa', 'US'],
		['UK', 'GB'],
		['XK', 'XK'],
		['Germany', 'DE'],
		['deutschland', 'DE'],
		['Allemagne', 'DE'],
		['DEUTSCHLAND ', 'DE'],
		['Österreich', 'AT'],
		['Osterreich', 'AT'],
		['Schweiz', 'CH'],
		['Suisse', 'CH'],
		['Svizzera', 'CH'],
		['België', 'BE'],
		['Belgique', 'BE'],
		['Россия', 'RU'],
		['Russian Federation', 'RU'],
		['日本', 'JP'],
		['中国', 'CN'],
		['台灣', 'TW'],
		['대한민국', 'KR'],
		['South Korea', 'KR'],
		['Korea, Republic of', 'KR'],
		['U.S.A.', 'US'],
		['The Netherlands', 'NL'],
		['Holland', 'NL'],
		['England', 'GB'],
		['Czech Republic', 'CZ'],
		['Česko', 'CZ'],
		['Côte d’Ivoire', 'CI'],
		["Cote d'Ivoire", 'CI'],
		['Ivory Coast', 'CI'],
		['UAE', 'AE'],
		['Türkiye', 'TR'],
		['Trinidad & Tobago', 'TT'],
		['DE - Germany', 'DE'],
		['Germany (DE)', 'DE'],
		['de-DE', 'DE'],
		['en_GB', 'GB'],
		['🇩🇪', 'DE'],
		['+49', 'DE'],
		['49', 'DE'],
		['44', 'GB'],
		['353', 'IE'],
		['250', null],
		['1', null],
		['7', null],
		['99', null],
		['Großbritannien', 'GB'],
		['Grande-Bretagne', 'GB'],
		['Scotland', 'GB'],
		['Vereinigte Staaten von Amerika', 'US'],
		['0049', 'DE'],
		['+44', 'GB'],
		['+1', 'US'],
		['+7', 'RU'],
		['USA (+1)', 'US'],
		['DE Germany', 'DE'],
		['US-CA', 'US'],
		['CO - Colorado', null],
		['Denver (CO)', null],
		['DE, AT', null],
		['IT-Abteilung', null],
		['Europe', null],
		['Nowhere', null],
		['+999', null],
		['+800', null],
		['ZZ', null],
		['ZZZ', null],
		['', null],
		// In ISO 3166-1, but nobody has a phone number there.
		['AQ', null],
		['constructor', null],
		['__proto__', null],
	])('%p is %p', (text, code) => {
		expect(countryCode(text)).toBe(code);
	});

	it('takes every country by the name that it has itself, and in English', () => {
		const nameless = getCountries().filter((country) => {
			const own = new Intl.Locale(`und-${country}`).maximize().language;
			return ['en', own].some((language) => {
				const name = new Intl.DisplayNames([language], { type: 'region' }).of(country) ?? '';
				return countryCode(name) !== country;
			});
		});
		expect(nameless).toEqual([]);
	});

	it('takes every country that has a numbering plan, in any case and with space around it', () => {
		for (const country of getCountries()) expect(countryCode(` ${country.toLowerCase()}\n`)).toBe(country);
	});
});

describe('the calling code of a country', () => {
	it.each([
		['GB', '44'],
		['JE', '44'],
		['US', '1'],
		['JM', '1'],
		['AX', '358'],
		['ZZ', null],
	])('%s has %s', (country, callingCode) => {
		expect(callingCodeOf(country)).toBe(callingCode);
	});
});

describe('where a calling code or a global title points', () => {
	it.each([
		['46', '46', 'SE'],
		['4540150048', '45', 'DK'],
		['447785014185', '44', null],
		['1', '1', null],
		['17044518989', '1', null],
		['7', '7', null],
		['358401234567', '358', null],
		['41787078880', '41', 'CH'],
		['420601123456', '420', 'CZ'],
		['35385', '353', 'IE'],
		// Satellites belong to no country.
		['870773111632', '870', null],
	])('%s is calling code %s in %s', (digits, callingCode, country) => {
		expect(locate(digits)).toEqual({ callingCode, country });
	});

	it.each(['', '0', '0044', '999', 'na', '+44'])('%p points nowhere', (digits) => {
		expect(locate(digits)).toBeNull();
	});

	it('finds the calling code of every country, whatever digits follow', () => {
		fc.assert(
			fc.property(fc.constantFrom(...getCountries()), fc.stringMatching(/^\d{0,12}$/), (country, rest) => {
				const callingCode = callingCodeOf(country);
				const located = locate(`${callingCode}${rest}`);
				expect(located?.callingCode).toBe(callingCode);
				expect([country, null]).toContain(located?.country);
			}),
		);
	});
});

describe('the main one of several countries', () => {
	it.each([
		[['PR', 'US', 'VI'], 'US'],
		[['JE', 'GG', 'GB'], 'GB'],
		[['RE', 'YT'], 'RE'],
		// The main one is not among them.
		[['JM', 'KY'], null],
		// They do not share a calling code.
		[['BQ', 'CW', 'SX'], null],
		[['BE', 'LU'], null],
		[[], null],
	])('of %j is %p', (countries, main) => {
		expect(mainCountryOf(countries)).toBe(main);
	});
});
