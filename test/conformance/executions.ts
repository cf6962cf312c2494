/** What the executions of one n8n process share. */

import { KeptAnswers } from '../../nodes/NumberLookup/lookup/keptAnswers';
import { AccountLimiters } from '../../nodes/NumberLookup/lookup/limiter';
import type { Surroundings } from '../../nodes/NumberLookup/lookup/options';

const identity = { workflowId: 'w', nodeId: 'n', executionId: '1', runIndex: 0, inLoop: false, resumes: false };

/** @returns what each try of one execution shares with those before it. */
export function retriedExecution(): () => Pick<Surroundings, 'limiters' | 'kept'> {
	const limiters = new AccountLimiters(manualClock());
	const kept = new KeptAnswers();
	return () => ({ limiters, kept: kept.begin(identity, 0) });
}

/** A clock that only waiting moves on. */
export function manualClock() {
	let clockMs = 0;
	return {
		nowMs: () => clockMs,
		async sleep(durationMs: number) {
			clockMs += durationMs;
			await Promise.resolve();
		},
	};
}
