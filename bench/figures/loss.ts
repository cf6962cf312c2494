/** LINK over UDP on a network that loses datagrams: all are answered, and no datagram is billed twice. */

import type { Bench } from '../bench';
import { numberLookup } from '../contenders/numberLookup';
import { atLeast, atMost, type Figure, figure } from '../figure';
import { measure } from '../measure';
import { msisdns } from '../numbers';

const datagramLoss = 0.05;

/** Short, so that a datagram is sent again soon. */
const timeoutMs = 2_000;

export async function loss({ n8n, simulator, options, note }: Bench): Promise<Figure[]> {
	const node = numberLookup(n8n, simulator.ports, 'linkDirect', { transport: 'udp' }, { timeout: timeoutMs });
	await simulator.order({ datagramLoss });
	// It rejects where a number stays without an answer.
	const { wallUs } = await measure(node, msisdns(options.numbers));
	const { billed, datagramsReceived } = (await simulator.order()).linkDirect;
	note(`LINK UDP with 5 % loss: ${billed} billed, ${datagramsReceived} datagrams, ${wallUs.toFixed(0)} µs a number`);
	return [
		figure('LINK UDP with 5 % loss: numbers answered / asked', atLeast(1), [1]),
		figure('LINK UDP with 5 % loss: lookups billed / datagrams sent', atMost(1), [billed / datagramsReceived]),
	];
}
