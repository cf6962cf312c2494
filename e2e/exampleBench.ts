/** What the tests of examples/ work with beside the bench: stand-ins for what the user of an example puts in. */

import type { Bench } from './bench';
import { guarded, storeGuards, type Guards } from './callers';
import type { Execution } from './execution';
import type { StoredWorkflow } from './rest';
import { readExample } from './seed';
import { startStandIn, type StandIn } from './standIn';
import { until } from './until';
import { withServers, withTexts, type NodeInFile, type WorkflowFile } from './workflows';

/** What the user of an example changes. */
export interface Changes {
	/** By node; parameters one by one, all else as a whole. */
	nodes?: Readonly<Record<string, Partial<NodeInFile>>>;
	/** By what stands in the file, such as a folder. */
	texts?: Readonly<Record<string, string>>;
	pinData?: Readonly<Record<string, unknown>>;
}

export interface ActiveExample {
	readonly workflow: StoredWorkflow;
	/** Where its trigger is called. */
	readonly url: string;
}

export interface ExampleBench {
	/** In place of all servers below example.com. */
	readonly service: StandIn;
	/** Saves an example, with lookups at the simulator. */
	save(file: string, changes?: Changes): Promise<StoredWorkflow>;
	/** Saves an example whose trigger has an address, and activates it until the end of the test. */
	activate(file: string, texts?: Changes['texts']): Promise<ActiveExample>;
	/** Waits for the end of the execution that a call has started. */
	executionOf(example: ActiveExample): Promise<Execution>;
}

const startedWithinMs = 10_000;

let lastPathNumber = 0;

export function exampleBench(bench: Bench): ExampleBench {
	let service: StandIn;
	let guards: Guards;
	const active: StoredWorkflow[] = [];

	beforeAll(async () => {
		service = await startStandIn();
		guards = await storeGuards(bench.n8n);
	});
	afterEach(async () => {
		for (const workflow of active.splice(0)) await bench.n8n.deactivate(workflow);
		service.reset();
	});
	afterAll(async () => await service.stop());

	const examples: ExampleBench = {
		get service() {
			return service;
		},
		save: async (file, changes = {}) => await bench.save(changed(await readExample(file), service.url, changes)),
		async activate(file, texts = {}) {
			const { name, type, ...others } = guarded(await triggerWithAddress(file), guards);
			// n8n lets go of an address some time after the deactivation; so each has its own.
			const path = `example-${++lastPathNumber}`;
			const trigger = { ...others, parameters: { path } };
			const workflow = await examples.save(file, { nodes: { [name]: trigger }, texts });
			await bench.n8n.activate(workflow);
			active.push(workflow);
			const kind = type.endsWith('.mcpTrigger') ? 'mcp' : 'webhook';
			return { workflow, url: `${bench.n8n.url}/${kind}/${path}` };
		},
		async executionOf({ workflow }) {
			const { id } = await until('the call to start an execution', startedWithinMs, async () => {
				return (await bench.n8n.executionsOf(workflow))[0];
			});
			return await bench.n8n.finished(id);
		},
	};
	return examples;
}

async function triggerWithAddress(file: string): Promise<NodeInFile> {
	const trigger = (await readExample(file)).nodes.find(({ parameters }) => 'path' in parameters);
	if (trigger === undefined) throw new Error(`${file} has no trigger with an address.`);
	return trigger;
}

function changed(
	workflow: WorkflowFile,
	serviceUrl: string,
	{ nodes = {}, texts = {}, pinData }: Changes,
): WorkflowFile {
	const strangers = Object.keys(nodes).filter((name) => !workflow.nodes.some((node) => node.name === name));
	if (strangers.length > 0) throw new Error(`"${workflow.name}" has no node ${strangers.join(', ')}.`);
	const changedNodes = workflow.nodes.map((node) => {
		const change = nodes[node.name];
		return { ...node, ...change, parameters: { ...node.parameters, ...change?.parameters } };
	});
	const whole = { ...workflow, nodes: changedNodes, ...(pinData === undefined ? {} : { pinData }) };
	return withTexts(
		withServers(whole, () => serviceUrl),
		texts,
	);
}
