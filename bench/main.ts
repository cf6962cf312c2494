/** `npm run bench`: measures the built node on n8n's own engine against what people use today and against what can be reached at all. */

import { cpus } from 'node:os';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';

import { loadPackage } from '../n8n-runner';
import type { Bench } from './bench';
import { httpRequestType, loadHttpRequest } from './contenders/httpRequest';
import { nothing, nothingType } from './contenders/nothing';
import type { Figure } from './figure';
import { connections } from './figures/connections';
import { cost } from './figures/cost';
import { limits } from './figures/limits';
import { list } from './figures/list';
import { loss } from './figures/loss';
import { memory } from './figures/memory';
import { scale } from './figures/scale';
import { startUp } from './figures/startUp';
import { throughput } from './figures/throughput';
import { readOptions, usage } from './options';
import { tableOf, writeReport } from './report';
import { SimulatorProcess } from './simulatorProcess';

/** Connections first: later, some are left over from other runs. */
const groups: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
	connections,
	startUp,
	throughput,
	cost,
	scale,
	memory,
	list,
	limits,
	loss,
};

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options === 'help') {
		console.log(usage);
		return;
	}
	const stranger = options.only.find((group) => !(group in groups));
	if (stranger !== undefined)
		throw new Error(`There is no group "${stranger}". Choose from: ${Object.keys(groups).join(', ')}.`);
	const chosen = Object.entries(groups).filter(([group]) => options.only.length === 0 || options.only.includes(group));
	const needsHttpRequest = chosen.some(([group]) => group === 'throughput');
	const standIns: Record<string, INodeType> = { [nothingType]: nothing };
	if (needsHttpRequest) standIns[httpRequestType] = await loadHttpRequest();
	const n8n = await loadPackage(path.join(__dirname, '..'), standIns);
	const simulator = await SimulatorProcess.start();
	const note = (text: string) => console.log(`  ${text}`);
	const figures: Figure[] = [];
	try {
		for (const [group, measure] of chosen) {
			console.log(group);
			try {
				figures.push(...(await measure({ n8n, simulator, options, note })));
			} catch (error) {
				// What the other groups measure, in minutes, is worth having all the same.
				console.error(`${group} has no figures: ${textOf(error)}`);
				process.exitCode = 1;
			}
		}
	} finally {
		await simulator.stop();
	}
	const { numbers, manyNumbers, listRows, rounds } = options;
	writeReport(options.out, figures, {
		numbers,
		manyNumbers,
		listRows,
		rounds,
		node: process.version,
		cores: cpus().length,
	});
	console.log(`\n${tableOf(figures)}\nWritten to ${path.relative('.', options.out)}.`);
}

function textOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

main().catch((error: unknown) => {
	console.error(textOf(error));
	process.exitCode = 1;
});
