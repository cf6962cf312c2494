/**
 * One group of figures, in a process of its own: what V8 made of the code and the heap while it measured others would change them by
 * half. Its first argument is the group's name, the others are those of `npm run bench`.
 */

import path from 'node:path';
import type { INodeType } from 'n8n-workflow';

import { loadPackage } from '../n8n-runner';
import { httpRequestType, loadHttpRequest } from './contenders/httpRequest';
import { nothing, nothingType } from './contenders/nothing';
import { watchedNode, watchedType } from './contenders/watched';
import type { Figure } from './figure';
import { groups } from './groups';
import { type BenchOptions, readOptions } from './options';
import { SimulatorProcess } from './simulatorProcess';

async function main(): Promise<void> {
	const [, , group = '', ...args] = process.argv;
	const options = readOptions(args);
	if (options === 'help') return;
	process.send?.(await figuresOf(group, options));
	process.disconnect();
}

async function figuresOf(group: string, options: BenchOptions): Promise<Figure[]> {
	const measure = groups[group];
	if (measure === undefined) throw new Error(`There is no group "${group}".`);
	const standIns: Record<string, INodeType> = { [nothingType]: nothing };
	if (group === 'blocks') standIns[watchedType] = watchedNode();
	if (group === 'throughput') standIns[httpRequestType] = await loadHttpRequest();
	const n8n = await loadPackage(path.join(__dirname, '..'), standIns);
	const simulator = await SimulatorProcess.start();
	try {
		return await measure({ n8n, simulator, options, note: (text) => console.log(`  ${text}`) });
	} finally {
		await simulator.stop();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
