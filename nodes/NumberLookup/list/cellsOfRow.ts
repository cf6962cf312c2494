/**
 * One row to its cells, for rows that csv-parse refuses though a person can read them: spaces around a quoted cell, and a cell that is
 * a formula for a text (`="0778…"`), which keeps the zeros of a number. Pure.
 */

import type { Dialect } from './dialect';

/** @returns null where a quotation mark stands so that cells cannot be told apart. */
export function cellsOf(row: string, { delimiter, quote }: Pick<Dialect, 'delimiter' | 'quote'>): string[] | null {
	if (quote === null) return row.split(delimiter);
	const cells: string[] = [];
	for (let at = 0; ; ) {
		const first = delimiter === ' ' ? at : skipSpaces(row, at);
		const isFormula = quote === '"' && row.startsWith('="', first);
		const isQuoted = isFormula || row[first] === quote;
		const { cell, end } = isQuoted
			? quotedCell(row, first, isFormula, quote, delimiter)
			: plainCell(row, at, delimiter, quote);
		if (cell === null || (end < row.length && row[end] !== delimiter)) return null;
		cells.push(cell);
		if (end >= row.length) return cells;
		at = end + 1;
	}
}

interface CellFound {
	/** null where it is none. */
	cell: string | null;
	/** Where the delimiter behind it stands. */
	end: number;
}

function quotedCell(row: string, first: number, isFormula: boolean, quote: string, delimiter: string): CellFound {
	const from = first + (isFormula ? 2 : 1);
	for (let at = from; ; ) {
		const mark = row.indexOf(quote, at);
		if (mark < 0) return { cell: null, end: row.length };
		if (row[mark + 1] === quote) {
			at = mark + 2;
			continue;
		}
		const cell = isFormula ? row.slice(first, mark + 1) : row.slice(from, mark).replaceAll(quote + quote, quote);
		return { cell, end: delimiter === ' ' ? mark + 1 : skipSpaces(row, mark + 1) };
	}
}

function plainCell(row: string, start: number, delimiter: string, quote: string): CellFound {
	const found = row.indexOf(delimiter, start);
	const end = found < 0 ? row.length : found;
	const cell = row.slice(start, end);
	return { cell: cell.includes(quote) ? null : cell, end };
}

function skipSpaces(row: string, start: number): number {
	let at = start;
	while (row[at] === ' ') at++;
	return at;
}
