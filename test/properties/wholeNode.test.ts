/**
 * Whatever comes together, what users rely on holds: rows, money, words and ends. `RUNS` sets how many scenarios are tried, `FUZZ_SEED` and
 * `FUZZ_PATH` bring a failed one back; a failure prints the line for that.
 */

import path from 'node:path';

import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { loadPackage, type WorkflowRun } from '../../n8n-runner';
import { nodeName } from '../workflow/harness';
import { Lane } from './lane';
import { landline, msisdnsIn, scenario, type Scenario } from './scenario';

const runs = Number(process.env.RUNS ?? (process.env.SOAK === '1' ? 20_000 : 1_000));
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000_007);
const { FUZZ_PATH } = process.env;

/** Most of a run is waiting for the clock, so several go on side by side. */
const lanes = FUZZ_PATH === undefined ? 25 : 1;

/** A run's own limits (time-outs, tries, back-off) end it long before. */
const hangsAfterMs = 30_000;

interface RowSeen {
	itemIndex: number;
	ownFields: IDataObject;
	result: IDataObject;
}

/** @returns all rows, from whichever output, in the order of the items. */
function rowsOf(run: WorkflowRun, { cells }: Scenario): RowSeen[] {
	const rows = run.outputsOf(nodeName).flatMap((items) =>
		items.map(({ json, pairedItem }) => {
			if (typeof pairedItem !== 'object' || Array.isArray(pairedItem)) throw new Error('A row has no paired item.');
			const { lookup, details, error: _error, message: _message, ...ownFields } = json;
			const result = lookup ?? details;
			if (typeof result !== 'object' || result === null || Array.isArray(result))
				throw new Error('A row has no result.');
			return { itemIndex: pairedItem.item, ownFields, result: Object.fromEntries(Object.entries(result)) };
		}),
	);
	expect(rows.every(({ itemIndex }) => itemIndex in cells)).toBe(true);
	return rows.sort((one, other) => one.itemIndex - other.itemIndex);
}

/** As many rows as numbers, each with its own item's fields and number. */
function expectRows(rows: readonly RowSeen[], { cells }: Scenario): void {
	const expected = cells.flatMap((phone, id) =>
		msisdnsIn(phone).map((msisdn) => ({ id, phone, number: msisdn === null ? null : `+${msisdn}` })),
	);
	const byNumber = (one: { id: unknown; number: unknown }) => `${String(one.id).padStart(3)} ${String(one.number)}`;
	const sorted = <T extends { id: unknown; number: unknown }>(list: T[]) =>
		list.sort((one, other) => byNumber(one).localeCompare(byNumber(other)));
	const seen = rows.map(({ itemIndex, result }) => ({ id: itemIndex, phone: cells[itemIndex], number: result.number }));
	expect(sorted(seen)).toEqual(sorted<(typeof seen)[number]>(expected));
	for (const { itemIndex, ownFields } of rows) expect(ownFields).toEqual({ id: itemIndex, phone: cells[itemIndex] });
}

function expectNoLandlineInvalid(rows: readonly RowSeen[]): void {
	const verdicts = rows.filter(({ result }) => result.number === landline).map(({ result }) => result.verdict);
	expect(verdicts).not.toContain('invalid');
}

/** What the providers billed more than once was lost on the wire, and counted. */
function expectPaidOnce(run: WorkflowRun, tried: Scenario, lane: Lane): void {
	const billed = [...lane.timesBilled(tried).values()];
	const billedAgain = billed.reduce((sum, times) => sum + times - 1, 0);
	if (!tried.retryUncertain) expect(billedAgain).toBe(0);
	if (tried.maxLookups > 0) expect(billed.length + billedAgain).toBeLessThanOrEqual(tried.maxLookups);
	// A run that ended otherwise shows no line in which it could be counted, and after Retry On Fail n8n shows the last try's alone.
	if (run.status === 'success' && !tried.retryOnFail) expect(billedAgain).toBeLessThanOrEqual(countedTwice(run));
}

function countedTwice({ hints }: WorkflowRun): number {
	return hints.reduce((sum, { message }) => {
		const [, times] = /([\d,]+) lookups? perhaps billed twice/.exec(message) ?? [];
		return sum + (times === undefined ? 0 : Number(times.replaceAll(',', '')));
	}, 0);
}

function expectWords({ error }: WorkflowRun): void {
	if (error === null) return;
	expect(error.message).toMatch(/Credential|credential|stopped|cancel/);
	expect(error.message).not.toMatch(/\bat .*:\d+|undefined|\[object/);
}

async function endsInTime(run: Promise<WorkflowRun>): Promise<WorkflowRun> {
	let timer: NodeJS.Timeout | undefined;
	const hanging = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('The run hangs.')), hangsAfterMs);
	});
	return await Promise.race([run, hanging]).finally(() => clearTimeout(timer));
}

async function tryScenario(tried: Scenario, lane: Lane): Promise<void> {
	const run = await endsInTime(lane.run(tried));
	expectPaidOnce(run, tried, lane);
	expectWords(run);
	if (run.status !== 'success') {
		expect(tried.onError === 'stopWorkflow' || tried.stopAfterMs !== null).toBe(true);
		return;
	}
	const rows = rowsOf(run, tried);
	expectRows(rows, tried);
	expectNoLandlineInvalid(rows);
}

it(
	`keeps rows, money and words in order in ${runs} scenarios`,
	async () => {
		const unhandled: unknown[] = [];
		const note = (reason: unknown) => unhandled.push(reason);
		process.on('unhandledRejection', note);
		const n8n = await loadPackage(path.join(__dirname, '../..'));
		try {
			const ended = await Promise.allSettled(
				Array.from({ length: lanes }, async (_, index) => {
					const lane = await Lane.open(n8n, `lane${index}`);
					const laneSeed = seed + index;
					try {
						await fc.assert(
							fc.asyncProperty(scenario, async (tried) => await tryScenario(tried, lane)),
							{
								numRuns: Math.ceil(runs / lanes),
								seed: laneSeed,
								// Smaller scenarios would have to run, too, and a scenario is small.
								endOnFailure: true,
								...(FUZZ_PATH === undefined ? {} : { path: FUZZ_PATH }),
								reporter: (details) => {
									if (!details.failed) return;
									const again = `FUZZ_SEED=${laneSeed} FUZZ_PATH=${details.counterexamplePath ?? ''} npm test -- test/properties`;
									throw new Error(`${again}\n${fc.defaultReportMessage(details) ?? ''}`, {
										cause: details.errorInstance,
									});
								},
							},
						);
					} finally {
						await lane.close();
					}
				}),
			);
			for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
		} finally {
			process.off('unhandledRejection', note);
		}
		expect(unhandled).toEqual([]);
	},
	30_000 + runs * 2_000,
);
