/** One long list in a process of its own, to see how much memory it takes at its height, and how long. */

import path from 'node:path';

import { loadPackage } from '../n8n-runner';
import { scrubList } from './contenders/scrubList';
import { type ListOrder, listOrderSchema, type ListReport } from './listMessages';
import { PeakMemory } from './peakMemory';

process.once('message', (message) => {
	void runOnce(listOrderSchema.parse(message)).then((report) => process.send?.(report));
});

const warmUpRows = 10_000;

async function runOnce({ kind, rows, distinct, ports }: ListOrder): Promise<ListReport> {
	const n8n = await loadPackage(path.join(__dirname, '..'));
	// Loads what is loaded at the first run, numbering plans and network names among it, and runs what is slower when it is new.
	const warmUp = await scrubList(n8n, ports, { rows: warmUpRows, distinct: warmUpRows, kind });
	await warmUp();
	const work = await scrubList(n8n, ports, { rows, distinct, kind });
	const peak = new PeakMemory();
	const startMs = performance.now();
	await work();
	const wallMs = performance.now() - startMs;
	return { peakBytes: peak.end(), wallMs };
}
