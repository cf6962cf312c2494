/** The figures, in groups that are measured together, each group in a process of its own. */

import type { Bench } from './bench';
import type { Figure } from './figure';
import { blocks } from './figures/blocks';
import { connections } from './figures/connections';
import { cost } from './figures/cost';
import { flight } from './figures/flight';
import { limits } from './figures/limits';
import { list } from './figures/list';
import { loss } from './figures/loss';
import { memory } from './figures/memory';
import { scale } from './figures/scale';
import { startUp } from './figures/startUp';
import { throughput } from './figures/throughput';

/** In the order of the table. */
export const groups: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
	connections,
	startUp,
	throughput,
	cost,
	scale,
	blocks,
	memory,
	list,
	limits,
	loss,
	flight,
};
