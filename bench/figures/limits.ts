/** A provider that throttles above a limit that it does not publish: after a second it is found, and seldom overstepped. */

import type { Bench } from '../bench';
import { bareSinch } from '../contenders/bareHttp';
import { numberLookup } from '../contenders/numberLookup';
import { atLeast, atMost, type Figure, figure } from '../figure';
import { measure, repeat } from '../measure';
import { msisdns } from '../numbers';

const latencyMs = 20;

/** Below what the node begins with, and above it for somebody who allows more. */
const cases = [
	{ limit: 6, maxConcurrency: 0 },
	{ limit: 17, maxConcurrency: 40 },
];

/** Ten seconds and more at the lower limit. */
const mostNumbers = 4_000;

export async function limits({ n8n, simulator, options, note }: Bench): Promise<Figure[]> {
	const numbers = msisdns(Math.min(options.numbers, mostNumbers));
	const figures: Figure[] = [];
	for (const { limit, maxConcurrency } of cases) {
		const bare = bareSinch(simulator.ports.sinch, limit);
		const node = numberLookup(n8n, simulator.ports, 'sinch', {}, { maxConcurrency });
		const shares: number[] = [];
		const speeds = await repeat(options.rounds, async () => {
			await simulator.order({ latencyMs });
			await measure(bare, numbers);
			const best = (await simulator.order({ latencyMs, throttleSinchAbove: limit })).sinch.later;
			await measure(node, numbers);
			const found = (await simulator.order()).sinch.later;
			shares.push(found.throttledShare);
			const speed = found.answeredASecond / best.answeredASecond;
			note(`limit ${limit}: ${speed.toFixed(2)} of the best, ${(found.throttledShare * 100).toFixed(1)} % throttled`);
			return speed;
		});
		const name = `unknown limit of ${limit} at once`;
		figures.push(
			figure(`${name}: numbers a second after the first / a client’s that knows it`, atLeast(0.8), speeds),
			figure(`${name}: share throttled after the first second`, atMost(0.02), shares),
		);
	}
	return figures;
}
