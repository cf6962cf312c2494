/** The node types a workflow of the runner may use: those of the package, the start node, notes, and stand-ins that the caller gives. */

import type { INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import { NodeConnectionTypes, NodeHelpers } from 'n8n-workflow';

import { agent, agentNodeType, asTool } from './tools';

/** Gives the run's items to the nodes after it. A real trigger would wait for ever, hence a stand-in under the same name. */
export const startNodeType = 'n8n-nodes-base.manualTrigger';
const noteType = 'n8n-nodes-base.stickyNote';

const start: INodeType = {
	description: {
		name: 'manualTrigger',
		displayName: 'Manual Trigger',
		description: 'Gives the items of the run',
		group: ['trigger'],
		version: 1,
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** Explains a workflow to its readers; it is joined to nothing and never runs. */
const note: INodeType = {
	description: {
		name: 'stickyNote',
		displayName: 'Sticky Note',
		description: 'Holds text',
		group: ['input'],
		version: 1,
		defaults: { name: 'Sticky Note' },
		inputs: [],
		outputs: [],
		properties: [],
	},
};

/**
 * @param packageName the prefix of the package's node types.
 * @param load gives a node of the package by its short name; throws where there is none.
 * @param standIns other node types by their full names.
 */
export function nodeTypes(
	packageName: string,
	load: (name: string) => INodeType | IVersionedNodeType,
	standIns: Readonly<Record<string, INodeType>>,
): INodeTypes {
	const others: Readonly<Record<string, INodeType>> = {
		[startNodeType]: start,
		[noteType]: note,
		[agentNodeType]: agent,
		...standIns,
	};
	const getByNameAndVersion = (type: string, version?: number): INodeType => {
		const other = others[type];
		if (other !== undefined) return other;
		const [, name, tool] = new RegExp(`^${packageName}\\.(.+?)(Tool)?$`).exec(type) ?? [];
		if (name === undefined)
			throw new Error(`The workflow uses the node type "${type}", for which there is no stand-in.`);
		const nodeType = NodeHelpers.getVersionedNodeType(load(name), version);
		return tool === undefined ? nodeType : asTool(nodeType);
	};
	return { getByName: getByNameAndVersion, getByNameAndVersion, getKnownTypes: () => ({}) };
}
