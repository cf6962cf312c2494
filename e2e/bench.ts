/** What the tests of a file work with: the shared n8n, and a simulator of their own. */

import type { INode, INodeParameters } from 'n8n-workflow';

import type { ProviderId } from '../simulator/providers';
import { startSimulator, type Simulator } from '../simulator/simulator';
import type { Execution } from './execution';
import type { N8nRest, StoredWorkflow } from './rest';
import { signedIn, storeCredentials, type ProviderCredentials } from './seed';
import { sharedN8n } from './sharedN8n';
import { chained, manualTrigger, numberLookupType, pinned, type SomeNode, type WorkflowFile } from './workflows';

export const nodeName = 'Number Lookup';

/** What a test sets; the rest is a lookup at Sinch of the field `phone`. */
export interface Wishes {
	provider?: ProviderId;
	/** Further parameters of the node. */
	parameters?: INodeParameters;
	/** The node's Options. */
	options?: INodeParameters;
	/** Further settings of the node, such as `onError`. */
	settings?: Partial<INode>;
}

export interface Bench {
	readonly n8n: N8nRest;
	readonly simulator: Simulator;
	readonly credentials: ProviderCredentials;
	/** @returns the node as a workflow holds it. */
	node(wishes?: Wishes): SomeNode;
	/** Saves a workflow under a new name, its Number Lookup nodes signed in at the simulator. */
	save(workflow: WorkflowFile): Promise<StoredWorkflow>;
	/** Saves a manual trigger with one pinned item for each phone number, the node, and what follows it. */
	saveManual(phones: readonly string[], wishes?: Wishes, ...further: SomeNode[]): Promise<StoredWorkflow>;
	/** Runs such a workflow to its end. */
	lookUp(phones: readonly string[], wishes?: Wishes): Promise<Execution>;
}

let lastWorkflowNumber = 0;

/** Each test begins with an empty ledger, no faults and no latency. */
export function n8nBench(): Bench {
	let simulator: Simulator;
	let credentials: ProviderCredentials;
	const n8n = sharedN8n();

	beforeAll(async () => {
		simulator = await startSimulator();
		credentials = await storeCredentials(n8n, simulator, `simulator on port ${simulator.ports.sinch}`);
	});
	beforeEach(() => {
		simulator.ledger.reset();
		simulator.faults.clear();
		simulator.latencyMs = 0;
	});
	afterAll(async () => await simulator.stop());

	const bench: Bench = {
		n8n,
		get simulator() {
			return simulator;
		},
		get credentials() {
			return credentials;
		},
		node: ({ provider = 'sinch', parameters, options = {}, settings } = {}) => ({
			name: nodeName,
			type: numberLookupType,
			...settings,
			parameters: { provider, phoneNumber: '={{ $json.phone }}', options, ...parameters },
		}),
		async save(workflow) {
			const name = `${workflow.name} ${++lastWorkflowNumber}`;
			return await n8n.createWorkflow(signedIn({ ...workflow, name }, credentials));
		},
		async saveManual(phones, wishes, ...further) {
			const workflow = chained('Manual', manualTrigger, bench.node(wishes), ...further);
			const items = phones.map((phone) => ({ phone }));
			return await bench.save({ ...workflow, pinData: pinned(manualTrigger.name, items) });
		},
		async lookUp(phones, wishes) {
			return await n8n.runToEnd(await bench.saveManual(phones, wishes), fromStart);
		},
	};
	return bench;
}

/** A full manual run, as the button Execute workflow starts it. */
export const fromStart = { triggerToStartFrom: { name: manualTrigger.name } };
