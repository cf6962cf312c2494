/** What users rely on, whatever comes together in a run: rows, money, words and ends. */

import { isDeepStrictEqual } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import type { WorkflowRun } from '../../n8n-runner';
import { canaryPassword } from '../../simulator/accounts';
import { countedTwice } from '../countedTwice';
import { tracesOf } from '../tracesOf';
import { nodeName } from '../workflow/harness';
import { isLandline, msisdnsIn, providersOf, type Scenario } from './scenario';

/** For 25 runs that share a busy machine. On a free one, the slowest of 3,000 ended after two seconds. */
const patienceMs = 20_000;
/** With one request at a time, each cell waits for its own time-outs, tries and back-off. */
const patienceOfCellMs = 500;

/** Rejects where the run hangs. */
export async function endsInTime(run: Promise<WorkflowRun>, { cells }: Scenario): Promise<WorkflowRun> {
	let timer: NodeJS.Timeout | undefined;
	const hanging = new Promise<never>((_, reject) => {
		const hangsAfterMs = patienceMs + patienceOfCellMs * cells.length;
		timer = setTimeout(() => reject(new Error('The run hangs.')), hangsAfterMs);
	});
	return await Promise.race([run, hanging]).finally(() => clearTimeout(timer));
}

/**
 * @param timesBilled how often each provider billed each number.
 * @returns each promise that the run broke, in words.
 */
export function brokenPromises(run: WorkflowRun, tried: Scenario, timesBilled: ReadonlyMap<string, number>): string[] {
	const broken = [...moneyFaults(run, tried, timesBilled), ...wordFaults(run), ...secretFaults(run)];
	if (run.status === 'success') return [...broken, ...rowFaults(run, tried)];
	const mayEndSo = tried.onError === 'stopWorkflow' || tried.stopAfterMs !== null;
	return mayEndSo ? broken : [...broken, `The run ended with the status ${run.status}.`];
}

/** What the provider billed more than once was lost on the wire, and counted. */
function moneyFaults(run: WorkflowRun, tried: Scenario, timesBilled: ReadonlyMap<string, number>): string[] {
	const faults: string[] = [];
	const billedAgain = [...timesBilled.values()].reduce((sum, times) => sum + times - 1, 0);
	if (!tried.retryUncertain && billedAgain > 0) {
		faults.push(`${billedAgain} lookups were billed again with Retry When Unsure off.`);
	}
	if (tried.maxLookups > 0 && timesBilled.size + billedAgain > tried.maxLookups) {
		faults.push(`${timesBilled.size + billedAgain} lookups were billed, but Max Lookups is ${tried.maxLookups}.`);
	}
	// A run that ended otherwise shows no line in which it could be counted, and after Retry On Fail n8n shows the last try's alone.
	if (run.status === 'success' && !tried.retryOnFail && billedAgain > countedTwice(run)) {
		faults.push(`${billedAgain} lookups were billed again, but counted were ${countedTwice(run)}.`);
	}
	if (tried.skipNonMobile && [...timesBilled.keys()].some((key) => isLandline(`+${key.split(' ')[1]}`))) {
		faults.push('A landline was billed with Skip Non-Mobile Numbers on.');
	}
	return [...faults, ...needlessLookups(run, tried, timesBilled)];
}

/** Whoever has a verdict from the first provider costs nothing at the next. */
function needlessLookups(run: WorkflowRun, tried: Scenario, timesBilled: ReadonlyMap<string, number>): string[] {
	const [first, next] = providersOf(tried);
	// An earlier try may have asked the next provider about what the first answers now.
	if (run.status !== 'success' || tried.retryOnFail || next === undefined) return [];
	const needless = rowsOf(run).flatMap(({ result: { provider, verdict, number } }) =>
		typeof number === 'string' &&
		provider === first &&
		verdict !== 'unknown' &&
		timesBilled.has(`${next} ${number.slice(1)}`)
			? [number]
			: [],
	);
	return needless.map((number) => `${number} was billed by ${next}, too.`);
}

/** Neither output nor error, hint nor log line holds a part of the credential's secret. */
function secretFaults(run: WorkflowRun): string[] {
	const traces = tracesOf(canaryPassword, run);
	return traces.length === 0 ? [] : [`The run shows the secret's ${traces.join(', ')}.`];
}

function wordFaults({ error }: WorkflowRun): string[] {
	if (error === null) return [];
	const { message } = error;
	const isUseful = /Credential|credential|stopped|cancel/.test(message);
	const isTechnical = /\bat .*:\d+|undefined|\[object/.test(message);
	return isUseful && !isTechnical ? [] : [`An error says: ${message}`];
}

export interface RowSeen {
	itemIndex: number;
	ownFields: IDataObject;
	result: IDataObject;
}

/** @returns all rows, from whichever output. */
export function rowsOf(run: WorkflowRun): RowSeen[] {
	return run.outputsOf(nodeName).flatMap((items) =>
		items.map(({ json, pairedItem }) => {
			if (typeof pairedItem !== 'object' || Array.isArray(pairedItem)) throw new Error('A row has no paired item.');
			const { lookup, details, error: _error, message: _message, ...ownFields } = json;
			const result = lookup ?? details;
			if (typeof result !== 'object' || result === null || Array.isArray(result))
				throw new Error('A row has no result.');
			return { itemIndex: pairedItem.item, ownFields, result: Object.fromEntries(Object.entries(result)) };
		}),
	);
}

/** As many rows as numbers, each with its own item's fields and number; no landline invalid. */
function rowFaults(run: WorkflowRun, { cells }: Scenario): string[] {
	const rows = rowsOf(run);
	const seen = rows.map(({ itemIndex, result }) => rowText(itemIndex, result.number));
	const expected = cells.flatMap((phone, index) =>
		msisdnsIn(phone).map((msisdn) => rowText(index, msisdn === null ? null : `+${msisdn}`)),
	);
	const strange = rows.filter(
		({ itemIndex, ownFields }) => !isDeepStrictEqual(ownFields, { id: itemIndex, phone: cells[itemIndex] }),
	);
	const invalid = rows.filter(({ result }) => isLandline(result.number) && result.verdict === 'invalid');
	return [
		...(isDeepStrictEqual(seen.sort(), expected.sort())
			? []
			: [`The rows are ${seen.join(', ')}, expected were ${expected.join(', ')}.`]),
		...strange.map(
			({ itemIndex, ownFields }) => `Row of item ${itemIndex} has the fields ${JSON.stringify(ownFields)}.`,
		),
		...invalid.map(({ result }) => `The landline ${JSON.stringify(result.number)} is called invalid.`),
	];
}

function rowText(itemIndex: number, number: unknown): string {
	return `${itemIndex}: ${String(number)}`;
}
