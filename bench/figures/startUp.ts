/** How long n8n waits for the built node when it starts: measured in fresh processes. */

import { fork } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';

import type { Bench } from '../bench';
import { wordOf } from '../child';
import { atMost, type Figure, figure } from '../figure';
import { repeat } from '../measure';

const program = path.join(__dirname, '..', 'startUpMain.ts');
const packageDirectory = path.join(__dirname, '..', '..');

/** No tsx; and nothing said about a package that names no module type. */
const execArgv = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];

export async function startUp({ options, note }: Bench): Promise<Figure[]> {
	const samples = await repeat(options.rounds, async () => {
		const loadingMs = z.number().parse(await wordOf(fork(program, [packageDirectory], { execArgv })));
		note(`loading the node took ${loadingMs.toFixed(0)} ms`);
		return loadingMs;
	});
	return [figure('loading the built node and its credentials', atMost(150, 'ms'), samples)];
}
