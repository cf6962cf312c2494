/** What a run shares with others: the limits of an account, and answers of earlier executions. */

import type { IExecuteFunctions } from 'n8n-workflow';

import type { Surroundings } from '../lookup/options';
import type { SharedLimits } from '../stores/sharedLimits';
import type { Settings } from './parameters';
import { openReuse } from './reuse';
import { openSharedLimits } from './sharedLimits';
import { stopOf } from './surroundings';
import { lastMomentAfter, untilStopped } from './untilStopped';

export type Sharing = Pick<Surroundings, 'reuse' | 'shared'>;

/**
 * Does the work with what is shared, and lets go of it in the end, however that comes: places that nobody gives back would keep
 * other workers from the account for as long as this process lives. Where that hangs, Stop ends the waiting within a second.
 * @returns what came of the work, and what the user should know of the store and the limits, one sentence or a few each.
 * @throws NodeOperationError where limits cannot be shared, and whatever the work throws.
 */
export async function withSharing<Value>(
	context: IExecuteFunctions,
	{ shareWithoutRedis, reuse }: Pick<Settings, 'shareWithoutRedis' | 'reuse'>,
	work: (sharing: Sharing) => Promise<Value>,
): Promise<{ value: Value; notices: readonly string[] }> {
	const lastMoment = lastMomentAfter(stopOf(context));
	const opening = openSharedLimits(context, shareWithoutRedis);
	let notices: readonly string[] = [];
	let value: Value;
	try {
		const limits = await untilStopped(opening, lastMoment.signal, () => null);
		const shared = limits === null ? null : stoppable(limits, lastMoment.signal);
		const opened = await openReuse(context, reuse, lastMoment.signal);
		try {
			value = await work({ shared, reuse: opened.reuse });
		} finally {
			const closing = closeAll([closeLimits(opening), opened.close()]);
			notices = await untilStopped(closing, lastMoment.signal, () => []);
		}
	} finally {
		lastMoment.end();
	}
	return { value, notices };
}

/** A place that comes too late is given back. */
function stoppable(limits: SharedLimits, over: AbortSignal): SharedLimits {
	return {
		notices: limits.notices,
		close: async () => await limits.close(),
		async take(accountKey, pace, signal) {
			const taking = limits.take(accountKey, pace, signal);
			return await untilStopped(taking, over, () => {
				void taking.then(({ value: place }) => place?.release());
				return { value: null, failure: null };
			});
		},
	};
}

async function closeAll(closings: ReadonlyArray<Promise<readonly string[]>>): Promise<readonly string[]> {
	return (await Promise.all(closings)).flat();
}

/** Also where the run was stopped before they were open. */
async function closeLimits(opening: Promise<SharedLimits | null>): Promise<readonly string[]> {
	const shared = await opening;
	await shared?.close();
	return shared?.notices ?? [];
}
