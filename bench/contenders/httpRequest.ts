/** n8n's own HTTP Request node: what people use today. It comes with the whole n8n that `npm run n8n` installs. */

import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeType, VersionedNodeType } from 'n8n-workflow';
import { z } from 'zod';

import { installN8n } from '../../e2e/install';
import type { LoadedPackage } from '../../n8n-runner';
import { demoName, demoPassword } from '../../simulator/accounts';
import type { Contender } from './contender';
import { onEngine } from './engine';

export const httpRequestType = 'n8n-nodes-base.httpRequest';

const version = 4.2;

/** Its class comes from another copy of n8n-workflow, so it is known by what it has. */
const moduleSchema = z.object({
	HttpRequest: z.custom<new () => Pick<VersionedNodeType, 'getNodeType'>>((value) => typeof value === 'function'),
});

export async function loadHttpRequest(): Promise<INodeType> {
	const requireFromN8n = createRequire(await installN8n());
	const manifest = requireFromN8n.resolve('n8n-nodes-base/package.json');
	const file = path.join(path.dirname(manifest), 'dist/nodes/HttpRequest/HttpRequest.node.js');
	const { HttpRequest } = moduleSchema.parse(requireFromN8n(file));
	return new HttpRequest().getNodeType(version);
}

/** @param n8n loaded with the node as a stand-in. */
export function httpRequest(n8n: LoadedPackage, sinchPort: number): Contender {
	const signIn = Buffer.from(`${demoName}:${demoPassword}`).toString('base64');
	const node = {
		type: httpRequestType,
		typeVersion: version,
		parameters: {
			url: `=http://127.0.0.1:${sinchPort}/lookup?msisdn={{ $json.phone.slice(1) }}`,
			sendHeaders: true,
			headerParameters: { parameters: [{ name: 'authorization', value: `Basic ${signIn}` }] },
			options: { batching: { batch: { batchSize: 50, batchInterval: 1 } } },
		},
	};
	const isAnswered = ({ data }: { data?: unknown }) => typeof data === 'string' && data.startsWith('result=');
	return onEngine(n8n, 'HTTP Request', node, {}, isAnswered);
}
