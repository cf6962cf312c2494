/** What the numbering plans (libphonenumber's full metadata) know of one number. */

import examples from 'libphonenumber-js/examples.mobile.json';
import { type CountryCode, getExampleNumber, type PhoneNumber, type PhoneNumberType } from 'libphonenumber-js/max';
import type { LineType } from '../reference/lineTypes';

/** A number that some country can have. */
export interface ParsedNumber {
	/** With `+`. */
	readonly e164: string;
	/** E.164 without `+`. */
	readonly msisdn: string;
	/** Alpha-2; null where the number belongs to no country or to none in particular. */
	readonly country: string | null;
	/** As people write it within the country. */
	readonly nationalFormat: string;
	readonly internationalFormat: string;
	/** By the numbering plan, or null where the plan does not tell. */
	readonly lineType: LineType | null;
	/** The plan knows the line's type, and it is no mobile one. */
	readonly cannotBeMobile: boolean;
	/** false: only its length is right; its range may be newer than the bundled plan. */
	readonly valid: boolean;
	readonly notes: ReadingNotes;
}

/** What a person may want to know of how the number was read. */
export interface ReadingNotes {
	/** E.164 with `+`: what the digits would be as another country's number, which is valid, too. */
	readonly alsoReadAs?: string;
	/** A sentence: the number is written for a plan that has changed since. */
	readonly planChange?: string;
}

/** The same object for all numbers without. */
export const noNotes: ReadingNotes = {};

/** A number of possible length. Works out the costlier facts only when they are asked for: many rows of a sheet are duplicates. */
export class PossibleNumber {
	/** E.164 without `+`. */
	readonly msisdn: string;
	/** Of a number in no known range, whose calling code several countries share, it is the one that the number was read in. */
	readonly country: string | null;
	private type: PhoneNumberType | null | undefined;
	private planChange: string | undefined;
	private readElsewhere: (() => PossibleNumber | null) | undefined;

	constructor(private readonly phone: PhoneNumber) {
		this.msisdn = phone.number.slice(1);
		this.country = phone.country ?? null;
	}

	/** @returns all facts, without the library's own object, which is larger than they are and would outlive a long run's rows. */
	facts(): ParsedNumber {
		const { phone, msisdn, country, valid } = this;
		const type = this.knownType();
		return {
			e164: phone.number,
			msisdn,
			country,
			nationalFormat: phone.formatNational(),
			internationalFormat: phone.formatInternational(),
			lineType: type === null ? null : lineTypeOf[type],
			cannotBeMobile: type !== null && type !== 'MOBILE' && type !== 'FIXED_LINE_OR_MOBILE',
			valid,
			notes: this.notes(),
		};
	}

	/** Whether there may be notes. */
	get hasNotes(): boolean {
		return this.planChange !== undefined || this.readElsewhere !== undefined;
	}

	get callingCode(): string {
		return this.phone.countryCallingCode;
	}

	get nationalNumber(): string {
		return this.phone.nationalNumber;
	}

	/** Whether the plan has numbers of this length. */
	get possible(): boolean {
		return this.phone.isPossible();
	}

	/** The full metadata describes every valid number by a type. */
	get valid(): boolean {
		return this.knownType() !== null;
	}

	/** @param change a sentence on what the plan had before. @returns this number. */
	writtenBefore(change: string): this {
		this.planChange = change;
		return this;
	}

	/** @param read the same digits as a number of another country; asked only if it is to be told. @returns this number. */
	orElsewhere(read: () => PossibleNumber | null): this {
		this.readElsewhere = read;
		return this;
	}

	/** @returns whether people in the country write the number with just these digits, a trunk prefix among them if need be. */
	isWrittenThereAs(digits: string, country: CountryCode): boolean {
		const { nationalNumber } = this.phone;
		const format = this.phone.formatNational();
		if (format !== nationalNumber) return format.replace(/\D/g, '') === digits;
		// No format covers the number, so that the library leaves a trunk prefix out.
		return writesTrunkPrefix(country) === (digits !== nationalNumber);
	}

	private notes(): ReadingNotes {
		const { planChange, readElsewhere } = this;
		const elsewhere = readElsewhere !== undefined && this.valid ? readElsewhere() : null;
		const isTold = elsewhere !== null && elsewhere.valid && elsewhere.msisdn !== this.msisdn;
		if (!isTold && planChange === undefined) return noNotes;
		return {
			...(isTold ? { alsoReadAs: `+${elsewhere.msisdn}` } : {}),
			...(planChange === undefined ? {} : { planChange }),
		};
	}

	private knownType(): PhoneNumberType | null {
		if (this.type === undefined) this.type = this.phone.getType() ?? null;
		return this.type;
	}
}

function writesTrunkPrefix(country: CountryCode): boolean {
	const example = getExampleNumber(country, examples);
	return example !== undefined && example.formatNational().replace(/\D/g, '') !== example.nationalNumber;
}

const lineTypeOf = {
	MOBILE: 'mobile',
	FIXED_LINE: 'fixed',
	FIXED_LINE_OR_MOBILE: 'fixed_or_mobile',
	VOIP: 'voip',
	TOLL_FREE: 'toll_free',
	PREMIUM_RATE: 'premium',
	SHARED_COST: 'shared_cost',
	PERSONAL_NUMBER: 'personal',
	PAGER: 'pager',
	UAN: 'uan',
	VOICEMAIL: 'voicemail',
} as const satisfies Record<PhoneNumberType, LineType>;
