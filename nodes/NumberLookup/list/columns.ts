/** The columns of a list, and those that are put after them. */

import { freeName } from '../lookup/freeName';
import type { ResultField } from '../reference/resultFields';
import { areNames, asSeen, shownName, shownNames } from './columnNames';
import { delimiters } from './dialect';
import { ListError } from './listError';

const position = /^\d{1,6}$/;

/**
 * @param problem why the first row, which should name the columns, cannot be read.
 * @param wanted as for `findColumn`.
 */
export function unreadableHeader(
	problem: string,
	wanted: string,
	lineHolding: (cell: string) => number | null,
): ListError {
	const name = wanted.trim();
	const line = name === '' || position.test(name) ? null : lineHolding(name);
	const remedy =
		line === null ? '' : ` Line ${line} has a column "${shownName(name)}": set the option Header Line to ${line}.`;
	return new ListError(`The first row of the list, which should name its columns, cannot be read. ${problem}${remedy}`);
}

/**
 * @param wanted a name as in the header, or a position counted from 1; a name that is there comes first.
 * @param field what the node calls the setting.
 * @param lineHolding tells in which other line of the file a cell reads so.
 * @returns the column's index.
 * @throws ListError where there is none.
 */
export function findColumn(
	header: readonly string[] | null,
	width: number,
	wanted: string,
	field: string,
	lineHolding: (cell: string) => number | null,
): number {
	const name = wanted.trim();
	const found = header === null ? -1 : indexByName(header, name);
	if (found >= 0) return found;
	const isPosition = position.test(name);
	if (isPosition && Number(name) >= 1 && Number(name) <= width) return Number(name) - 1;
	const missing = `"${shownName(name)}", as the field "${field}" says`;
	if (header === null) {
		throw new ListError(
			`The list has no column ${missing}. The option Header Row is off; write a position from 1 to ${width}.`,
		);
	}
	const isName = !isPosition && name !== '';
	const delimiter = isName ? delimiterBeside(header, name) : null;
	const line = isName && delimiter === null ? lineHolding(name) : null;
	if (line !== null) {
		throw new ListError(
			`The first row of the list has no column ${missing}, but line ${line} has. Set the option Header Line to ${line}.`,
		);
	}
	throw new ListError(
		`The list has no column ${missing}. ${delimiter === null ? columnsOf(header) : otherDelimiter(delimiter)}`,
	);
}

function columnsOf(header: readonly string[]): string {
	if (areNames(header)) return `Its columns are: ${shownNames(header)}.`;
	return 'Its first row looks like a contact, not like names of columns. If it is one, switch off the option Header Row and give the column’s position.';
}

function otherDelimiter(delimiter: string): string {
	const told = delimiter === '\t' ? 'a tab' : `"${delimiter}"`;
	return `In its first row, ${told} stands between this name and others. Set the option Delimiter to it; in a workbook, split the column.`;
}

/** @returns what parts the name from others within one cell of the header, null where nothing does. */
function delimiterBeside(header: readonly string[], name: string): string | null {
	const wanted = asSeen(name);
	const holds = (delimiter: string) =>
		header.some((cell) => cell.split(delimiter).some((part) => asSeen(part.replace(/^\s*"|"\s*$/g, '')) === wanted));
	return delimiters.find(holds) ?? null;
}

function indexByName(header: readonly string[], name: string): number {
	const exact = header.indexOf(name);
	if (exact >= 0) return exact;
	const wanted = asSeen(name);
	return header.findIndex((column) => asSeen(column) === wanted);
}

/** @returns the names of the added columns; one that the list has already is called `lookup_` and its name. */
export function namesBeside(header: readonly string[], fields: readonly ResultField[]): string[] {
	const taken = new Set(header);
	return fields.map((field) => {
		const name = freeName(field, (candidate) => taken.has(candidate));
		taken.add(name);
		return name;
	});
}

/** @returns what stands in the cell for a value of a result: nothing for what is not known. */
export function cellOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	const text = JSON.stringify(value);
	return text === '{}' ? '' : text;
}
