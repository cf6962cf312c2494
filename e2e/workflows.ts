/** Workflows as n8n exports and imports them. */

import type { IConnections, IDataObject, INode } from 'n8n-workflow';
import { z } from 'zod';

const nodeInFile = z
	.object({
		name: z.string(),
		type: z.string(),
		parameters: z.record(z.unknown()),
		credentials: z.record(z.object({ id: z.string().nullable(), name: z.string() })).optional(),
	})
	.passthrough();

export const workflowFile = z
	.object({
		name: z.string(),
		nodes: z.array(nodeInFile),
		connections: z.record(z.unknown()),
		pinData: z.record(z.unknown()).optional(),
	})
	.passthrough();

export type NodeInFile = z.infer<typeof nodeInFile>;
export type WorkflowFile = z.infer<typeof workflowFile>;

export const numberLookupType = 'n8n-nodes-number-lookup.numberLookup';

export type SomeNode = Pick<INode, 'name' | 'type'> & Partial<INode>;

/** @returns a workflow of the given nodes one after the other, each fed by the first output of the one before. */
export function chained(name: string, ...nodes: SomeNode[]): WorkflowFile {
	const complete = nodes.map((node, index) => ({
		id: node.name,
		typeVersion: 1,
		position: [index * 220, 0] satisfies [number, number],
		parameters: {},
		...node,
	}));
	const connections: IConnections = {};
	for (const [index, { name: target }] of complete.slice(1).entries()) {
		const source = complete[index]?.name ?? '';
		connections[source] = { main: [[{ node: target, type: 'main', index: 0 }]] };
	}
	return { name, nodes: complete, connections, settings: { executionOrder: 'v1' } };
}

export const manualTrigger: SomeNode = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

/** Answers with the last node's items. @param path below `/webhook/`. */
export function webhookTrigger(path: string): SomeNode {
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', responseData: 'allEntries' },
	};
}

export const everySecond: SomeNode = {
	name: 'Every Second',
	type: 'n8n-nodes-base.scheduleTrigger',
	typeVersion: 1.2,
	parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } },
};

/** @returns the workflow with each text replaced, wherever it stands in a value. */
export function withTexts(workflow: WorkflowFile, texts: Readonly<Record<string, string>>): WorkflowFile {
	return Object.entries(texts).reduce(
		(before, [from, to]) => replaced(before, (text) => text.replaceAll(from, to)),
		workflow,
	);
}

/**
 * Sends what goes to servers below example.com elsewhere.
 * @param urlOf gives for the server's own name, such as `crm`, where it is found, without a slash at the end.
 */
export function withServers(workflow: WorkflowFile, urlOf: (name: string) => string): WorkflowFile {
	const elsewhere = (_: string, name: string) => urlOf(name);
	return replaced(workflow, (text) => text.replaceAll(/https:\/\/(\w+)\.example\.com/g, elsewhere));
}

function replaced(workflow: WorkflowFile, replace: (text: string) => string): WorkflowFile {
	const inTexts = (_: string, value: unknown) => (typeof value === 'string' ? replace(value) : value);
	return workflowFile.parse(JSON.parse(JSON.stringify(workflow), inTexts));
}

/** @returns items for a node's output that a manual run takes instead of running the node. */
export function pinned(nodeName: string, rows: readonly IDataObject[]): Record<string, unknown> {
	return { [nodeName]: rows.map((json) => ({ json })) };
}
