/** What a cell holds: one number, several, or something that is none. Pure. */

import { parameterNames } from './addresses';
import { digitsIn, fewestDigits, fewestOfNumber } from './digits';

/** One number as given, or what stands in its place. */
export type CellEntry =
	| { text: string; problem: null }
	/** `text` is null where the value has no short text of its own. */
	| { text: string | null; problem: string };

/** What may stand between two numbers, also where it stands within one. A semicolon is none where it begins a parameter of an address. */
const certain = `[,\\r\\n\\u2028\\u2029，،؛、]|[;；](?! *(?:${parameterNames})\\b)`;
const conjunctions =
	'or|and|und|oder|bzw\\.?|ou|et|o|y|e|i|u|ve|veya|и|или|eller|och|og|of|en|tai|lub|oraz|nebo|vagy|sau|atau|hoặc|或|和';
const uncertain = `:{2,}|[/|&／｜]|\\s(?:${conjunctions})\\s|\\s[-–—~]\\s|(?<=[\\d)])(?=\\s*[+＋])|(?<=\\d{3})\\s+(?=00[1-9][\\d\\s]{8})|(?<=\\d{9})(?:\\s+|[-.])(?=\\d{9})|\\t`;
const anyGap = new RegExp(`(${certain}|${uncertain})`, 'iu');
const certainGap = new RegExp(certain, 'i');
const onlyGaps = /[,;，،؛、；\s]/g;
const leadingGaps = /^[,;，،؛、；\s]+/;

const fewestBehindSpace = 9;

/**
 * @param value a text is parted at commas, semicolons, line breaks and the like where both sides are numbers; a list gives the entries
 *   of its elements, each parted alike.
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

/** A part of a text that is one number so far as it was read. */
interface Part {
	text: string;
	digits: number;
	/** Whether it may be a link, in which slashes part nothing. */
	hasSlashes: boolean;
}

function splitText(text: string): CellEntry[] {
	if (!anyGap.test(text)) return [{ text, problem: null }];
	const [first = '', ...others] = text.split(anyGap);
	let part = partOf(first);
	const parts = [part];
	let gap = '';
	for (const [index, piece] of others.entries()) {
		if (index % 2 === 0 || piece.trim() === '') {
			gap += piece;
			continue;
		}
		const next = partOf(piece);
		if (areNumbers(part, gap, next)) {
			part = next;
			parts.push(part);
		} else {
			part.text += gap + piece;
			part.digits += next.digits;
			part.hasSlashes ||= gap.includes('//');
		}
		gap = '';
	}
	if (parts.length === 1) return [text.trim().replace(onlyGaps, '') === '' ? empty : { text, problem: null }];
	return parts.map((each) => ({ text: each.text.replace(leadingGaps, '').trim(), problem: null }));
}

function partOf(text: string): Part {
	return { text, digits: digitsIn(text), hasSlashes: false };
}

/** Two commas are pauses, and a hash ends a code: what a telephone dials after it is connected. */
function areNumbers(before: Part, gap: string, next: Part): boolean {
	if (before.digits < fewestDigits || next.digits < fewestDigits) return false;
	const beginsLikeOne = /^[^\p{Nd}]*(?:[+＋]|0)/u.test(next.text);
	if (!beginsLikeOne && (gap.startsWith(',,') || /#\s*$/.test(next.text))) return false;
	if (certainGap.test(gap)) return next.digits >= fewestOfNumber || next.digits === before.digits;
	if (before.hasSlashes || before.digits < fewestOfNumber || next.digits < fewestOfNumber) return false;
	// A space is in most numbers.
	if (gap.trim() === '' && next.digits < fewestBehindSpace) return false;
	return beginsLikeOne || next.digits >= before.digits - 1;
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
