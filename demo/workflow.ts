/** The example workflow, set up for one provider and one list. */

import { readFileSync } from 'node:fs';
import path from 'node:path';

import { type INode, type INodeExecutionData, jsonParse } from 'n8n-workflow';

import type { LoadedPackage, WorkflowRun } from '../n8n-runner';
import type { DemoOptions } from './options';

export const nodeName = 'Number Lookup';

type ExampleWorkflow = Parameters<LoadedPackage['runWorkflow']>[0]['workflow'];

function exampleWorkflow(): ExampleWorkflow {
	const file = path.join(__dirname, '..', 'examples', 'look-up-a-list.json');
	return jsonParse<ExampleWorkflow>(readFileSync(file, 'utf8'));
}

/** Runs the example workflow on n8n’s own engine. */
export async function runExample(
	pack: LoadedPackage,
	provider: string,
	credential: { type: string; data: Record<string, unknown> },
	items: INodeExecutionData[],
	{ column, country }: Pick<DemoOptions, 'column' | 'country'>,
): Promise<WorkflowRun> {
	const credentialName = `Demo ${provider}`;
	const example = exampleWorkflow();
	const setUp = (node: INode): INode =>
		node.name === nodeName
			? {
					...node,
					parameters: {
						...node.parameters,
						provider,
						phoneNumber: `={{ $json[${JSON.stringify(column)}] }}`,
						defaultCountry: country ?? '={{ $json.country }}',
					},
					credentials: { [credential.type]: { id: credentialName, name: credentialName } },
				}
			: node;
	const workflow = { ...example, nodes: example.nodes.map(setUp) };
	return await pack.runWorkflow({ workflow, items, credentials: { [credentialName]: credential } });
}
