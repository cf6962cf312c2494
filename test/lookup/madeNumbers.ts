/** Numbers made up by the numbering plans: for each country valid mobiles and landlines, by the patterns of its own plan. */

import fc from 'fast-check';
import {
	type CountryCode,
	getCountries,
	getCountryCallingCode,
	parsePhoneNumberFromString,
	type PhoneNumber,
} from 'libphonenumber-js/max';
import numberingPlans from 'libphonenumber-js/max/metadata';
import { z } from 'zod';

/** Places in the library's metadata, and of a landline's and a mobile's patterns in it. */
const typesInPlan = 11;
const patternsOf = z.array(z.unknown()).transform((plan) => {
	const types = z.array(z.unknown()).safeParse(plan[typesInPlan]).data ?? [];
	return types.slice(0, 2).map(
		(type) =>
			z
				.tuple([z.string().min(1)])
				.rest(z.unknown())
				.safeParse(type).data?.[0] ?? null,
	);
});

/** A valid number, and the country and kind that it was made for. */
export interface MadeNumber {
	country: CountryCode;
	kind: 'landline' | 'mobile';
	phone: PhoneNumber;
}

/** @returns up to `most` of each kind for every country that has such numbers, the same ones for the same seed. */
export function madeNumbers(most: number, seed: number): MadeNumber[] {
	return getCountries().flatMap((country) => {
		const [landline = null, mobile = null] = patternsOf.parse(numberingPlans.countries[country]);
		return [
			...numbersOf(country, 'landline', landline, most, seed),
			...numbersOf(country, 'mobile', mobile, most, seed),
		];
	});
}

function numbersOf(
	country: CountryCode,
	kind: MadeNumber['kind'],
	pattern: string | null,
	most: number,
	seed: number,
): MadeNumber[] {
	if (pattern === null) return [];
	const national = fc.stringMatching(new RegExp(`^(?:${pattern})$`));
	return fc.sample(national, { numRuns: most, seed }).flatMap((digits) => {
		const phone = parsePhoneNumberFromString(`+${getCountryCallingCode(country)}${digits}`, { extract: false });
		// Germany's plan allows some that E.164 does not.
		const isMade = phone?.isValid() === true && phone.country === country && phone.number.length <= '+'.length + 15;
		return isMade ? [{ country, kind, phone }] : [];
	});
}
