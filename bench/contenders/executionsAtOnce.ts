/** Several executions at once with Reuse Answers on, each of a workflow of its own. */

import type { LoadedPackage, StoredCredentials } from '../../n8n-runner';
import type { FlightOrder } from '../flightMessages';
import { onEngine } from './engine';
import { isAnswered, numberLookupNode } from './numberLookup';

const redisCredentialType = 'numberLookupRedisApi';

/** Rejects where a number stays without an answer. */
export async function executionsAtOnce(
	n8n: LoadedPackage,
	{ provider, store, redisPort, ports, lists }: FlightOrder,
): Promise<void> {
	const { node, credentials } = numberLookupNode(n8n, ports, provider, {});
	const all: StoredCredentials = {
		...credentials,
		Redis: { type: redisCredentialType, data: { host: '127.0.0.1', port: redisPort } },
	};
	const parameters = { ...node.parameters, options: { reuseAnswers: { answers: {} }, answerStore: store } };
	const withRedis = { ...node.credentials, [redisCredentialType]: { id: null, name: 'Redis' } };
	const execution = onEngine(n8n, store, { ...node, parameters, credentials: withRedis }, all, isAnswered);
	await Promise.all(lists.map(async (list) => await execution.prepare(list)()));
}
