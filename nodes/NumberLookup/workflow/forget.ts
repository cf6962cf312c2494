/** The operation Forget: kept answers deleted, those about numbers or those from before a date. */

import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	NodeOperationError,
	tryToParseDateTime,
} from 'n8n-workflow';

import { inTurns } from '../lookup/inTurns';
import { type PlannedRow, planning } from '../lookup/plan';
import { hashOf } from '../stores/hashedNumbers';
import type { AnswerStore, StoreOutcome } from '../stores/store';
import { openStore, type StoreName } from './answerStores';
import { checkN8n } from './olderN8n';
import { sayAbove, textOf, warn } from './onError';
import { readNumberParameters } from './parameters';
import { readOptions } from './readOptions';
import { counted } from './summary';
import { eventLoop, keptAnswers } from './surroundings';

/** @throws NodeOperationError where On Error says stop, and not all could be deleted: whoever asks for it must know. */
export async function forget(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (!context.continueOnFail()) return [await rowsOf(context)];
	try {
		return [await rowsOf(context)];
	} catch (error) {
		const why = textOf(error);
		return [context.getInputData().map((_, item) => ({ json: { error: why }, pairedItem: { item } }))];
	}
}

async function rowsOf(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	checkN8n(context);
	const places = placesOf(readOptions(context).answerStore);
	return context.getNodeParameter('forgetWhat', 0, 'numbers') === 'old'
		? [await forgetOld(context, places)]
		: await forgetNumbers(context, places);
}

/** Memory and file are at hand, so what was kept there by other nodes or in other days goes, too. */
function placesOf(chosen: StoreName): StoreName[] {
	return chosen === 'redis' ? ['memory', 'sqlite', 'redis'] : ['memory', 'sqlite'];
}

async function forgetNumbers(context: IExecuteFunctions, places: readonly StoreName[]): Promise<INodeExecutionData[]> {
	const { rows, distinct } = await inTurns(planning(readNumberParameters(context)), eventLoop);
	const msisdns = distinct.map(({ msisdn }) => msisdn);
	// Not counted: what runs leave in memory for a retry is no store to the user.
	keptAnswers.forgetNumbers(msisdns);
	const removed = msisdns.map(() => 0);
	await inEach(context, places, async (store) => {
		const { value, failure } = await inBothForms(store, msisdns);
		value?.forEach((count, index) => (removed[index] = (removed[index] ?? 0) + count));
		return failure?.message ?? null;
	});
	sayUnread(context, rows);
	const items = context.getInputData();
	const total = removed.reduce((sum, count) => sum + count, 0);
	sayAbove(context, `${counted(total, 'answer')} about ${counted(msisdns.length, 'number')} forgotten.`);
	return rows.map((row) => ({
		json: { ...items[row.itemIndex]?.json, forgotten: forgottenOf(row, removed) },
		pairedItem: { item: row.itemIndex },
	}));
}

/** So many are named one by one. */
const mostUnreadNamed = 5;

/** Whoever asks to forget a person must know where nobody was found because of how the number is written. */
function sayUnread(context: IExecuteFunctions, rows: readonly PlannedRow[]): void {
	const unread = rows.flatMap(({ itemIndex, input, problem }) =>
		problem === null ? [] : [`item ${itemIndex} (${JSON.stringify(input)}): ${problem.message}`],
	);
	if (unread.length === 0) return;
	const named = unread.slice(0, mostUnreadNamed).join(' ');
	const others = unread.length > mostUnreadNamed ? ` And ${unread.length - mostUnreadNamed} more.` : '';
	warn(
		context,
		`Nothing was forgotten about ${counted(unread.length, 'number')} that could not be read. ${named}${others}`,
	);
}

/** A number may have been kept plainly, hashed, or both. */
async function inBothForms(store: AnswerStore, msisdns: readonly string[]): Promise<StoreOutcome<readonly number[]>> {
	const key = await store.hashingKey(false);
	const plain = await store.forgetNumbers(msisdns);
	if (plain.failure !== null || key.value === null) return plain.failure === null && key.failure !== null ? key : plain;
	const { value } = key;
	const hashed = await store.forgetNumbers(msisdns.map((msisdn) => hashOf(msisdn, value)));
	if (hashed.failure !== null) return hashed;
	return { value: plain.value.map((count, index) => count + (hashed.value[index] ?? 0)), failure: null };
}

function forgottenOf({ input, number, distinctIndex, duplicateOf, problem }: PlannedRow, removed: readonly number[]) {
	const count = distinctIndex === null || duplicateOf !== null ? 0 : (removed[distinctIndex] ?? 0);
	const row: IDataObject = { input, number: number?.e164 ?? null, removed: count };
	return problem === null ? row : { ...row, problem: problem.message };
}

async function forgetOld(context: IExecuteFunctions, places: readonly StoreName[]): Promise<INodeExecutionData> {
	const time = readTime(context);
	const timeMs = time.toMillis();
	keptAnswers.forgetBefore(timeMs);
	let removed = 0;
	await inEach(context, places, async (store) => {
		const { value, failure } = await store.forgetBefore(timeMs);
		removed += value ?? 0;
		return failure?.message ?? null;
	});
	const which = `${removed === 1 ? 'was' : 'were'} looked up before ${time.toISO()}`;
	sayAbove(context, `${counted(removed, 'answer')} forgotten that ${which}.`);
	const item = context.getInputData().map((_, index) => ({ item: index }));
	return { json: { forgotten: { olderThan: new Date(timeMs).toISOString(), removed } }, pairedItem: item };
}

function readTime(context: IExecuteFunctions) {
	const value: unknown = context.getNodeParameter('olderThan', 0, '');
	try {
		// "Older than nothing" must not mean "everything".
		if (value !== '' && value !== null) return tryToParseDateTime(value, context.getTimezone());
	} catch {
		// Said below.
	}
	throw new NodeOperationError(context.getNode(), 'The field "Older Than" holds no date', {
		description: 'Choose a date, or let the expression give one, such as {{ $now.minus({ days: 90 }) }}.',
	});
}

/**
 * @param work gives what went wrong, or null. All places get their turn, also where one fails.
 * @throws NodeOperationError that says where and why.
 */
async function inEach(
	context: IExecuteFunctions,
	places: readonly StoreName[],
	work: (store: AnswerStore) => Promise<string | null>,
): Promise<void> {
	const failures: string[] = [];
	for (const place of places) {
		const { value: store, failure } = await openStore(context, place);
		const reason = store === null ? failure.message : await work(store);
		await store?.close();
		for (const notice of store?.notices ?? []) warn(context, notice);
		if (reason !== null) failures.push(reason);
	}
	if (failures.length === 0) return;
	const message = `Not all answers could be forgotten. ${failures.join(' ')}`;
	const error = new NodeOperationError(context.getNode(), message, {
		description: 'Correct it and run this again: what is forgotten already does no harm.',
	});
	// Where a message holds a word such as ECONNREFUSED, n8n replaces it by a sentence that names no place.
	error.message = message;
	throw error;
}
