/** Numbers a second, against n8n's HTTP Request node and against a bare client. */

import type { Bench } from '../bench';
import { bareSinch } from '../contenders/bareHttp';
import { httpRequest } from '../contenders/httpRequest';
import { numberLookup } from '../contenders/numberLookup';
import { atLeast, type Figure, figure } from '../figure';
import { measure, repeat, unmeasured, warmUp } from '../measure';
import { msisdns } from '../numbers';

/** What the node asks of a Sinch account at once. */
export const sinchConcurrency = 10;

const slowLatencyMs = 50;

export async function throughput(bench: Bench): Promise<Figure[]> {
	const { n8n, simulator, options, note } = bench;
	const node = numberLookup(n8n, simulator.ports, 'sinch');
	const bare = bareSinch(simulator.ports.sinch, sinchConcurrency);
	await warmUp(node, bare, httpRequest(n8n, simulator.ports.sinch));
	const perSecond = 1_000_000;
	const speeds = { node: 0, bare: 0 };
	const fast = async () => {
		await unmeasured(bare);
		await simulator.order();
		speeds.bare = perSecond / (await measure(bare, msisdns(options.numbers))).wallUs;
		await simulator.order();
		speeds.node = perSecond / (await measure(node, msisdns(options.numbers))).wallUs;
		note(`numbers a second at 0 ms: node ${speeds.node.toFixed(0)}, bare undici ${speeds.bare.toFixed(0)}`);
		return speeds.node / speeds.bare;
	};
	const overHttpRequest: number[] = [];
	const bareOverHttpRequest: number[] = [];
	const overBare = await repeat(options.rounds, async () => {
		const ratio = await fast();
		await unmeasured(httpRequest(n8n, simulator.ports.sinch));
		await simulator.order();
		const today = await measure(httpRequest(n8n, simulator.ports.sinch), msisdns(options.httpRequestNumbers));
		note(
			`numbers a second at 0 ms: HTTP Request ${(perSecond / today.wallUs).toFixed(0)}, ${today.cpuUs.toFixed(0)} µs CPU`,
		);
		overHttpRequest.push((speeds.node * today.wallUs) / perSecond);
		bareOverHttpRequest.push((speeds.bare * today.wallUs) / perSecond);
		return ratio;
	});
	const overBareSlow = await repeat(Math.min(options.rounds, mostSlowRounds), async () => {
		const numbers = msisdns(Math.min(options.numbers, mostSlowNumbers));
		await simulator.order({ latencyMs: slowLatencyMs });
		const bareUs = (await measure(bare, numbers)).wallUs;
		await simulator.order({ latencyMs: slowLatencyMs });
		const nodeUs = (await measure(node, numbers)).wallUs;
		note(
			`numbers a second at 50 ms: node ${(perSecond / nodeUs).toFixed(0)}, bare undici ${(perSecond / bareUs).toFixed(0)}`,
		);
		return bareUs / nodeUs;
	});
	return [
		figure('numbers a second at 0 ms: node / HTTP Request node', atLeast(10), overHttpRequest),
		figure('the same of bare undici, which is all that can be had', null, bareOverHttpRequest),
		figure('numbers a second at 0 ms: node / bare undici', atLeast(0.6), overBare),
		figure('numbers a second at 50 ms: node / bare undici', atLeast(0.95), overBareSlow),
	];
}

/** Ten at once at 50 ms are 200 numbers a second, whoever asks: more numbers and rounds would only take longer. */
const mostSlowNumbers = 4_000;
const mostSlowRounds = 3;
