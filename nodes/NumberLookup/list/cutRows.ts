/**
 * Where rows end. csv-parse takes a list apart, but after one stray quotation mark it would take all rows up to the next one for a
 * single cell; so rows are cut here first. In a list without faults a row ends at the first line break before which the row has an even
 * number of quotation marks. Pure.
 */

export interface CutRow {
	start: number;
	/** Where its line break stands. */
	end: number;
	/** Where the next row begins. */
	next: number;
	/** Its first line break: before `end` where it has a cell of several lines. */
	firstLineEnd: number;
	/** Where its second line begins. */
	firstLineNext: number;
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

/** What ends a line, in one list even several of them. Python's csv module writes CR CR LF on Windows where a file was opened as text. */
export const lineBreaks = /\r{0,2}\n|\r/g;
const longestBreak = '\r\r\n'.length;

/** @returns where the line after the break begins that stands at `place`: there, where the text ends. */
export function afterBreak(text: string, place: number): number {
	if (place >= text.length || text[place] === '\n') return Math.min(place + 1, text.length);
	if (text[place + 1] === '\n') return place + 2;
	return place + (text[place + 1] === '\r' && text[place + 2] === '\n' ? longestBreak : 1);
}

export class RowCutter {
	/** The row that the last cut found no end of; null where it found one, or no row. */
	unfinished: UnfinishedRow | null = null;
	private readonly quotes: NextPlace | null;
	private readonly feeds: NextPlace;
	private readonly returns: NextPlace;

	constructor(
		private readonly text: string,
		/** null: quotation marks are letters like others. */
		quote: string | null,
		/** Whether the text goes on to the end of the list. */
		private readonly isEnd: boolean,
	) {
		this.quotes = quote === null ? null : new NextPlace(text, quote);
		this.feeds = new NextPlace(text, '\n');
		this.returns = new NextPlace(text, '\r');
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
			const lineEnd = Math.min(this.feeds.from(lineStart), this.returns.from(lineStart), this.text.length);
			const next = afterBreak(this.text, lineEnd);
			if (!this.isEnd && !this.isWhole(lineEnd, next)) {
				const firstLine = firstLineEnd < 0 ? -1 : firstLineEnd - start;
				this.unfinished = { lineStart: lineStart - start, isOpen, firstLineEnd: firstLine };
				return null;
			}
			if (firstLineEnd < 0) firstLineEnd = lineEnd;
			if (this.quotesIn(lineStart, lineEnd) % 2 === 1) isOpen = !isOpen;
			if (!isOpen || lineEnd === this.text.length) {
				return { start, end: lineEnd, next, firstLineEnd, firstLineNext: afterBreak(this.text, firstLineEnd) };
			}
			lineStart = next;
		}
	}

	/** A return at the end of the text may be the beginning of a longer break. */
	private isWhole(lineEnd: number, next: number): boolean {
		return lineEnd < this.text.length && (this.text[next - 1] === '\n' || lineEnd + longestBreak <= this.text.length);
	}

	private quotesIn(from: number, to: number): number {
		if (this.quotes === null) return 0;
		let count = 0;
		for (let at = this.quotes.from(from); at < to; at = this.quotes.from(at + 1)) count++;
		return count;
	}
}

/** Remembered, because a text without the mark would else be searched to its end for each line. */
class NextPlace {
	private place = -1;
	private searchedFrom = 0;

	constructor(
		private readonly text: string,
		private readonly mark: string,
	) {}

	/** @returns where the next mark stands, infinity for none. */
	from(start: number): number {
		if (start < this.searchedFrom || this.place < start) {
			this.searchedFrom = start;
			const found = this.text.indexOf(this.mark, start);
			this.place = found < 0 ? Number.POSITIVE_INFINITY : found;
		}
		return this.place;
	}
}
