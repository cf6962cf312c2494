/** A bench for tests of whole workflows: n8n's engine with the built package, and simulated providers. */

import path from 'node:path';

import type { IDataObject, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';

import {
	chain,
	loadPackage,
	type ChainedNode,
	type LoadedPackage,
	type RunOptions,
	type StoredCredentials,
	type WorkflowRun,
} from '../../n8n-runner';
import { registry } from '../../nodes/NumberLookup/providers/registry';
import { canaryPassword } from '../../simulator/accounts';
import { type CredentialData, signInFor } from '../../simulator/credentials';
import { providerIds, type ProviderId } from '../../simulator/providers';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { tracesOf } from '../tracesOf';

export const nodeName = 'Number Lookup';

/** What a test sets; the rest is a lookup at Sinch of the numbers given. */
export interface Wishes {
	/** One item for each, with the value in its field `phone`. */
	phones?: readonly unknown[];
	/** In place of `phones`. */
	items?: INodeExecutionData[];
	provider?: ProviderId | 'chain';
	/** Further parameters of the node. */
	parameters?: INodeParameters;
	/** The node's Options. */
	options?: INodeParameters;
	/** Further settings of the node, such as `onError`. */
	settings?: Partial<ChainedNode>;
	/** Default: one for each provider, with the simulator's account `demo`. */
	credentials?: StoredCredentials;
	/** Default: one for each run, because what one run left unfinished the next run of the same workflow goes on with. */
	workflowId?: string;
	run?: Pick<RunOptions, 'mode' | 'executionId' | 'retryOf' | 'signal'>;
}

export interface Finished {
	run: WorkflowRun;
	/** Items of each of the node's outputs. */
	outputs: INodeExecutionData[][];
	/** The fields of the first output's items. */
	rows: IDataObject[];
	/** The field `lookup` of these. */
	results: IDataObject[];
	/** The lines above the node's output, one below the other. */
	hints: string;
}

export interface Bench {
	readonly n8n: LoadedPackage;
	readonly simulator: Simulator;
	/** @returns a credential for each provider, whose secret no run may show; with changed fields, or none where null. */
	credentials(changes?: Partial<Record<ProviderId, CredentialData | null>>): StoredCredentials;
	/** @returns the node as a workflow holds it. */
	node(wishes: Wishes): ChainedNode;
	/** Runs a workflow of a start node and the Number Lookup node. */
	lookUp(wishes: Wishes): Promise<Finished>;
	/** Runs another workflow that holds the node. */
	runWorkflow(options: RunOptions): Promise<Finished>;
}

const repository = path.join(__dirname, '../..');

let lastWorkflowNumber = 0;

/**
 * Loads the package and starts the providers for the tests of a file; each test begins with an empty ledger and no faults.
 * @param standIns node types of other packages that the workflows use, by their full names.
 */
export function workflowBench(standIns: Readonly<Record<string, INodeType>> = {}): Bench {
	let n8n: LoadedPackage;
	let simulator: Simulator;

	beforeAll(async () => {
		[n8n, simulator] = await Promise.all([loadPackage(repository, standIns), startSimulator()]);
	});
	beforeEach(() => {
		simulator.ledger.reset();
		simulator.faults.clear();
	});
	afterAll(async () => await simulator.stop());

	const bench: Bench = {
		get n8n() {
			return n8n;
		},
		get simulator() {
			return simulator;
		},
		credentials(changes = {}) {
			const stored: StoredCredentials = {};
			for (const provider of providerIds) {
				const change = changes[provider];
				if (change === null) continue;
				stored[credentialName(provider)] = {
					type: credentialType(provider),
					data: simulator.credential(provider, { ...signInFor(provider, { password: canaryPassword }), ...change }),
				};
			}
			return stored;
		},
		node({ provider = 'sinch', parameters, options, settings, credentials = bench.credentials() }) {
			return {
				name: nodeName,
				type: `${n8n.name}.numberLookup`,
				credentials: chosen(credentials),
				...settings,
				parameters: { provider, phoneNumber: '={{ $json.phone }}', options: options ?? {}, ...parameters },
			};
		},
		async lookUp(wishes) {
			const { phones = [], items = phones.map(itemOf), run, credentials = bench.credentials() } = wishes;
			const id = wishes.workflowId ?? `workflow-${++lastWorkflowNumber}`;
			const workflow = { id, ...chain(bench.node({ ...wishes, credentials })) };
			return await bench.runWorkflow({ workflow, items, credentials, ...run });
		},
		async runWorkflow(options) {
			const run = await n8n.runWorkflow(options);
			expect(tracesOf(canaryPassword, run)).toEqual([]);
			return finished(run);
		},
	};
	return bench;
}

/** @returns what the editor shows for a provider's credential on the bench. */
export function credentialName(provider: ProviderId): string {
	return `My ${provider}`;
}

export function credentialType(provider: ProviderId): string {
	const registered = registry.find(({ facts }) => facts.id === provider);
	if (registered === undefined) throw new Error(`The node has no provider "${provider}".`);
	return registered.facts.credentialType;
}

/** @returns each value of the field in the order of the rows. */
export function valuesOf(rows: readonly IDataObject[], field: string): unknown[] {
	return rows.map((row) => row[field]);
}

function chosen(credentials: StoredCredentials): ChainedNode['credentials'] {
	return Object.fromEntries(Object.entries(credentials).map(([name, { type }]) => [type, { id: null, name }]));
}

function itemOf(phone: unknown): INodeExecutionData {
	// Any value at all may come out of an expression, undefined included.
	return { json: JSON.parse(JSON.stringify({ phone })) };
}

function finished(run: WorkflowRun): Finished {
	const outputs = run.outputsOf(nodeName);
	const rows = (outputs[0] ?? []).map(({ json }) => json);
	return {
		run,
		outputs,
		rows,
		results: rows.flatMap(({ lookup }) => (isObject(lookup) ? [lookup] : [])),
		hints: run.hints.map(({ message }) => message).join('\n'),
	};
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
