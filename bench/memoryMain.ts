/** One run of a node in a process of its own, to see how much memory is live at its height. */

import path from 'node:path';

import { chain, type ChainedNode, loadPackage, type StoredCredentials } from '../n8n-runner';
import { itemsOf, measuredNode } from './contenders/engine';
import { nothing, nothingType } from './contenders/nothing';
import { numberLookupNode } from './contenders/numberLookup';
import { type MemoryOrder, memoryOrderSchema, type MemoryReport } from './memoryMessages';
import { msisdns } from './numbers';
import { PeakMemory, liveBytes } from './peakMemory';

process.once('message', (message) => {
	void runOnce(memoryOrderSchema.parse(message)).then((report) => process.send?.(report));
});

async function runOnce(order: MemoryOrder): Promise<MemoryReport> {
	const n8n = await loadPackage(path.join(__dirname, '..'), { [nothingType]: nothing });
	const subject: { node: Omit<ChainedNode, 'name'>; credentials: StoredCredentials } =
		order.node === 'nothing'
			? { node: { type: nothingType }, credentials: {} }
			: numberLookupNode(n8n, order.ports, 'sinch', {});
	const workflow = chain({ ...subject.node, name: measuredNode });
	const run = async (count: number) =>
		await n8n.runWorkflow({
			workflow,
			items: itemsOf(msisdns(count)),
			credentials: subject.credentials,
			mode: 'trigger',
		});
	// Loads what is loaded at the first run, numbering plans and network names among it.
	await run(1);
	const peak = new PeakMemory();
	const finished = await run(order.items);
	const peakBytes = peak.end();
	const output = finished.outputsOf(measuredNode)[0] ?? [];
	if (output.length !== order.items) throw new Error(`${output.length} of ${order.items} items came out.`);
	const beforeBytes = liveBytes();
	for (const item of output) item.json = {};
	return { peakBytes, resultBytes: beforeBytes - liveBytes() };
}
