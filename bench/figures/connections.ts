/** Connections that the node opens for many numbers, against the requests that it has under way at once. */

import type { Bench } from '../bench';
import { numberLookup } from '../contenders/numberLookup';
import { atMost, type Figure, figure } from '../figure';
import { measure } from '../measure';
import { msisdns } from '../numbers';

/** Of both accounts. */
const concurrency = 10;

export async function connections({ n8n, simulator, options, note }: Bench): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const provider of ['sinch', 'linkGateway'] as const) {
		const node = numberLookup(n8n, simulator.ports, provider);
		await simulator.order();
		await measure(node, msisdns(options.numbers));
		const { connectionsOpened, tokenRequests } = (await simulator.order())[provider];
		note(`${provider}: ${connectionsOpened} connections, ${tokenRequests} of them for tokens`);
		const samples = [(connectionsOpened - tokenRequests) / concurrency];
		figures.push(
			figure(
				`connections for ${options.numbers} numbers, without the token’s / requests at once: ${provider}`,
				atMost(1),
				samples,
			),
		);
	}
	return figures;
}
