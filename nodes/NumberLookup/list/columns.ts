/** The columns of a list, and those that are put after them. */

import { freeName } from '../lookup/freeName';
import type { ResultField } from '../reference/resultFields';
import { ListError } from './listError';

/** More column names than these would hide the sentence about them. */
const mostNamesTold = 30;

/**
 * @param wanted a name as in the header, or a position counted from 1; a name that is there comes first.
 * @param field what the node calls the setting.
 * @param lineHolding tells in which line of the file a cell reads so.
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
	const position = /^\d{1,6}$/.test(name) ? Number(name) : 0;
	if (position >= 1 && position <= width) return position - 1;
	const line = header === null || name === '' ? null : lineHolding(name);
	if (line !== null) {
		throw new ListError(
			`The first row of the list has no column "${name}", as the field "${field}" says, but line ${line} has. Set the option Header Line to ${line}.`,
		);
	}
	const columns =
		header === null
			? `The option Header Row is off; write a position from 1 to ${width}.`
			: `Its columns are: ${header.slice(0, mostNamesTold).join(', ')}${header.length > mostNamesTold ? ' …' : ''}.`;
	throw new ListError(`The list has no column "${name}", as the field "${field}" says. ${columns}`);
}

function indexByName(header: readonly string[], name: string): number {
	const exact = header.indexOf(name);
	return exact >= 0 ? exact : header.findIndex((column) => column.trim().toLowerCase() === name.toLowerCase());
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
