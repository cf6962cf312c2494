/** The world that the engine runs in: n8n’s clock, Stop, SSRF settings and log, and what this process shares between executions. */

import { randomUUID } from 'node:crypto';

import type { IExecuteFunctions, NodeEgressFilter } from 'n8n-workflow';

import type { EventLoop } from '../lookup/inTurns';
import { KeptAnswers, type KeptRun } from '../lookup/keptAnswers';
import { AccountLimiters } from '../lookup/limiter';
import type { Surroundings } from '../lookup/options';
import { jitteredDelays } from '../lookup/retry';
import { carry } from '../transport/carry';
import { at } from '../transport/schedule';
import { onStop } from '../transport/stopSignal';
import type { Egress } from '../transport/wire';
import { nextTurn } from './nextTurn';

export const nowMs = () => Date.now();

export const eventLoop: EventLoop = { nowMs: () => performance.now(), nextTurn };

/** Resolves after the time, or at once when the signal fires. */
export async function sleep(durationMs: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	await new Promise<void>((resolve) => {
		const wake = () => {
			cancelAlarm();
			cancelStop();
			resolve();
		};
		const cancelAlarm = at(performance.now() + durationMs, wake);
		const cancelStop = onStop(signal, wake);
	});
}

/** Limits hold for an account across all executions of this process. */
const limiters = new AccountLimiters({ nowMs: () => performance.now(), sleep });

/** What unfinished runs of this process have left. */
export const keptAnswers = new KeptAnswers();

/** One for each of n8n’s filters, so that connections are shared between executions. */
const egresses = new WeakMap<NodeEgressFilter, Egress>();

/** @param sharing what the run shares with others. */
export function surroundingsOf(
	context: IExecuteFunctions,
	sharing: Pick<Surroundings, 'reuse' | 'shared'>,
	onProgress: Surroundings['onProgress'],
): Surroundings {
	return {
		carry,
		egress: egressOf(context),
		signal: stopOf(context),
		nowMs,
		sleep,
		eventLoop,
		delays: jitteredDelays,
		limiters,
		kept: keptRunOf(context),
		...sharing,
		onProgress,
	};
}

/** @returns the user's Stop and the workflow's time limit. */
export function stopOf(context: IExecuteFunctions): AbortSignal {
	return context.getExecutionCancelSignal() ?? new AbortController().signal;
}

function egressOf({ helpers }: IExecuteFunctions): Egress | null {
	const filter = filterOf(helpers);
	if (filter === undefined) return null;
	const known = egresses.get(filter);
	if (known !== undefined) return known;
	const egress: Egress = {
		lookup: filter.createSecureLookup(),
		// n8n’s filter for "no protection" lacks the check that its type promises.
		allows: (host) => !('validateConnectionHost' in filter) || filter.validateConnectionHost(host).ok,
	};
	egresses.set(filter, egress);
	return egress;
}

/** Before 2.30, n8n has no filter for a node; before 2.37, none where its protection is off. */
function filterOf(helpers: Partial<IExecuteFunctions['helpers']>): NodeEgressFilter | undefined {
	return helpers.getSecureEgressFilter?.();
}

/** A node that comes both before and after this one leads back to it. */
function isInLoop(context: IExecuteFunctions): boolean {
	const { name } = context.getNode();
	const before = new Set(context.getParentNodes(name).map((node) => node.name));
	return context.getChildNodes(name).some((node) => before.has(node.name));
}

function keptRunOf(context: IExecuteFunctions): KeptRun {
	const mode = context.getMode();
	const runIndex: unknown = context.getWorkflowDataProxy(0).$runIndex;
	return keptAnswers.begin(
		{
			workflowId: context.getWorkflow().id ?? '',
			nodeId: context.getNode().id,
			// Calls through n8n's MCP trigger belong to no execution; without an id of its own, one would get another's answers.
			executionId: context.getExecutionId() || randomUUID(),
			runIndex: Number(runIndex),
			inLoop: isInLoop(context),
			resumes: mode === 'manual' || mode === 'retry',
		},
		nowMs(),
	);
}
