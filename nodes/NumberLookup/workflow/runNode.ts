/** One run of the node: items in; parameters read, numbers planned and asked; rows out. */

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { lookUp } from '../lookup/lookUp';
import type { Finding, LookupReport } from '../lookup/outcome';
import { type Plan, planLookups } from '../lookup/plan';
import type { NumberResult } from '../lookup/result';
import { resultsOf } from '../lookup/results';
import { type RegisteredProvider, registry } from '../providers/registry';
import { accountError, accountFailureText } from './accountError';
import { readNumberParameters, readSettings, type Settings } from './parameters';
import { readLayoutAlone } from './readOptions';
import { openReuse } from './reuse';
import { outputsOf, type Row, rowsNotLookedUp } from './rows';
import { openSharedLimits } from './sharedLimits';
import { stageOf } from './stages';
import { summaryOf, warningOf } from './summary';
import { surroundingsOf } from './surroundings';

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
	const settings = readSettings(
		context,
		registry.map(({ facts }) => facts),
	);
	const plan = planLookups(readNumberParameters(context));
	const providers = settings.providers.flatMap((id) => registry.filter(({ facts }) => facts.id === id));
	const asked = settings.operation === 'validate' ? nobodyAsked : await ask(context, settings, plan, providers);
	const { report } = asked;
	const results = resultsOf(plan, report?.outcomes ?? null, settings.includeRaw);
	addHints(context, plan, results, asked, providers);
	const failed = report === null ? null : failureText(context, plan, report, providers);
	const rows = plan.rows.map(({ itemIndex, distinctIndex }, index): Row[] => {
		const result = results[index];
		if (result === undefined) return [];
		const failedHere = distinctIndex !== null && isLeftByAccount(report?.outcomes[distinctIndex]?.finding ?? null);
		return [{ itemIndex, result, error: failedHere ? failed : null }];
	});
	return outputsOf(rows.flat(), items, settings);
}

interface Asked {
	report: LookupReport | null;
	/** What the user should know of the answers that were to be reused. */
	notices: readonly string[];
}

const nobodyAsked: Asked = { report: null, notices: [] };

async function ask(
	context: IExecuteFunctions,
	settings: Settings,
	plan: Plan,
	providers: readonly RegisteredProvider[],
): Promise<Asked> {
	const isNeeded = plan.distinct.length > 0;
	const shared = await openSharedLimits(context, isNeeded ? settings.shareWithoutRedis : null);
	const opened = await openReuse(context, isNeeded ? settings.reuse : null);
	const surroundings = surroundingsOf(context, plan.distinct.length, opened.reuse, shared);
	const stages = providers.map((provider) => stageOf(context, provider, surroundings.nowMs));
	const report = await lookUp(plan.distinct, stages, settings.lookup, surroundings);
	await shared?.close();
	const notices = await opened.close();
	if (!report.outcomes.some(({ finding }) => isNotLookedUp(finding))) surroundings.kept.finish(surroundings.nowMs());
	return { report, notices };
}

const answersAreKept =
	'Their answers are kept for 24 hours: ' +
	'a retry of this execution, or your next manual run of this workflow, does not pay for them again.';

/**
 * @returns the text for the rows that an account failure left over, where On Error sends them to the error output; else null.
 * @throws NodeApiError where On Error says stop and the account failure left numbers over.
 */
function failureText(
	context: IExecuteFunctions,
	plan: Plan,
	report: LookupReport,
	providers: readonly RegisteredProvider[],
): string | null {
	const last = report.stageFailures.at(-1);
	const provider = last === undefined ? undefined : providers[last.stage];
	const leftOver = report.outcomes.filter(({ finding }) => isLeftByAccount(finding)).length;
	if (last === undefined || provider === undefined || leftOver === 0) return null;
	if (context.continueOnFail()) {
		return sendsToErrorOutput(context) ? accountFailureText(context.getNode(), provider.facts, last.failure) : null;
	}
	const answered = report.outcomes.filter(({ finding }) => finding?.kind === 'answered').length;
	const progress =
		`${answered} of ${plan.distinct.length} numbers were answered before.` +
		(answered === 0 ? '' : ` ${answersAreKept}`);
	throw accountError(context, provider.facts, last.failure, progress);
}

function addHints(
	context: IExecuteFunctions,
	plan: Plan,
	results: readonly NumberResult[],
	{ report, notices }: Asked,
	providers: readonly RegisteredProvider[],
): void {
	const message = summaryOf({
		rows: results,
		distinct: plan.distinct.length,
		totals: report?.totals ?? null,
		nonMobileAsked: plan.distinct.filter((number, index) => number.cannotBeMobile && wasAsked(report, index)).length,
		heldBack: report?.outcomes.filter(({ finding }) => isHeldBackByLimit(finding)).length ?? 0,
	});
	context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
	context.logger.info(`Number Lookup: ${message}`);
	const warning = warningOf(results);
	if (warning !== null) warn(context, warning);
	for (const notice of notices) warn(context, notice);
	for (const { stage, failure } of report?.stageFailures ?? []) {
		const provider = providers[stage];
		if (provider === undefined) continue;
		warn(context, accountFailureText(context.getNode(), provider.facts, failure));
	}
}

function warn(context: IExecuteFunctions, message: string): void {
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	context.logger.warn(`Number Lookup: ${message}`);
}

function sendsToErrorOutput(context: IExecuteFunctions): boolean {
	return context.getNode().onError === 'continueErrorOutput';
}

/** @returns what n8n would show of the error: its message, and its description where it has one. */
function textOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const description = 'description' in error && typeof error.description === 'string' ? `. ${error.description}` : '';
	return error.message + description;
}

function wasAsked(report: LookupReport | null, distinctIndex: number): boolean {
	const outcome = report?.outcomes[distinctIndex];
	return outcome !== undefined && outcome.attempts > 0;
}

function isNotLookedUp(finding: Finding | null): boolean {
	return finding?.kind === 'unanswered' && finding.status === 'not_looked_up';
}

/** By the option Max Lookups; a skipped number has another status. */
function isHeldBackByLimit(finding: Finding | null): boolean {
	return finding?.kind === 'unanswered' && finding.cause === 'heldBack' && finding.status === 'not_looked_up';
}

function isLeftByAccount(finding: Finding | null): boolean {
	return finding?.kind === 'unanswered' && finding.cause === 'account';
}
