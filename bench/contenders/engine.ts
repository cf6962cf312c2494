/** Contenders that n8n's engine runs: a start node that gives the numbers, and one node after it. */

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { chain, type ChainedNode, type LoadedPackage, type StoredCredentials } from '../../n8n-runner';
import type { Contender } from './contender';

export const measuredNode = 'Measured';

let lastWorkflowNumber = 0;

/**
 * @param isAnswered whether an output item holds an answer.
 * @returns what runs the node in a workflow of its own each time, so that no run uses what another one kept.
 */
export function onEngine(
	n8n: LoadedPackage,
	name: string,
	node: Omit<ChainedNode, 'name'>,
	credentials: StoredCredentials,
	isAnswered: (json: IDataObject) => boolean,
): Contender {
	return {
		name,
		prepare(msisdns) {
			const items = itemsOf(msisdns);
			const workflow = { id: `bench-${++lastWorkflowNumber}`, ...chain({ ...node, name: measuredNode }) };
			return async () => {
				const run = await n8n.runWorkflow({ workflow, items, credentials, mode: 'trigger' });
				const output = run.outputsOf(measuredNode)[0] ?? [];
				const answered = output.filter(({ json }) => isAnswered(json)).length;
				if (answered === msisdns.length) return;
				const why = run.error?.message ?? JSON.stringify(output.find(({ json }) => !isAnswered(json))?.json);
				throw new Error(`${name} answered ${answered} of ${msisdns.length} numbers: ${why}`);
			};
		},
	};
}

/** A list as it comes from a sheet: the number among a few other columns. */
export function itemsOf(msisdns: readonly string[]): INodeExecutionData[] {
	return msisdns.map((msisdn, index) => ({ json: { id: index, name: `Contact ${index}`, phone: `+${msisdn}` } }));
}
