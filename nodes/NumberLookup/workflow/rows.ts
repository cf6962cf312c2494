/** Puts results back into items, and items onto the node’s outputs. */

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { NumberResult } from '../lookup/result';
import { verdicts } from '../reference/statuses';

/** One row of the node’s output. */
export interface Row {
	itemIndex: number;
	result: NumberResult;
	/** Set where On Error sends this row to the error output: the error’s text. */
	error: string | null;
}

/** @param outputPath where the result goes; empty to merge it into the item. */
export function itemOf(
	row: Row,
	items: readonly INodeExecutionData[],
	outputPath: readonly string[],
): INodeExecutionData {
	const source = items[row.itemIndex];
	const json =
		row.error === null
			? withResult(source?.json ?? {}, outputPath, { ...row.result })
			: { error: row.error, details: { ...row.result } };
	return itemPairedWith(row.itemIndex, json, source);
}

/** @returns each item as a failed one, where no row could be worked out. */
export function failedItems(items: readonly INodeExecutionData[], error: string): INodeExecutionData[] {
	return items.map((item, itemIndex) => itemPairedWith(itemIndex, { error }, item));
}

/**
 * The input item’s files go with it.
 * @param json n8n takes an item of just `error` and `details` for a failed one and merges it over the input item.
 */
function itemPairedWith(item: number, json: IDataObject, source: INodeExecutionData | undefined): INodeExecutionData {
	return source?.binary === undefined
		? { json, pairedItem: { item } }
		: { json, binary: source.binary, pairedItem: { item } };
}

/** @returns the rows by output: one, or one for each verdict. Failed rows have the verdict `unknown`; n8n takes them from its output. */
export function outputsOf(
	rows: readonly Row[],
	items: readonly INodeExecutionData[],
	layout: { outputPath: readonly string[]; routeByVerdict: boolean },
): INodeExecutionData[][] {
	if (!layout.routeByVerdict) return [rows.map((row) => itemOf(row, items, layout.outputPath))];
	return verdicts.map((verdict) =>
		rows.filter(({ result }) => result.verdict === verdict).map((row) => itemOf(row, items, layout.outputPath)),
	);
}

function withResult(fields: IDataObject, outputPath: readonly string[], result: IDataObject): IDataObject {
	return outputPath.length === 0 ? merged(fields, result) : placed(fields, outputPath, result);
}

/** A field that the item already has keeps its value; the result’s one then begins with `lookup_`. */
function merged(fields: IDataObject, result: IDataObject): IDataObject {
	const json: IDataObject = { ...fields };
	for (const [key, value] of Object.entries(result)) json[key in fields ? `lookup_${key}` : key] = value;
	return json;
}

/** Copies what lies on the path, so that the input items stay as they were. */
function placed(fields: IDataObject, path: readonly string[], result: IDataObject): IDataObject {
	const [key, ...rest] = path;
	if (key === undefined) return result;
	const inner = fields[key];
	const isObject = typeof inner === 'object' && inner !== null && !Array.isArray(inner) && !(inner instanceof Date);
	return { ...fields, [key]: rest.length === 0 ? result : placed(isObject ? { ...inner } : {}, rest, result) };
}
