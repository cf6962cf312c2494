/** What all figures are measured with. */

import type { LoadedPackage } from '../n8n-runner';
import type { BenchOptions } from './options';
import type { SimulatorProcess } from './simulatorProcess';

export interface Bench {
	n8n: LoadedPackage;
	simulator: SimulatorProcess;
	options: BenchOptions;
	/** Tells what a round gave, for whoever watches. */
	note: (text: string) => void;
}
