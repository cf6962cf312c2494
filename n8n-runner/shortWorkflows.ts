/** Short workflows without writing connections by hand. */

import type { INode } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { startNodeType } from './nodeTypes';
import type { WorkflowToRun } from './runWorkflow';
import { agentNodeType } from './tools';

export type ChainedNode = Pick<INode, 'name' | 'type'> & Partial<INode>;

/** @returns the start node, named `Start`, and the given nodes one after the other, each fed by the first output of the one before. */
export function chain(...nodes: ChainedNode[]): WorkflowToRun {
	const all = [{ name: 'Start', type: startNodeType }, ...nodes].map(complete);
	const connections: WorkflowToRun['connections'] = {};
	for (const [index, { name }] of nodes.entries()) {
		const before = all[index]?.name ?? '';
		connections[before] = { main: [[{ node: name, type: NodeConnectionTypes.Main, index: 0 }]] };
	}
	return { nodes: all, connections };
}

/** @returns a workflow in which an agent, named `Agent`, calls the node as its tool; the run's items are the arguments of the calls. */
export function callAsTool(node: ChainedNode): WorkflowToRun {
	const withAgent = chain({ name: 'Agent', type: agentNodeType });
	const tool = complete({ ...node, type: `${node.type}Tool` });
	const toAgent = { [NodeConnectionTypes.AiTool]: [[{ node: 'Agent', type: NodeConnectionTypes.AiTool, index: 0 }]] };
	return { nodes: [...withAgent.nodes, tool], connections: { ...withAgent.connections, [tool.name]: toAgent } };
}

/** Fills in what n8n wants of every node. */
function complete(node: ChainedNode, index = 0): INode {
	return { id: node.name, typeVersion: 1, position: [index * 200, 0], parameters: {}, ...node };
}
