/** How long n8n waits for the built node when it starts: measured in fresh processes. */

import { z } from 'zod';

import type { Bench } from '../bench';
import { startChild, wordOf } from '../child';
import { atMost, type Figure, figure } from '../figure';
import { repeat } from '../measure';

export async function startUp({ options, note }: Bench): Promise<Figure[]> {
	const samples = await repeat(options.rounds, async () => {
		const loadingMs = z.number().parse(await wordOf(startChild('startUpMain.ts')));
		note(`loading the node took ${loadingMs.toFixed(0)} ms`);
		return loadingMs;
	});
	return [figure('loading the built node and its credentials', atMost(150, 'ms'), samples)];
}
