/** From items to rows and distinct numbers: what is to be looked up, each number once. Pure. */

import type { CountryCode } from 'libphonenumber-js/max';
import { countryCode } from '../reference/countries';
import { type CellEntry, splitCell } from './cells';
import { atOnce, type Steps } from './inTurns';
import { type ReadingFault, readNumber } from './number';
import { noNotes, type ParsedNumber, type PossibleNumber } from './parsedNumber';
import { readWritten } from './writtenNumber';

export interface PlanItem {
	/** Whatever the Phone Number parameter holds for this item. */
	phoneNumber: unknown;
	/** As given; empty means that numbers are written internationally. */
	defaultCountry: string;
	/** Where the country stands, as a message begins that calls it wrong; by default the field of that name. */
	countryPlace?: string;
}

/** Why a row holds no number that can be asked. */
export interface RowProblem {
	status: 'invalid_number' | 'not_looked_up';
	message: string;
	fault: RowFault;
}

/**
 * All but `noNumber` can be mended by a person, so that the number is not called invalid. `noValue`: a spreadsheet's formula has no result.
 */
export type RowFault = ReadingFault | 'unknownCountry' | 'noValue';

/** One number of one item: one row of output. */
export type PlannedRow = {
	itemIndex: number;
	/** The number as given; null where the value has no text. */
	input: string | null;
} & (
	| {
			number: ParsedNumber;
			/** Place of the number in `Plan.distinct`. */
			distinctIndex: number;
			/** Index of the item where the number stood first, also where that is this item; null for the first. */
			duplicateOf: number | null;
			problem: null;
	  }
	| { number: null; distinctIndex: null; duplicateOf: null; problem: RowProblem }
);

export interface Plan {
	/** In the order of the items, and within an item of its numbers; each item has at least one. */
	rows: PlannedRow[];
	/** Each number once, in the order of first appearance. */
	distinct: ParsedNumber[];
}

/** As n8n itself does, which counts from 0. */
const nameOfItem = (itemIndex: number) => `item ${itemIndex}`;

/**
 * Never throws, whatever the items hold. For few of them.
 * @param nameOf what a message calls the item.
 */
export function planLookups(items: Iterable<PlanItem>, nameOf = nameOfItem): Plan {
	return atOnce(planning(items, nameOf));
}

/** The same step by step, for however many. */
export function* planning(items: Iterable<PlanItem>, nameOf = nameOfItem): Steps<Plan> {
	const rows: PlannedRow[] = [];
	const distinct: ParsedNumber[] = [];
	/** By MSISDN. */
	const firsts = new Map<string, FirstRow>();
	let defaultCountry = readDefaultCountry('', '');
	let itemIndex = -1;
	for (const { phoneNumber, defaultCountry: country, countryPlace = 'Default Country' } of items) {
		itemIndex++;
		// As a rule it is the same as the item's before.
		if (country !== defaultCountry.text || countryPlace !== defaultCountry.place) {
			defaultCountry = readDefaultCountry(country, countryPlace);
		}
		for (const entry of splitCell(phoneNumber)) {
			yield;
			const input = entry.text;
			const { number, problem } = readEntry(entry, defaultCountry, itemIndex, nameOf);
			if (number === null) {
				rows.push({ itemIndex, input, number, distinctIndex: null, duplicateOf: null, problem });
				continue;
			}
			const first = firsts.get(number.msisdn);
			if (first !== undefined) {
				const facts = factsOfDuplicate(number, first.number);
				rows.push({ ...first, itemIndex, input, number: facts, duplicateOf: first.itemIndex });
				continue;
			}
			const facts = number.facts();
			const row = { itemIndex, input, number: facts, distinctIndex: distinct.length, duplicateOf: null, problem };
			distinct.push(facts);
			firsts.set(facts.msisdn, row);
			rows.push(row);
		}
	}
	return { rows, distinct };
}

/** As a rule those of the first; but a row may be written otherwise, and have a Default Country of its own under a shared calling code. */
function factsOfDuplicate(number: PossibleNumber, first: ParsedNumber): ParsedNumber {
	return number.country === first.country && !number.hasNotes && first.notes === noNotes ? first : number.facts();
}

type FirstRow = Extract<PlannedRow, { problem: null }>;

interface DefaultCountry {
	/** As given. */
	text: string;
	place: string;
	/** null: none is set, or what is set is none. */
	country: CountryCode | null;
	/** What is wrong with the value set, or null. */
	problem: string | null;
}

/** More of a wrong value than this would hide the sentence about it. */
const mostValueCharacters = 40;

function readDefaultCountry(text: string, place: string): DefaultCountry {
	const country = countryCode(text);
	if (country !== null || text.trim() === '') return { text, place, country, problem: null };
	const value = text.trim().slice(0, mostValueCharacters);
	const problem = `${place} “${value}” is no country; write its name, or two letters such as GB, or start the number with +.`;
	return { text, place, country, problem };
}

type ReadEntry = { number: PossibleNumber; problem: null } | { number: null; problem: RowProblem };

function readEntry(
	entry: CellEntry,
	{ country, problem }: DefaultCountry,
	itemIndex: number,
	nameOf: (itemIndex: number) => string,
): ReadEntry {
	if (entry.problem !== null) return withoutNumber('noNumber', entry.problem);
	const reading = readNumber(entry.text, country);
	if (problem === null)
		return reading.ok ? { number: reading.number, problem: null } : withoutNumber(reading.fault, reading.reason);
	if (reading.ok && isInternational(entry.text)) return { number: reading.number, problem: null };
	if (!reading.ok && reading.fault !== 'noCountry') return withoutNumber(reading.fault, reading.reason);
	// In brackets, as n8n itself names an item in its messages.
	return withoutNumber('unknownCountry', `${problem} [${nameOf(itemIndex)}]`);
}

/** Written so that no country is needed. */
function isInternational(text: string): boolean {
	const result = readWritten(text);
	return result.ok && (result.written.international || result.written.digits.startsWith('00'));
}

function withoutNumber(fault: RowFault, message: string): ReadEntry {
	return {
		number: null,
		problem: { status: fault === 'noNumber' ? 'invalid_number' : 'not_looked_up', message, fault },
	};
}
