/** What a cell of a workbook holds, and what a person sees of it. */

import { format, isDateFormat } from 'numfmt';

import type { CellFormat, Styles } from './styles';
import { damaged } from './zipFile';

export interface StoredCell {
	/** What a person sees; nothing of a formula whose result the workbook does not hold. */
	seen: string;
	kind: 'text' | 'number' | 'boolean' | 'error' | 'formula';
	/** As the workbook holds it; of a text, the text. */
	value: string;
	/** Which of the workbook's kinds of cell it is, by number. */
	style: number;
}

/** A workbook that counts days from 1904 does so this much later. */
const daysUntil1904 = 1462;
const daysUntil1970 = 25_569;
const msInDay = 86_400_000;

/** More digits than these a workbook does not hold; what is behind is noise. */
const digitsHeld = 15;

export class CellReader {
	constructor(
		private readonly styles: Styles,
		private readonly is1904: boolean,
		private readonly sharedText: (index: number) => string | undefined,
	) {}

	/**
	 * @param type as the cell gives it (ECMA-376 part 1, 18.18.11).
	 * @param value a text, the number of a shared one, or what else the cell says.
	 * @param place the number of the cell's style, as the cell gives it.
	 * @param isFormula whether the value is the result of one: programs that do not calculate leave it out. A text may be empty.
	 * @returns null where the cell is empty.
	 * @throws ListError where a shared text is missing.
	 */
	read(type: string | undefined, value: string, place: number, isFormula: boolean): StoredCell | null {
		const style = this.styles.has(place) ? place : 0;
		if (value === '') return isFormula && type !== 'str' ? { kind: 'formula', value, style, seen: '' } : null;
		switch (type) {
			case 's':
				return textCell(this.shared(Number(value)), style);
			case 'str':
			case 'inlineStr':
				return textCell(value, style);
			case 'b':
				return { kind: 'boolean', value, style, seen: value === '1' || value === 'true' ? 'TRUE' : 'FALSE' };
			case 'e':
				return { kind: 'error', value, style, seen: value };
			case 'd':
				return this.date(value.trim(), style);
			default:
				return this.number(value.trim(), style);
		}
	}

	private shared(index: number): string {
		const text = this.sharedText(index);
		if (text === undefined) throw damaged('texts of its cells are missing');
		return text;
	}

	/** Strict workbooks may write dates as ISO 8601 does. */
	private date(value: string, style: number): StoredCell | null {
		const ms = Date.parse(/[zZ]|[+-]\d\d:\d\d$/.test(value) ? value : value.includes('T') ? `${value}Z` : value);
		if (Number.isNaN(ms)) return textCell(value, style);
		const days = ms / msInDay + daysUntil1970 - (this.is1904 ? daysUntil1904 : 0);
		return this.styles.at(style).pattern === null ? textCell(value, style) : this.number(String(days), style);
	}

	private number(value: string, style: number): StoredCell | null {
		const number = Number(value);
		if (value === '' || !Number.isFinite(number)) return textCell(value, style);
		return { kind: 'number', value, style, seen: this.seen(number, this.styles.at(style)) };
	}

	private seen(number: number, { pattern, timesInDay }: CellFormat): string {
		if (pattern === null) return plain(number);
		const days = this.is1904 && isDate(pattern) ? number + daysUntil1904 : number;
		// What rounds up to midnight is of the next day.
		const shown = timesInDay === null ? days : Math.round(days * timesInDay) / timesInDay;
		const text = formatted(pattern, shown);
		if (text === null) return plain(number);
		// A width too small, a negative date, a format that is none; and rounding that is meant for the eye alone.
		return text.includes('####') || (Number.isInteger(number) && /\dE[+-]?\d/i.test(text)) ? plain(number) : text;
	}
}

const patternOptions = { throws: false, nbsp: false, dateSpanLarge: false };

/** @returns null where the library cannot: of some days in some calendars it throws, whatever the options say. */
function formatted(pattern: string, number: number): string | null {
	try {
		return format(pattern, number, patternOptions).trim();
	} catch {
		return null;
	}
}

function textCell(text: string, style: number): StoredCell | null {
	return text === '' ? null : { kind: 'text', value: text, style, seen: text };
}

/** All digits, where Excel shows 4.47911E+11. */
function plain(number: number): string {
	return String(Number(number.toPrecision(digitsHeld)));
}

/** A span of time, such as `[h]:mm`, begins at no day. */
function isDate(pattern: string): boolean {
	return isDateFormat(pattern) && !/\[[hms]+\]/i.test(pattern);
}
