/** `npm run bench`: measures the built node on n8n's own engine against what people use today and against what can be reached at all. */

import { once } from 'node:events';
import { cpus } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

import { startChild, wordOf } from './child';
import { type Figure, figureSchema } from './figure';
import { groups } from './groups';
import { readOptions, usage } from './options';
import { tableOf, writeReport } from './report';

async function main(): Promise<void> {
	const args = process.argv.slice(2);
	const options = readOptions(args);
	if (options === 'help') {
		console.log(usage);
		return;
	}
	const all = Object.keys(groups);
	const stranger = options.only.find((group) => !all.includes(group));
	if (stranger !== undefined) throw new Error(`There is no group "${stranger}". Choose from: ${all.join(', ')}.`);
	const figures: Figure[] = [];
	for (const group of all.filter((each) => options.only.length === 0 || options.only.includes(each))) {
		console.log(group);
		figures.push(...(await figuresOf(group, args)));
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

async function figuresOf(group: string, args: readonly string[]): Promise<Figure[]> {
	try {
		const child = startChild('groupMain.ts', [group, ...args]);
		const figures = z.array(figureSchema).parse(await wordOf(child));
		await once(child, 'exit');
		return figures;
	} catch (error) {
		// What the other groups measure, in minutes, is worth having all the same.
		console.error(`${group} has no figures: ${error instanceof Error ? error.message : String(error)}`);
		process.exitCode = 1;
		return [];
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
