/** One run of the node: items in; parameters read, numbers planned and asked; rows out. */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { inTurns, type Steps } from '../lookup/inTurns';
import { lookUp } from '../lookup/lookUp';
import type { LookupReport } from '../lookup/outcome';
import { isLeftByAccount, OutcomeCounts } from '../lookup/outcomeCounts';
import { type Plan, planning } from '../lookup/plan';
import { ReadingCounts } from '../lookup/readingCounts';
import type { NumberResult } from '../lookup/result';
import { resultsOf } from '../lookup/results';
import { type RegisteredProvider, registry } from '../providers/registry';
import { leftOverText, warnOfAccounts } from './accountFailure';
import { checkN8n } from './olderN8n';
import { sayAbove, sendsToErrorOutput, textOf, warn } from './onError';
import { readNumberParameters, readSettings, type Settings } from './parameters';
import { reportProgress } from './progress';
import { readLayoutAlone } from './readOptions';
import { readingSentences, readingWarnings } from './readingSentences';
import { outputsOf, type Row, rowsNotLookedUp } from './rows';
import { withSharing } from './sharing';
import { stageOf } from './stages';
import { RowTally, summaryOf, warningOf } from './summary';
import { eventLoop, nowMs, surroundingsOf } from './surroundings';

/** @throws where On Error says stop: NodeOperationError for a parameter that cannot be used, NodeApiError for an account that fails. */
export async function runNode(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (!context.continueOnFail()) return await lookUpItems(context);
	try {
		return await lookUpItems(context);
	} catch (error) {
		// n8n would pass the items of a node that throws on through its first output, "Valid", as if they had been looked up.
		return await notLookedUp(context, textOf(error));
	}
}

async function notLookedUp(context: IExecuteFunctions, why: string): Promise<INodeExecutionData[][]> {
	warn(context, why);
	const items = context.getInputData();
	const rows = rowsNotLookedUp(items.length, why, sendsToErrorOutput(context));
	return await inTurns(outputsOf(rows, items, readLayoutAlone(context)), eventLoop);
}

async function lookUpItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	checkN8n(context);
	const items = context.getInputData();
	const settings = readSettings(context, registry);
	const plan = await inTurns(planning(readNumberParameters(context)), eventLoop);
	const { report, counts, notices } =
		settings.operation === 'validate' ? nobodyAsked() : await ask(context, settings, plan);
	const read = await inTurns(resultsAndCounts(plan, report, settings.includeRaw), eventLoop);
	sumUp(context, plan, read, counts, report);
	for (const notice of notices) warn(context, notice);
	const failed = report === null ? null : leftOver(context, settings.providers, plan, counts, report);
	const errorOf = (distinctIndex: number | null) =>
		distinctIndex !== null && isLeftByAccount(report?.outcomes[distinctIndex]?.finding ?? null) ? failed : null;
	function* rows(): Generator<Row> {
		for (const [index, { itemIndex, distinctIndex }] of plan.rows.entries()) {
			const result = read.results[index];
			if (result !== undefined) yield { itemIndex, result, error: errorOf(distinctIndex) };
		}
	}
	return await inTurns(outputsOf(rows(), items, settings), eventLoop);
}

interface Results {
	/** One for each row of the plan. */
	results: NumberResult[];
	tally: RowTally;
	readings: ReadingCounts;
}

function* resultsAndCounts(plan: Plan, report: LookupReport | null, includeRaw: boolean): Steps<Results> {
	const all: Results = { results: [], tally: new RowTally(), readings: new ReadingCounts() };
	for (const [row, result] of resultsOf(plan, report?.outcomes ?? null, includeRaw)) {
		all.results.push(result);
		all.tally.add(result);
		all.readings.add(row);
		yield;
	}
	return all;
}

interface Asked {
	report: LookupReport | null;
	counts: OutcomeCounts;
	/** What the user should know of the answers that were to be reused. */
	notices: readonly string[];
}

/** Where there is nothing to ask. */
const nothingShared = { shareWithoutRedis: null, reuse: null };

const nobodyAsked = (): Asked => ({ report: null, counts: new OutcomeCounts(false), notices: [] });

async function ask(context: IExecuteFunctions, settings: Settings, plan: Plan): Promise<Asked> {
	const distinct = plan.distinct.length;
	const { value, notices } = await withSharing(context, distinct === 0 ? nothingShared : settings, async (sharing) => {
		const surroundings = surroundingsOf(context, sharing, reportProgress(context, distinct, nowMs));
		const stages = settings.providers.map((provider) => stageOf(context, provider, nowMs, settings.lookup.timeoutMs));
		const report = await lookUp(plan.distinct, stages, settings.lookup, surroundings);
		const counts = await inTurns(counting(plan, report, settings), eventLoop);
		// A stopped run that has a finding for each number may still not have asked the next provider.
		const isFinished = counts.isFinished({
			brokenOff: report.stopped,
			accountsFailed: report.stageFailures.length > 0,
		});
		if (isFinished) surroundings.kept.finish(nowMs());
		return { report, counts };
	});
	return { ...value, notices };
}

function sumUp(
	context: IExecuteFunctions,
	plan: Plan,
	{ tally, readings: read }: Results,
	{ nonMobileAsked, heldBack }: OutcomeCounts,
	report: LookupReport | null,
): void {
	const totals = report?.totals ?? null;
	const distinct = plan.distinct.length;
	const readings = readingSentences(read);
	const { rows, duplicates, byVerdict } = tally;
	const counts = { rows, duplicates, byVerdict, distinct, totals, nonMobileAsked, heldBack };
	sayAbove(context, summaryOf({ ...counts, readings }));
	const warning = warningOf(plan.rows);
	if (warning !== null) warn(context, warning);
	for (const each of readingWarnings(read, null)) warn(context, each);
}

/**
 * @returns the text for the rows that an account failure left over, where On Error sends them to the error output; else null.
 * @throws NodeApiError where On Error says stop and an account failure left numbers over.
 */
function leftOver(
	context: IExecuteFunctions,
	providers: readonly RegisteredProvider[],
	plan: Plan,
	counts: OutcomeCounts,
	{ stageFailures }: LookupReport,
): string | null {
	warnOfAccounts(context, stageFailures, providers);
	const answered = `${counts.answered} of ${plan.distinct.length} numbers`;
	const text = leftOverText(context, counts, answered, stageFailures, providers);
	return sendsToErrorOutput(context) ? text : null;
}

function* counting({ distinct }: Plan, { outcomes }: LookupReport, { lookup }: Settings): Steps<OutcomeCounts> {
	const counts = new OutcomeCounts(lookup.askNextOnUnknown);
	for (const [index, number] of distinct.entries()) {
		const outcome = outcomes[index];
		if (outcome !== undefined) counts.add(number, outcome);
		yield;
	}
	return counts;
}
