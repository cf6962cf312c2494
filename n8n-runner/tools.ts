/** Nodes as tools of an AI agent: the variant that n8n makes of a node, and an agent without a model that calls what is connected to it. */

import type { INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

export const agentNodeType = '@n8n/n8n-nodes-langchain.agent';

/** @returns what n8n offers under the node's name with `Tool` at its end. */
export function asTool(node: INodeType): INodeType {
	const { description, methods } = node;
	return {
		description: {
			...description,
			name: `${description.name}Tool`,
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
		},
		methods,
		async execute(response) {
			return (await node.execute?.call(this, response)) ?? null;
		},
	};
}

interface Tool {
	invoke(toolArguments: object): Promise<string>;
}

function isTool(candidate: unknown): candidate is Tool {
	return typeof candidate === 'object' && candidate !== null && 'invoke' in candidate;
}

/** Takes each item for the arguments that a model chose, and gives what the tool answered. */
export const agent: INodeType = {
	description: {
		name: 'agent',
		displayName: 'AI Agent',
		description: 'Calls its tool with each item',
		group: ['transform'],
		version: 1,
		defaults: { name: 'AI Agent' },
		inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool, required: true }],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		const answers: INodeExecutionData[] = [];
		for (const [item, { json }] of this.getInputData().entries()) {
			const [tool] = [await this.getInputConnectionData(NodeConnectionTypes.AiTool, item)].flat();
			if (!isTool(tool)) throw new Error('What is connected to the agent is not a tool.');
			answers.push({ json: { response: await tool.invoke(json) }, pairedItem: { item } });
		}
		return [answers];
	},
};
