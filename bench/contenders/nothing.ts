/** A node that does nothing: what n8n itself costs for passing items on. */

import { type INodeType, NodeConnectionTypes } from 'n8n-workflow';

import type { LoadedPackage } from '../../n8n-runner';
import type { Contender } from './contender';
import { onEngine } from './engine';

export const nothingType = 'bench.nothing';

export const nothing: INodeType = {
	description: {
		name: 'nothing',
		displayName: 'Nothing',
		description: 'Passes items on',
		group: ['transform'],
		version: 1,
		defaults: { name: 'Nothing' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** @param n8n loaded with the node as a stand-in. */
export function passingOn(n8n: LoadedPackage): Contender {
	return onEngine(n8n, 'no-op node', { type: nothingType, parameters: {} }, {}, () => true);
}
