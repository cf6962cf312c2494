/** A sheet's rows, one after the other: cells by their places, also where places are left out. */

import { longestRowCharacters } from '../cutRows';
import { ListError } from '../listError';
import type { ListRow } from '../rowReader';
import type { CellReader, StoredCell } from './cell';
import { StringItems } from './sharedStrings';
import { type ElementReader, unescaped } from './xml';
import { damaged } from './zipFile';

export const mostRows = 1_048_576;
export const mostColumns = 16_384;

/** What stands above a list may be titles; so many rows that hold something are remembered. */
const mostRowsRemembered = 20;

/** A row as the sheet has it; how many columns the list has, shows later. */
export interface SheetRow {
	cells: ReadonlyArray<StoredCell | null>;
	characters: number;
}

/** Width of columns, from the first to the last, as the sheet says it. */
export interface ColumnWidth {
	first: number;
	last: number;
	width: number;
}

export class SheetElements implements ElementReader {
	readonly columnWidths: ColumnWidth[] = [];
	/** Whether the sheet has no more rows. */
	isOver = false;
	/** Where the sheet's reading stands: the row as Excel numbers it. */
	row = 0;
	/** The first ones, each with its place. */
	private readonly remembered: Array<{ row: number; cells: SheetRow['cells'] }> = [];
	private rows: SheetRow[] = [];
	/** Rows without any cell that nothing has come after yet: those at a sheet's end are no rows of its list. */
	private blankRows = 0;
	private hasRows = false;
	private cells: Array<StoredCell | null> = [];
	private characters = 0;
	private column = 0;
	private type: string | undefined;
	private style = 0;
	private value = '';
	private isFormula = false;
	private isValue = false;
	private readonly inline = new StringItems('is', (text) => (this.value = text));
	private isInline = false;

	/** @param firstRow what stands above is not part of the list; as Excel numbers rows. */
	constructor(
		private readonly reader: CellReader,
		private readonly firstRow: number,
	) {}

	/** @returns which of the first rows that hold something has a cell that reads so, as Excel numbers rows; null where none has. */
	rowHolding(cell: string): number | null {
		const wanted = cell.trim().toLowerCase();
		const found = this.remembered.find(({ cells }) => cells.some((each) => each?.seen.trim().toLowerCase() === wanted));
		return found?.row ?? null;
	}

	/** @returns rows since it was last called. */
	take(): SheetRow[] {
		const { rows } = this;
		this.rows = [];
		return rows;
	}

	open(name: string, attributes: Record<string, string>): void {
		if (this.isInline) this.inline.open(name);
		else if (name === 'c') this.openCell(attributes);
		else if (name === 'row') this.openRow(attributes);
		else if (name === 'v') this.isValue = true;
		else if (name === 'f') this.isFormula = true;
		else if (name === 'is') this.openInline();
		else if (name === 'col') this.addWidth(attributes);
	}

	text(text: string): void {
		if (this.isValue) this.value += text;
		else if (this.isInline) this.inline.text(text);
	}

	close(name: string): void {
		if (this.isInline) {
			this.inline.close(name);
			if (name === 'is') this.isInline = false;
		} else if (name === 'v') this.isValue = false;
		else if (name === 'c') this.closeCell();
		else if (name === 'row') this.closeRow();
		else if (name === 'sheetData') this.isOver = true;
	}

	private openRow({ r = '' }: Record<string, string>): void {
		const row = /^\d+$/.test(r) ? Number(r) : this.row + 1;
		// A place that was there before is as good as none.
		const skipped = Math.max(0, row - this.row - 1);
		this.row += skipped + 1;
		if (this.row > mostRows) throw new ListError(`The sheet has more rows than Excel knows (${mostRows}).`);
		this.addBlankRows(skipped);
		this.cells = [];
		this.characters = 0;
		this.column = 0;
	}

	private closeRow(): void {
		if (this.cells.length === 0) {
			this.addBlankRows(1);
			return;
		}
		if (this.remembered.length < mostRowsRemembered) this.remembered.push({ row: this.row, cells: this.cells });
		if (this.row < this.firstRow) return;
		for (; this.blankRows > 0; this.blankRows--) this.rows.push(blankRow);
		this.hasRows = true;
		this.rows.push({ cells: this.cells, characters: this.characters });
	}

	private addBlankRows(count: number): void {
		// Above the list, they are not part of it.
		if (this.hasRows) this.blankRows += count;
	}

	private openCell({ r = '', t, s = '0' }: Record<string, string>): void {
		const named = columnOf(r);
		const column = named === 0 ? this.column + 1 : named;
		// Programs may write cells in any order; a place that is taken is as good as none.
		this.column = (this.cells[column - 1] ?? null) === null ? column : this.cells.length + 1;
		if (this.column > mostColumns) throw damaged('a cell is beyond the last column');
		this.type = t;
		this.style = Number(s);
		this.value = '';
		this.isFormula = false;
	}

	private closeCell(): void {
		const value = this.type === 'str' ? unescaped(this.value) : this.value;
		const cell = this.reader.read(this.type, value, this.style, this.isFormula);
		if (cell === null) return;
		while (this.cells.length < this.column) this.cells.push(null);
		this.cells[this.column - 1] = cell;
		this.characters += cell.seen.length + cell.value.length;
		if (this.characters > 2 * longestRowCharacters) throw damaged('a row is longer than any list has');
	}

	private openInline(): void {
		this.isInline = true;
		this.inline.open('is');
	}

	private addWidth({ min = '', max = '', width = '' }: Record<string, string>): void {
		const column = { first: Number(min), last: Math.min(Number(max), mostColumns), width: Number(width) };
		const isRight = column.first >= 1 && column.last >= column.first && column.width > 0 && column.width < 256;
		if (isRight && this.columnWidths.length < mostColumns) this.columnWidths.push(column);
	}
}

const blankRow: SheetRow = { cells: [], characters: 0 };

const letterA = 'A'.charCodeAt(0);

/** @returns 28 for AB12; 0 where the reference is missing. */
function columnOf(reference: string): number {
	let column = 0;
	for (let at = 0; at < reference.length; at++) {
		const letter = reference.charCodeAt(at) - letterA;
		if (letter < 0 || letter > 25) break;
		column = column * 26 + letter + 1;
	}
	return column;
}

/** @returns the row as one of a list with so many columns. */
export function listRow({ cells }: SheetRow, width: number): ListRow {
	const own = cells.length > width ? fit(cells, width) : [...cells, ...Array<null>(width - cells.length).fill(null)];
	const problem =
		cells.length > width ? `Has ${cells.length} columns where the rows at the list's beginning have ${width}.` : null;
	const row = { cells: own.map((cell) => cell?.seen ?? ''), problem, stored: own };
	// As a sheet holds no empty cells at a row's end, only a row of a single cell is told apart: it may be a line below the list.
	const isSingle = cells.length < width && cells.findIndex((cell) => cell !== null) === cells.length - 1;
	return isSingle && cells.length > 0 ? { ...row, own: row.cells.slice(0, cells.length) } : row;
}

/** Cells that are too many stay with the last one, as text. */
function fit(cells: SheetRow['cells'], width: number): SheetRow['cells'] {
	const last = width - 1;
	const text = cells
		.slice(last)
		.flatMap((cell) => cell?.seen ?? [])
		.join(', ');
	return [...cells.slice(0, last), { kind: 'text', value: text, seen: text, style: 0 }];
}
