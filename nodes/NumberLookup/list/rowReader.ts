/** Text of a list to its rows. Each row comes out, in order; what is wrong with one stays with that one. Pure. */

import { parse } from 'csv-parse/sync';

import { cellsOf } from './cellsOfRow';
import { afterBreak, type CutRow, longestRowCharacters, RowCutter, type UnfinishedRow } from './cutRows';
import type { Dialect } from './dialect';
import { ListError } from './listError';
import type { StoredCell } from './workbook/cell';

export interface ListRow {
	/** As many as the list has columns: those that are missing are empty, those that are too many stay with the last one. */
	cells: readonly string[];
	/** As they stand, where they are more or fewer. */
	own?: readonly string[];
	/** Why the row is none of this list, a sentence, or null; what cannot be read has cells by its delimiters alone. */
	problem: string | null;
	/** The cells as a workbook holds them. */
	stored?: ReadonlyArray<StoredCell | null>;
}

const strayQuote = 'A quotation mark stands where none may stand, so the columns of this row cannot be told apart.';
const zero = 'Holds a NUL character, as damaged files do.';

export class RowReader {
	/** What is not read yet; it begins with a row. */
	private rest = '';
	private unfinished: UnfinishedRow | null = null;
	private rowsBefore = 0;
	/** Columns of the list: those of its first row. */
	private width = 0;

	constructor(private readonly dialect: Dialect) {}

	/**
	 * @param isEnd whether this is all that is left.
	 * @returns the rows that are complete by now.
	 * @throws ListError where a row is longer than any list's.
	 */
	read(text: string, isEnd: boolean): ListRow[] {
		this.rest += text;
		const cutter = new RowCutter(this.rest, this.dialect.quote, isEnd);
		const cuts: CutRow[] = [];
		for (let cut = cutter.cut(0, this.unfinished); cut !== null; cut = cutter.cut(cut.next)) cuts.push(cut);
		this.unfinished = cutter.unfinished;
		const end = cuts.at(-1)?.next ?? 0;
		const rows = this.parseAll(this.rest.slice(0, end), cuts);
		if (rows !== null) this.rest = this.rest.slice(end);
		const read = rows === null ? this.readOneByOne(cutter) : rows.map((cells) => this.judged(cells, null));
		if (this.rest.length > longestRowCharacters) return [...read, ...this.cutOpenRow(isEnd)];
		return read;
	}

	/** The fast way, for text without faults. @returns null where there is one. */
	private parseAll(text: string, cuts: readonly CutRow[]): string[][] | null {
		if (text.includes('\0')) return null;
		const rows = this.parse(text, breaksIn(text, cuts));
		return rows?.length === cuts.length ? rows : null;
	}

	private readOneByOne(cutter: RowCutter): ListRow[] {
		const rows: ListRow[] = [];
		let start = 0;
		for (let cut = cutter.cut(0); cut !== null; cut = cutter.cut(start)) {
			const text = this.rest.slice(cut.start, cut.end);
			const cells = cellsOf(text, this.dialect);
			const problem = cells === null ? strayQuote : text.includes('\0') ? zero : null;
			// Where a quotation mark is astray, the cell of several lines that it seems to begin may be rows of their own.
			const isTorn = cells === null && cut.firstLineEnd < cut.end;
			const line = isTorn ? this.rest.slice(cut.start, cut.firstLineEnd) : text;
			rows.push(this.judged(cells ?? line.split(this.dialect.delimiter), problem));
			start = isTorn ? cut.firstLineNext : cut.next;
		}
		this.unfinished = cutter.unfinished;
		this.rest = this.rest.slice(start);
		return rows;
	}

	/** A quotation mark that is not closed for so long is astray. */
	private cutOpenRow(isEnd: boolean): ListRow[] {
		const lineEnd = this.unfinished?.firstLineEnd ?? -1;
		if (lineEnd < 0) {
			throw new ListError(
				`Row ${this.rowsBefore + 1} is longer than ${longestRowCharacters} characters: this is no list in CSV.`,
			);
		}
		const line = this.rest.slice(0, lineEnd);
		this.rest = this.rest.slice(afterBreak(this.rest, lineEnd));
		this.unfinished = null;
		return [this.judged(line.split(this.dialect.delimiter), strayQuote), ...this.read('', isEnd)];
	}

	private parse(text: string, breaks: string[]): string[][] | null {
		const { delimiter, quote } = this.dialect;
		try {
			return parse(text, {
				delimiter,
				quote: quote ?? false,
				escape: quote ?? undefined,
				record_delimiter: breaks,
				relax_column_count: true,
			});
		} catch {
			return null;
		}
	}

	private judged(cells: readonly string[], problem: string | null): ListRow {
		this.rowsBefore++;
		if (this.width === 0) this.width = cells.length;
		// Some programs end each row with a delimiter.
		const own = cells.slice(0, Math.max(this.width, cells.findLastIndex((cell) => cell !== '') + 1));
		return own.length === this.width ? { cells: own, problem } : { cells: this.fit(own), own, problem };
	}

	private fit(cells: readonly string[]): string[] {
		const last = this.width - 1;
		if (cells.length > last) return [...cells.slice(0, last), cells.slice(last).join(this.dialect.delimiter)];
		return [...cells, ...Array<string>(this.width - cells.length).fill('')];
	}
}

/** @returns what ends the rows; the longest first, of which a shorter one is a part. */
function breaksIn(text: string, cuts: readonly CutRow[]): string[] {
	const found = new Set<string>();
	for (const { end, next } of cuts) found.add(text.slice(end, next));
	// The last row of a list may have none.
	found.delete('');
	return found.size === 0 ? ['\n'] : [...found].sort((one, other) => other.length - one.length);
}
