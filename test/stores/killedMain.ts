/** A process of its own that runs a workflow with an answer store until it is killed. Its parent gives the order once all is loaded. */

import type { IBinaryKeyData } from 'n8n-workflow';

import { chain, contentOf, fileOf, keepFilesOnDisk, loadPackage, type LoadedPackage } from '../../n8n-runner';
import { type Order, orderSchema, type Report } from './killedMessages';

const nodeName = 'Number Lookup';

/** Where a file may not grow, the system would end the process; so the write fails, as on a full disk. */
process.on('SIGXFSZ', () => undefined);

async function carryOut(n8n: LoadedPackage, { credentials, workflow }: Order): Promise<Report> {
	const node = {
		name: nodeName,
		type: `${n8n.name}.numberLookup`,
		parameters: workflow.parameters,
		credentials: Object.fromEntries(Object.entries(credentials).map(([name, { type }]) => [type, { id: null, name }])),
	};
	const run = await n8n.runWorkflow({
		workflow: { id: 'killed', ...chain(node) },
		items: await Promise.all(workflow.items.map(async ({ json, list }) => ({ json, binary: await binaryOf(list) }))),
		credentials,
		mode: 'trigger',
	});
	return {
		error: run.error?.message ?? null,
		hints: run.hints.map(({ message }) => message),
		items: await Promise.all(
			(run.outputsOf(nodeName)[0] ?? []).map(async ({ json, binary }) => ({ json, files: await textsOf(binary) })),
		),
	};
}

async function binaryOf(list: string | null): Promise<IBinaryKeyData> {
	return list === null ? {} : { data: await fileOf(Buffer.from(list), 'list.csv', 'text/csv') };
}

async function textsOf(binary: IBinaryKeyData = {}): Promise<Record<string, string>> {
	const texts: Record<string, string> = {};
	for (const [name, file] of Object.entries(binary)) texts[name] = String(await contentOf(file));
	return texts;
}

async function main(packageDirectory = ''): Promise<void> {
	await keepFilesOnDisk();
	const n8n = await loadPackage(packageDirectory);
	// Lives on until its parent, which then has the report, lets go of it.
	process.on('message', (order) => {
		void carryOut(n8n, orderSchema.parse(order)).then((report) => process.send?.(report));
	});
	process.send?.('ready');
}

void main(process.argv[2]);
