/** The list of numbers: read from CSV, and written back with the results beside each row. */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import { readFile } from './readFile';

const headerSchema = z.array(z.array(z.string()));
const rowsSchema = z.array(z.record(z.string()));

interface Header {
	delimiter: string;
	columns: string[];
}

/** Spreadsheets write semicolons where the comma is the decimal sign, and tabs as "Unicode text". */
const delimiters = [',', ';', '\t'];

/**
 * Reads values separated by commas, semicolons or tabs.
 * @returns one item for each row, as n8n’s own CSV node would give it.
 * @throws Error where the file, the column or any row is missing.
 */
export function readList(file: string, column: string): INodeExecutionData[] {
	const text = readFile(file);
	const { delimiter, columns } = headerOf(text);
	if (!columns.includes(column)) {
		throw new Error(
			`${file} has no column "${column}". Its columns are: ${columns.join(', ') || 'none'}. Name one with --column.`,
		);
	}
	const rows = rowsSchema.parse(
		parse(text, { delimiter, columns: true, bom: true, skip_empty_lines: true, relax_column_count: true }),
	);
	if (rows.length === 0) throw new Error(`${file} has a header line but no rows beneath it.`);
	return rows.map((json) => ({ json }));
}

/** The delimiter that splits the header line into the most columns; the comma where there is only one column. */
function headerOf(text: Buffer): Header {
	let best: Header = { delimiter: ',', columns: [] };
	for (const delimiter of delimiters) {
		// Read with a wrong delimiter, quotes end in the middle of a cell.
		const options = { delimiter, bom: true, skip_empty_lines: true, relax_quotes: true, to: 1 };
		const [columns = []] = headerSchema.parse(parse(text, options));
		if (columns.length > best.columns.length) best = { delimiter, columns };
	}
	return best;
}

/** Writes the node’s output items, results in columns of their own. @returns the file. */
export function writeEnriched(folder: string, provider: string, items: readonly IDataObject[]): string {
	mkdirSync(folder, { recursive: true });
	const file = path.join(folder, `${provider}.csv`);
	const records = items.map(({ lookup, ...row }) => ({ ...row, ...flattened(lookup) }));
	writeFileSync(file, stringify(records, { header: true, cast: { boolean: String } }));
	return file;
}

function flattened(lookup: unknown): IDataObject {
	const entries = Object.entries(Object(lookup) as object);
	return Object.fromEntries(
		entries.map(([key, value]) => [
			`lookup_${key}`,
			typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
		]),
	);
}
