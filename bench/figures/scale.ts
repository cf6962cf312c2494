/** Ten times as many numbers should take ten times as long. */

import type { Bench } from '../bench';
import { numberLookup } from '../contenders/numberLookup';
import { atMost, type Figure, figure } from '../figure';
import { measure, repeat, warmUp } from '../measure';
import { msisdns } from '../numbers';

const factor = 10;

export async function scale({ n8n, simulator, options, note }: Bench): Promise<Figure[]> {
	const many = options.manyNumbers;
	const few = Math.ceil(many / factor);
	const node = numberLookup(n8n, simulator.ports, 'sinch');
	await warmUp(node);
	const timeMs = async (count: number) => {
		await simulator.order();
		return ((await measure(node, msisdns(count))).wallUs * count) / 1000;
	};
	const samples = await repeat(options.rounds, async () => {
		const [fewMs, manyMs] = [await timeMs(few), await timeMs(many)];
		note(`${few} numbers took ${fewMs.toFixed(0)} ms, ${many} took ${manyMs.toFixed(0)} ms`);
		return manyMs / fewMs;
	});
	return [figure(`time for ${many} numbers / time for ${few}`, atMost(11), samples)];
}
