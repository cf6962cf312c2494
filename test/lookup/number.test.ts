import fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json';
import { type CountryCode, getCountries, getExampleNumber, isValidPhoneNumber } from 'libphonenumber-js/max';

import { readNumber } from '../../nodes/NumberLookup/lookup/number';
import type { ParsedNumber } from '../../nodes/NumberLookup/lookup/parsedNumber';

function read(text: string, country: CountryCode | null = null): ParsedNumber {
	const reading = readNumber(text, country);
	if (!reading.ok) throw new Error(`${text}: ${reading.reason}`);
	return reading.number.facts();
}

function reasonFor(text: string, country: CountryCode | null = null): string {
	const reading = readNumber(text, country);
	if (reading.ok) throw new Error(`${text} is ${reading.number.msisdn}`);
	return reading.reason;
}

/** A mobile number of each country that has one. */
const mobiles = getCountries().flatMap((country) => {
	const example = getExampleNumber(country, examples);
	return example === undefined ? [] : [{ country, example }];
});

describe('a number with + or 00', () => {
	it.each([
		['+447788450450', '+447788450450'],
		['00447788450450', '+447788450450'],
		['+44 7788 450450', '+447788450450'],
		['+44-7788-450-450', '+447788450450'],
		['+44.7788.450.450', '+447788450450'],
		['+44/7788/450450', '+447788450450'],
		['(+44) 7788 450450', '+447788450450'],
		['0044 7788 450450', '+447788450450'],
		['+0044 7788 450450', '+447788450450'],
		['+ 44 7788 450450', '+447788450450'],
		['+1 (704) 451-8989', '+17044518989'],
		['+41 78 707 88 80', '+41787078880'],
		['+46 708 100 100', '+46708100100'],
		['+55 (11) 96123-4567', '+5511961234567'],
		['+225 07 07 12 34 56', '+2250707123456'],
		['+39 06 3123456', '+39063123456'],
		['+7 (916) 123-45-67', '+79161234567'],
		['+800 1234 5678', '+80012345678'],
	])('%s is %s', (text, e164) => {
		expect(read(text).e164).toBe(e164);
	});

	it.each(['+447788450450', '00447788450450'])('is international whatever the default country: %s', (text) => {
		for (const country of ['GB', 'US', 'DE', 'IT', 'RU', 'JP'] as const) {
			expect(read(text, country).e164).toBe('+447788450450');
		}
	});

	it.each([
		['+44 (0)7788 450450', '+447788450450'],
		['0044 (0) 7788 450450', '+447788450450'],
		['+44 [0] 7788 450450', '+447788450450'],
		['+49 (0)30 901820', '+4930901820'],
		['+41 (0)78 707 88 80', '+41787078880'],
		// In Italy and Ivory Coast the zero belongs to the number.
		['+39 (0)6 3123456', '+39063123456'],
		['+225 (0)7 07 12 34 56', '+2250707123456'],
		// Denmark, Spain and Portugal have no trunk prefix at all.
		['+45 (0)20 12 34 56', '+4520123456'],
		['+34 (0)612 345 678', '+34612345678'],
		['+351 (0)912 345 678', '+351912345678'],
	])('keeps or drops a zero in brackets as the country does: %s is %s', (text, e164) => {
		expect(read(text).e164).toBe(e164);
	});

	it('may have its trunk prefix without brackets, too', () => {
		expect(read('+44 07788 450450').e164).toBe('+447788450450');
	});
});

describe('digits alone in a country', () => {
	it.each<[CountryCode, string, string]>([
		['GB', '447788450450', '+447788450450'],
		['US', '14155552671', '+14155552671'],
		['CH', '41787078880', '+41787078880'],
		['RU', '79161234567', '+79161234567'],
		['IN', '919876543210', '+919876543210'],
		['IT', '393123456789', '+393123456789'],
		['GB', '44 (0)7788 450450', '+447788450450'],
	])('%s %s begin with its calling code and are valid so', (country, text, e164) => {
		expect(read(text, country).e164).toBe(e164);
	});

	it.each<[CountryCode, string, string]>([
		['GB', '07788 450450', '+447788450450'],
		['GB', '(0)7788 450450', '+447788450450'],
		['GB', '(0)07788 450450', '+447788450450'],
		['GB', '020 7946 0000', '+442079460000'],
		['DE', '030 901820', '+4930901820'],
		['FR', '06 12 34 56 78', '+33612345678'],
		['CH', "078'707'88'80", '+41787078880'],
		['BE', '0475/12.34.56', '+32475123456'],
		['SE', '0708-100 100', '+46708100100'],
		['AU', '0412 345 678', '+61412345678'],
		['JP', '090-1234-5678', '+819012345678'],
		['IN', '098765 43210', '+919876543210'],
		['KE', '0712 345678', '+254712345678'],
		['RU', '8 (916) 123-45-67', '+79161234567'],
		['HU', '06 20 123 4567', '+36201234567'],
		['AR', '011 15-2345-6789', '+5491123456789'],
		['LT', '(0-612) 34567', '+37061234567'],
		// They begin with the calling code, too, and are valid so: a landline of Palermo, and Brazil's 4003.
		['IT', '3901633551', '+393901633551'],
		['BR', '5540032017', '+555540032017'],
	])('%s %s have the trunk prefix that people write there', (country, text, e164) => {
		expect(read(text, country).e164).toBe(e164);
	});

	it.each<[CountryCode, string, string]>([
		['US', '(415) 555-2671', '+14155552671'],
		['US', '4155552671', '+14155552671'],
		['CA', '416 555 1234', '+14165551234'],
		['ES', '612 345 678', '+34612345678'],
		['IT', '312 345 6789', '+393123456789'],
		['IT', '06 3123456', '+39063123456'],
		['DK', '20 12 34 56', '+4520123456'],
		['PL', '512 345 678', '+48512345678'],
		['BR', '(11) 98765-4321', '+5511987654321'],
		['CN', '131 2345 6789', '+8613123456789'],
		['MX', '55 1234 5678', '+525512345678'],
	])('%s %s are written there without a trunk prefix', (country, text, e164) => {
		expect(read(text, country).e164).toBe(e164);
	});

	it.each<[CountryCode, string, string]>([
		// 479 is an area code of Arkansas, 47 the calling code of Norway.
		['US', '4792345678', '+14792345678'],
		['GB', '4792345678', '+4792345678'],
		['FR', '447788450450', '+447788450450'],
		['ES', '4915112345678', '+4915112345678'],
		['US', '447788450450', '+447788450450'],
	])('%s %s are national if people there write them so, else international', (country, text, e164) => {
		expect(read(text, country).e164).toBe(e164);
	});

	it.each<[CountryCode, string, string]>([
		['GB', '7788450450', '+447788450450'],
		['FR', '612345678', '+33612345678'],
		['DE', '15112345678', '+4915112345678'],
		['RU', '9161234567', '+79161234567'],
		['BE', '475123456', '+32475123456'],
		// An Indian number that happens to begin with India's calling code.
		['IN', '9198765432', '+919198765432'],
		// Another country's reading is valid: it goes before a lost trunk prefix.
		['GB', '6591234567', '+6591234567'],
	])('%s %s have lost their trunk prefix, if nothing else fits', (country, text, e164) => {
		expect(read(text, country).e164).toBe(e164);
	});

	it.each<[CountryCode, string, string]>([
		['BR', '011 98765-4321', '+5511987654321'],
		['LT', '8 612 34567', '+37061234567'],
	])('%s %s may have a trunk prefix that is going out of use', (country, text, e164) => {
		expect(read(text, country).e164).toBe(e164);
	});

	it.each<[CountryCode, string, string]>([
		// No area is called 555, and no plan of this year's has +49 15999999.
		['US', '5551234567', '+15551234567'],
		['US', '15551234567', '+15551234567'],
		['DK', '12345678', '+4512345678'],
		['GB', '04165551234', '+444165551234'],
		// Italy can have +39 5290068, but in Spain people write no trunk prefix.
		['ES', '395290068', '+34395290068'],
		['GB', '4915999999', '+444915999999'],
		['GB', '4165551234', '+444165551234'],
	])('%s %s are possible only, and are judged in the same order', (country, text, e164) => {
		const number = read(text, country);
		expect(number.e164).toBe(e164);
		expect(number.valid).toBe(false);
	});

	it('belong to a neighbour under the same calling code if they are its', () => {
		expect(read('07781 123456', 'GB')).toMatchObject({ e164: '+447781123456', country: 'GG' });
		expect(read('416 555 1234', 'US')).toMatchObject({ e164: '+14165551234', country: 'CA' });
	});

	it.each(mobiles.map(({ country, example }) => [country, example.formatNational(), example.number] as const))(
		'%s %s, its own national format, are read back',
		(country, text, e164) => {
			expect(read(text, country).e164).toBe(e164);
		},
	);
});

describe('digits alone without a country', () => {
	it.each([
		['447788450450', '+447788450450'],
		['17044518989', '+17044518989'],
		['49 (0)30 901820', '+4930901820'],
	])('are international: %s is %s', (text, e164) => {
		expect(read(text).e164).toBe(e164);
	});

	it.each(['07788450450', '7788450450', '020 7946 0000', '4155552671'])('say what is missing: %s', (text) => {
		expect(reasonFor(text)).toBe(
			'Written without a country code; set Default Country, or write the number with + and the country code.',
		);
	});
});

describe('what is no phone number', () => {
	it.each<[string, CountryCode | null, string]>([
		['123', null, 'Too short for a phone number.'],
		['0', 'GB', 'Only zeros: a placeholder, not a phone number.'],
		['00 000 0000', 'DE', 'Only zeros: a placeholder, not a phone number.'],
		['+', null, 'Has no digits of a phone number.'],
		['+44', null, 'Too short for a phone number.'],
		['+44778845', null, 'Too short: the numbers of the country whose code it begins with have more digits.'],
		['07788', 'GB', 'Too short: the numbers of its Default Country have more digits.'],
		['+4477884504501234', null, 'Too long: no phone number has more than 15 digits.'],
		['+82 00800000000000', null, 'Too long: no phone number has more than 15 digits.'],
		['+45 1234567890', null, 'Too long: the numbers of the country whose code it begins with have fewer digits.'],
		['07788 4504501234', 'GB', 'Too long: the numbers of its Default Country have fewer digits.'],
		['+999123456', null, 'No country has the calling code that this number begins with.'],
		['+44 77884504', null, 'Numbers of the country whose code it begins with have another number of digits.'],
	])('%s in %p: %s', (text, country, reason) => {
		expect(reasonFor(text, country)).toBe(reason);
	});

	it.each(['07788 450450 / 07810 701702', '07788450450 07810701702', '+44 7788 450450 oder 07810 701702'])(
		'holds several, which a person can part: %s',
		(text) => {
			expect(readNumber(text, 'GB')).toEqual({
				ok: false,
				fault: 'several',
				reason: 'Seems to hold several numbers; put commas between them.',
			});
		},
	);
});

describe('what the numbering plan says', () => {
	it.each([
		['+447788450450', 'GB', 'mobile', false],
		['+14155552671', 'US', 'fixed_or_mobile', false],
		['+442079460000', 'GB', 'fixed', true],
		['+4930901820', 'DE', 'fixed', true],
		['+3227654321', 'BE', 'fixed', true],
		['+498001234567', 'DE', 'toll_free', true],
		['+449012345678', 'GB', 'premium', true],
		['+447012345678', 'GB', 'personal', true],
		['+447640123456', 'GB', 'pager', true],
		['+445512345678', 'GB', 'uan', true],
		['+445612345678', 'GB', 'voip', true],
		['+80012345678', null, 'toll_free', true],
		// Possible only: it may be mobile, so it may be asked.
		['+15551234567', null, null, false],
		['+4512345678', 'DK', null, false],
	])('of %s: country %s, line type %s, cannot be mobile: %s', (text, country, lineType, cannotBeMobile) => {
		expect(read(text)).toMatchObject({ country, lineType, cannotBeMobile });
	});

	it('writes the number as people do', () => {
		expect(read('+447788450450')).toMatchObject({
			msisdn: '447788450450',
			nationalFormat: '07788 450450',
			internationalFormat: '+44 7788 450450',
		});
	});

	it('agrees with the library on which numbers are valid', () => {
		fc.assert(
			fc.property(fc.constantFrom(...mobiles), fc.stringMatching(/^\d{0,4}$/), ({ example }, tail) => {
				const kept = example.number.slice(0, example.number.length - tail.length);
				const reading = readNumber(kept + tail, null);
				expect(reading.ok && reading.number.valid).toBe(isValidPhoneNumber(kept + tail));
			}),
		);
	});
});

describe('whatever the writing', () => {
	const separators = fc.constantFrom('', ' ', '-', ' - ', '/', '\u00a0', '\u202f', '\u200b', '\u2011', '–', '\t', '·');
	const prefixes = fc.constantFrom('+', '00', '＋', '\u202a+', 'tel:+', "'+", '"+', ' +', '➕', '(+) ', '');
	const endings = fc.constantFrom('', ' ', '\u202c', '"', ' ext. 12', 'x5', ' #7');
	/** Zeros of scripts whose digits people type. */
	const zeros = fc.constantFrom('0', '０', '٠', '۰', '०', '০', '๐');

	it('the same E.164 number is read', () => {
		const gaps = fc.array(separators, { minLength: 16, maxLength: 16 });
		fc.assert(
			fc.property(
				fc.constantFrom(...mobiles),
				prefixes,
				gaps,
				endings,
				zeros,
				({ example }, prefix, gap, ending, zero) => {
					const digits = Array.from(example.number.slice(1), (digit, index) => {
						return String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)) + (gap[index] ?? '');
					});
					expect(read(prefix + digits.join('') + ending).e164).toBe(example.number);
				},
			),
			{ numRuns: 500 },
		);
	});

	it('nothing throws, and a refusal is a sentence', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({ unit: 'binary' }),
					fc.string({ unit: 'grapheme' }),
					fc.stringMatching(/^[\d+() x#.eE-]*$/),
				),
				fc.constantFrom<CountryCode | null>(null, 'GB', 'US', 'IT', 'BR', 'VI'),
				(text, country) => {
					const reading = readNumber(text, country);
					if (reading.ok) expect(reading.number.msisdn).toMatch(/^[1-9]\d{3,17}$/);
					else expect(reading.reason).toMatch(/\.$/);
				},
			),
			{ numRuns: 1000 },
		);
	});
});
