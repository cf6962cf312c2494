import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { credentialsFor } from './description/credentials';
import { outputsExpression } from './description/outputs';
import { properties } from './description/properties';
import { subtitleExpression } from './description/subtitle';
import { registry } from './providers/registry';
import { credentialTests } from './workflow/credentialTests';

/** What n8n sees. Everything heavy is loaded when the node first runs. */
export class NumberLookup implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Number Lookup',
		name: 'numberLookup',
		icon: { light: 'file:numberLookup.svg', dark: 'file:numberLookup.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleExpression(registry.map(({ facts }) => facts)),
		description:
			'Find out which network serves a phone number, whether it was ported and whether it can be reached (MNP and HLR lookup). Each different number costs one lookup at your provider; Validate is free.',
		defaults: { name: 'Number Lookup' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsExpression,
		credentials: credentialsFor(registry),
		properties: properties(registry.map(({ facts }) => facts)),
	};

	methods = { credentialTest: credentialTests(registry) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0);
		if (operation === 'forget') {
			const { forget } = await import('./workflow/forget');
			return await forget(this);
		}
		if (operation === 'scrubList') {
			const { scrubLists } = await import('./workflow/scrubLists');
			return [await scrubLists(this)];
		}
		const { runNode } = await import('./workflow/runNode');
		return await runNode(this);
	}
}
