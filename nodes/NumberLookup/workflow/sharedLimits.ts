/** Limits that all workers keep together, where the node has a Redis for it. */

import { type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

import type { SharedLimits } from '../stores/sharedLimits';
import { readRedis } from './answerStores';
import { sleep } from './surroundings';

/**
 * @param share of its limits that the account may use while Redis is away, 0 to 1; null where limits hold for this process alone.
 * @throws NodeOperationError where the credential cannot be used: without it, limits that are to hold would not.
 */
export async function openSharedLimits(context: IExecuteFunctions, share: number | null): Promise<SharedLimits | null> {
	if (share === null) return null;
	const { value: account, failure } = await readRedis(context);
	if (failure !== null) {
		throw new NodeOperationError(context.getNode(), failure.message, {
			description: 'The option Answer Store is Redis, by which workers share the limits of an account.',
		});
	}
	const { RedisLimits } = await import('../stores/redis/limits');
	return await RedisLimits.open(account, { nowMs: () => performance.now(), sleep, shareWithoutRedis: share });
}
