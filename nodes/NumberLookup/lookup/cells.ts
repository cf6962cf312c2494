/** What a cell holds: one number, several, or something that is none. Pure. */

import { telParameterNames } from './writtenNumber';

/** One number as given, or what stands in its place. */
export type CellEntry =
	| { text: string; problem: null }
	/** `text` is null where the value has no short text of its own. */
	| { text: string | null; problem: string };

/** A semicolon is none where it begins a parameter of a tel: address. */
const separator = new RegExp(`[,\\r\\n\\u2028\\u2029，،؛、]|[;；](?! *(?:${telParameterNames})=)`, 'i');

/**
 * @param value a text splits at commas, semicolons and line breaks, empty pieces dropped; a list gives the entries of its
 *   elements, each split alike.
 * @returns at least one entry; an empty cell or element is one empty entry.
 */
export function splitCell(value: unknown): CellEntry[] {
	if (!Array.isArray(value)) return splitValue(value);
	return value.length === 0 ? [empty] : Array.from(value, splitValue).flat();
}

const empty: CellEntry = { text: '', problem: null };

function splitValue(value: unknown): CellEntry[] {
	if (value === null || value === undefined) return [empty];
	if (typeof value === 'string') return splitText(value);
	if (typeof value === 'number' || typeof value === 'bigint') return [entryOfNumber(value)];
	return [{ text: typeof value === 'boolean' ? String(value) : null, problem: whatItIs(value) }];
}

function splitText(text: string): CellEntry[] {
	if (!separator.test(text)) return [{ text, problem: null }];
	const pieces = text.split(separator).map((piece) => piece.trim());
	const filled = pieces.filter((piece) => piece !== '');
	return filled.length === 0 ? [empty] : filled.map((piece) => ({ text: piece, problem: null }));
}

/** A spreadsheet's number; one too large to be exact is written in powers of ten, which the reader explains. */
function entryOfNumber(value: number | bigint): CellEntry {
	const text = String(value);
	if (typeof value === 'number' && !Number.isInteger(value)) {
		return { text, problem: `${text} is not a whole number, so it is not a phone number.` };
	}
	return value < 0 ? { text, problem: 'A negative number is not a phone number.' } : { text, problem: null };
}

function whatItIs(value: unknown): string {
	if (Array.isArray(value)) return 'A list within a list, not text; pick the field inside it that holds the number.';
	if (typeof value === 'object') return 'An object, not text; pick the field inside it that holds the number.';
	return `A ${typeof value}, not text; pick the field that holds the number.`;
}
