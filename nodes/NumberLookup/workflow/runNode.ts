/** One run of the node: items in; parameters read, numbers planned and asked; rows out. */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { lookUp } from '../lookup/lookUp';
import type { LookupReport } from '../lookup/outcome';
import { isLeftByAccount, OutcomeCounts } from '../lookup/outcomeCounts';
import { type Plan, planLookups } from '../lookup/plan';
import { readingCountsOf } from '../lookup/readingCounts';
import type { NumberResult } from '../lookup/result';
import { resultsOf } from '../lookup/results';
import { type RegisteredProvider, registry } from '../providers/registry';
import { leftOverText, warnOfAccounts } from './accountFailure';
import { sayAbove, sendsToErrorOutput, textOf, warn } from './onError';
import { readNumberParameters, readSettings, type Settings } from './parameters';
import { reportProgress } from './progress';
import { readLayoutAlone } from './readOptions';
import { readingSentences, readingWarnings } from './readingSentences';
import { outputsOf, type Row, rowsNotLookedUp } from './rows';
import { withSharing } from './sharing';
import { stageOf } from './stages';
import { rowCountsOf, summaryOf, warningOf } from './summary';
import { nowMs, surroundingsOf } from './surroundings';

/** @throws where On Error says stop: NodeOperationError for a parameter that cannot be used, NodeApiError for an account that fails. */
export async function runNode(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (!context.continueOnFail()) return await lookUpItems(context);
	try {
		return await lookUpItems(context);
	} catch (error) {
		// n8n would pass the items of a node that throws on through its first output, "Valid", as if they had been looked up.
		return notLookedUp(context, textOf(error));
	}
}

function notLookedUp(context: IExecuteFunctions, why: string): INodeExecutionData[][] {
	warn(context, why);
	const items = context.getInputData();
	return outputsOf(rowsNotLookedUp(items.length, why, sendsToErrorOutput(context)), items, readLayoutAlone(context));
}

async function lookUpItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const settings = readSettings(context, registry);
	const plan = planLookups(readNumberParameters(context));
	const { report, counts, notices } =
		settings.operation === 'validate' ? nobodyAsked() : await ask(context, settings, plan);
	const results = resultsOf(plan, report?.outcomes ?? null, settings.includeRaw);
	sumUp(context, plan, results, counts, report);
	for (const notice of notices) warn(context, notice);
	const failed = report === null ? null : leftOver(context, settings.providers, plan, counts, report);
	const errorOf = (distinctIndex: number | null) =>
		distinctIndex !== null && isLeftByAccount(report?.outcomes[distinctIndex]?.finding ?? null) ? failed : null;
	const rows: Row[] = [];
	for (const [index, { itemIndex, distinctIndex }] of plan.rows.entries()) {
		const result = results[index];
		if (result !== undefined) rows.push({ itemIndex, result, error: errorOf(distinctIndex) });
	}
	return outputsOf(rows, items, settings);
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
		return { surroundings, report, counts: countsOf(plan, report, settings) };
	});
	const { surroundings, report, counts } = value;
	const isFinished = counts.isFinished({
		// A stopped run that has a finding for each number may still not have asked the next provider. And whom Stop reaches while a
		// store closes gets no output from n8n: the next run must find what was paid.
		brokenOff: surroundings.signal.aborted,
		accountsFailed: report.stageFailures.length > 0,
	});
	if (isFinished) surroundings.kept.finish(nowMs());
	return { report, counts, notices };
}

function sumUp(
	context: IExecuteFunctions,
	plan: Plan,
	results: readonly NumberResult[],
	{ nonMobileAsked, heldBack }: OutcomeCounts,
	report: LookupReport | null,
): void {
	const totals = report?.totals ?? null;
	const distinct = plan.distinct.length;
	const read = readingCountsOf(plan.rows);
	const readings = readingSentences(read);
	sayAbove(context, summaryOf({ ...rowCountsOf(results), distinct, totals, nonMobileAsked, heldBack, readings }));
	const warning = warningOf(results);
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

function countsOf({ distinct }: Plan, { outcomes }: LookupReport, { lookup }: Settings): OutcomeCounts {
	const counts = new OutcomeCounts(lookup.askNextOnUnknown);
	for (const [index, number] of distinct.entries()) {
		const outcome = outcomes[index];
		if (outcome !== undefined) counts.add(number, outcome);
	}
	return counts;
}
