/** Puts results back into items, and items onto the node’s outputs. */

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { beside, freeName } from '../lookup/freeName';
import type { Steps } from '../lookup/inTurns';
import { nobodyAsked, resultWithoutAnswer } from '../lookup/normalise';
import type { NumberResult } from '../lookup/result';
import { verdicts } from '../reference/statuses';
import { forErrorOutput } from './onError';

/** A result as n8n takes an item’s fields: an interface would have to be copied into one. */
type ResultFields = Pick<NumberResult, keyof NumberResult>;

/** One row of the node’s output. */
export interface Row {
	itemIndex: number;
	result: ResultFields;
	/** Set where On Error sends this row to the error output: the error’s text. */
	error: string | null;
}

/** Where results go in an item, and items on the outputs. */
export interface Layout {
	/** Key by key; empty to merge the result into the item. */
	outputPath: readonly string[];
	/** One output for each verdict, instead of one for all. */
	routeByVerdict: boolean;
}

/** @param outputPath where the result goes; empty to merge it into the item. */
export function itemOf(
	row: Row,
	items: readonly INodeExecutionData[],
	outputPath: readonly string[],
): INodeExecutionData {
	const source = items[row.itemIndex];
	if (row.error === null) {
		return itemPairedWith(row.itemIndex, withResult(source?.json ?? {}, outputPath, row.result), source);
	}
	const json = { error: row.error, details: row.result };
	return forErrorOutput(itemPairedWith(row.itemIndex, json, source), row.error);
}

/**
 * Gives a row for each item, where the run ended before their numbers were read.
 * @param why a sentence for the person who reads the row.
 */
export function* rowsNotLookedUp(itemCount: number, why: string, toErrorOutput: boolean): Generator<Row> {
	const result = resultWithoutAnswer(
		{ input: null, number: null, duplicateOf: null },
		{ status: 'not_looked_up', message: why, code: null },
		nobodyAsked(false),
	);
	const error = toErrorOutput ? why : null;
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) yield { itemIndex, result, error };
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
export function* outputsOf(
	rows: Iterable<Row>,
	items: readonly INodeExecutionData[],
	{ outputPath, routeByVerdict }: Layout,
): Steps<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = routeByVerdict ? verdicts.map(() => []) : [[]];
	for (const row of rows) {
		outputs[routeByVerdict ? verdicts.indexOf(row.result.verdict) : 0]?.push(itemOf(row, items, outputPath));
		yield;
	}
	return outputs;
}

function withResult(fields: IDataObject, outputPath: readonly string[], result: IDataObject): IDataObject {
	return outputPath.length === 0 ? merged(fields, result) : placed(fields, outputPath, result);
}

/** A field that the item already has keeps its value; the result’s one then begins with `lookup_`, repeated until it is free. */
function merged(fields: IDataObject, result: IDataObject): IDataObject {
	const json: IDataObject = { ...fields };
	for (const [key, value] of Object.entries(result)) {
		json[freeName(key, (name) => Object.hasOwn(json, name))] = value;
	}
	return json;
}

/**
 * Copies what lies on the path, so that the input items stay as they were. What stands at its end gives way (an earlier
 * lookup, as a rule); a value on the way that can hold no field stays, and the path goes on beside it.
 */
function placed(fields: IDataObject, path: readonly string[], result: IDataObject): IDataObject {
	const [key, ...rest] = path;
	if (key === undefined) return result;
	if (rest.length === 0) return { ...fields, [key]: result };
	const inner = Object.hasOwn(fields, key) ? fields[key] : {};
	if (!isPlainObject(inner)) return placed(fields, [beside(key), ...rest], result);
	return { ...fields, [key]: placed(inner, rest, result) };
}

/** Neither a list nor a date or the like. By the length of its prototype chain, as it may come from another context. */
function isPlainObject(value: unknown): value is IDataObject {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
