/**
 * Where rows end. csv-parse takes a list apart, but after one stray quotation mark it would take all rows up to the next one for a
 * single cell; so rows are cut here first. In a list without faults a row ends at the first line break before which the row has an even
 * number of quotation marks. Pure.
 */

import type { Dialect } from './dialect';

export interface CutRow {
	start: number;
	/** Where its line break stands. */
	end: number;
	/** Where the next row begins. */
	next: number;
	/** Its first line break: before `end` where it has a cell of several lines. */
	firstLineEnd: number;
}

/** A row whose end is not there yet, so far as it was looked at; places are counted from its beginning. */
export interface UnfinishedRow {
	/** Where its last line begins. */
	lineStart: number;
	/** Whether that is within quotation marks. */
	isOpen: boolean;
	/** -1 where it has no whole line. */
	firstLineEnd: number;
}

/**
 * More than this in one row is no list, or a quotation mark that is never closed; all that is held until then is read in one
 * go, for which n8n stands still.
 */
export const longestRowCharacters = 4 * 1024 * 1024;

export class RowCutter {
	/** The row that the last cut found no end of; null where it found one, or no row. */
	unfinished: UnfinishedRow | null = null;
	private readonly lineBreak: string;
	/** The first quotation mark from the place last searched from. */
	private quoteAt = -1;
	private searchedFrom = 0;

	constructor(
		private readonly text: string,
		private readonly quote: Dialect['quote'],
		lineBreak: Dialect['lineBreak'],
		/** Whether the text goes on to the end of the list. */
		private readonly isEnd: boolean,
	) {
		// A list whose rows end in CR and LF may have some that end in LF alone.
		this.lineBreak = lineBreak === '\r' ? '\r' : '\n';
	}

	/**
	 * @param seen what an earlier text with the same beginning showed of the row; no part of it is looked at twice.
	 * @returns the row that begins at `start`; null where the text ends before it does, or there is none.
	 */
	cut(start: number, seen: UnfinishedRow | null = null): CutRow | null {
		this.unfinished = null;
		if (start >= this.text.length) return null;
		let isOpen = seen?.isOpen ?? false;
		let firstLineEnd = seen === null || seen.firstLineEnd < 0 ? -1 : start + seen.firstLineEnd;
		for (let lineStart = start + (seen?.lineStart ?? 0); ; ) {
			const found = this.text.indexOf(this.lineBreak, lineStart);
			if (found < 0 && !this.isEnd) {
				const firstLine = firstLineEnd < 0 ? -1 : firstLineEnd - start;
				this.unfinished = { lineStart: lineStart - start, isOpen, firstLineEnd: firstLine };
				return null;
			}
			const lineEnd = found < 0 ? this.text.length : found;
			const next = Math.min(this.text.length, lineEnd + 1);
			if (firstLineEnd < 0) firstLineEnd = lineEnd;
			if (this.quotesIn(lineStart, lineEnd) % 2 === 1) isOpen = !isOpen;
			if (!isOpen || found < 0) return { start, end: this.withoutReturn(start, lineEnd), next, firstLineEnd };
			lineStart = next;
		}
	}

	private quotesIn(from: number, to: number): number {
		if (this.quote === null) return 0;
		let count = 0;
		for (let at = this.nextQuote(this.quote, from); at < to; at = this.nextQuote(this.quote, at + 1)) count++;
		return count;
	}

	/** Remembered, because a list without quotation marks would else be searched to its end for each line. */
	private nextQuote(quote: string, from: number): number {
		if (from < this.searchedFrom || this.quoteAt < from) {
			this.searchedFrom = from;
			const found = this.text.indexOf(quote, from);
			this.quoteAt = found < 0 ? Number.POSITIVE_INFINITY : found;
		}
		return this.quoteAt;
	}

	private withoutReturn(start: number, end: number): number {
		return this.lineBreak === '\n' && end > start && this.text[end - 1] === '\r' ? end - 1 : end;
	}
}
