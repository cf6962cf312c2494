/** What a run shares with others: the limits of an account, and answers of earlier executions. */

import type { IExecuteFunctions } from 'n8n-workflow';

import type { Surroundings } from '../lookup/options';
import type { Settings } from './parameters';
import { openReuse } from './reuse';
import { openSharedLimits } from './sharedLimits';

export type Sharing = Pick<Surroundings, 'reuse' | 'shared'>;

/**
 * Does the work with what is shared, and lets go of it in the end, however that comes: places that nobody gives back would keep
 * other workers from the account for as long as this process lives.
 * @returns what came of the work, and what the user should know of the store, one sentence or a few each.
 * @throws NodeOperationError where limits cannot be shared, and whatever the work throws.
 */
export async function withSharing<Value>(
	context: IExecuteFunctions,
	{ shareWithoutRedis, reuse }: Pick<Settings, 'shareWithoutRedis' | 'reuse'>,
	work: (sharing: Sharing) => Promise<Value>,
): Promise<{ value: Value; notices: readonly string[] }> {
	const shared = await openSharedLimits(context, shareWithoutRedis);
	const opened = await openReuse(context, reuse);
	let notices: readonly string[] = [];
	let value: Value;
	try {
		value = await work({ shared, reuse: opened.reuse });
	} finally {
		await shared?.close();
		notices = await opened.close();
	}
	return { value, notices };
}
