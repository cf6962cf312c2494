/** The list of numbers: read from CSV, and written back with the results beside each row. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

const rowsSchema = z.array(z.record(z.string()));

/**
 * @returns one item for each row, as n8n’s own CSV node would give it.
 * @throws Error where the column is missing.
 */
export function readList(file: string, column: string): INodeExecutionData[] {
	const text = readFileSync(file);
	const rows = rowsSchema.parse(
		parse(text, { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true }),
	);
	const columns = Object.keys(rows[0] ?? {});
	if (!columns.includes(column)) {
		throw new Error(
			`${file} has no column "${column}". Its columns are: ${columns.join(', ') || 'none'}. Name one with --column.`,
		);
	}
	return rows.map((json) => ({ json }));
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
