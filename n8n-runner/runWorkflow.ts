/** Runs one workflow from its start node to its end, as n8n does once a trigger has fired. */

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	ExecutionError,
	ExecutionStatus,
	ICredentialType,
	IConnections,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeTypes,
	IRun,
	IRunExecutionData,
	IWorkflowBase,
	IWorkflowSettings,
	NodeExecutionHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow, createRunExecutionData, deepCopy } from 'n8n-workflow';

import { additionalData } from './additionalData';
import { CredentialsInMemory, type StoredCredentials } from './credentials';
import { collectLines, type LogLine } from './logs';
import { startNodeType } from './nodeTypes';

/** A workflow as n8n exports it; it has one start node, of the type `n8n-nodes-base.manualTrigger`. */
export interface WorkflowToRun {
	id?: string;
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

export interface RunOptions {
	workflow: WorkflowToRun;
	/** What the start node gives. */
	items: INodeExecutionData[];
	/** Works like n8n's database: a token that n8n fetches is written into it, and the next run with the same object reads it. */
	credentials?: StoredCredentials;
	/** Default `manual`: somebody pressed "Execute workflow". */
	mode?: WorkflowExecuteMode;
	/** Default: a new one for each run. */
	executionId?: string;
	/** A failed run to go on from, at the node that failed; `items` and `mode` are not used. */
	retryOf?: WorkflowRun;
	/** Aborting it is the user's Stop. */
	signal?: AbortSignal;
}

export interface WorkflowRun {
	executionId: string;
	/** `success`, `error` or `canceled`. */
	status: ExecutionStatus;
	/** Why the workflow failed, as n8n stores it: the error's fields without its class. Null where it did not. */
	error: ExecutionError | null;
	/** Lines that nodes put above their output. */
	hints: NodeExecutionHint[];
	/** What nodes sent to the editor's console; only in manual mode. */
	messages: IDataObject[];
	/** n8n's log lines of this run, debug included. */
	logs: LogLine[];
	data: IRunExecutionData;
	/**
	 * @param runIndex which time the node ran, for nodes in a loop; the last by default.
	 * @returns the items of each output of the node; none where it did not run or failed.
	 */
	outputsOf(nodeName: string, runIndex?: number): INodeExecutionData[][];
}

let lastExecutionNumber = 0;

export async function runWorkflow(
	nodeTypes: INodeTypes,
	credentialType: (name: string) => ICredentialType,
	options: RunOptions,
): Promise<WorkflowRun> {
	const { workflow: described, retryOf, signal, executionId = String(++lastExecutionNumber) } = options;
	const mode = retryOf === undefined ? (options.mode ?? 'manual') : 'retry';
	const workflow = new Workflow({ ...base(described), nodeTypes });
	const hooks = new ExecutionLifecycleHooks(mode, executionId, base(described), retryOf?.executionId);
	const messages: IDataObject[] = [];
	const credentials = new CredentialsInMemory(options.credentials ?? {}, credentialType);
	const surroundings = additionalData(credentials, executionId, hooks, (message) => messages.push(message));
	const data = retryOf === undefined ? fromStart(workflow, options.items) : fromFailure(workflow, retryOf);

	const logs: LogLine[] = [];
	const run = await collectLines(logs, async () => {
		const execution = new WorkflowExecute(surroundings, mode, data).processRunExecutionData(workflow);
		const stop = () => execution.cancel();
		signal?.addEventListener('abort', stop, { once: true });
		if (signal?.aborted) stop();
		const server = standInForServer();
		try {
			return await execution;
		} finally {
			signal?.removeEventListener('abort', stop);
			clearInterval(server);
		}
	});
	return { executionId, messages, logs, ...readable(run) };
}

/** n8n's server lives while nodes wait; without it, a process would end when a node between two tries holds no socket. */
function standInForServer(): NodeJS.Timeout {
	return setInterval(() => undefined, 60_000);
}

function base({ id = 'workflow', name = 'Workflow', nodes, connections, settings }: WorkflowToRun): IWorkflowBase {
	const written = new Date(0);
	return {
		id,
		name,
		nodes: nodes.map(withCredentialIds),
		connections,
		settings: { executionOrder: 'v1', ...settings },
		active: false,
		activeVersionId: null,
		isArchived: false,
		createdAt: written,
		updatedAt: written,
	};
}

/** n8n takes a credential without an id for one that was never saved; here the name is the id. */
function withCredentialIds(node: INode): INode {
	if (node.credentials === undefined) return node;
	const credentials: INode['credentials'] = {};
	for (const [type, { name }] of Object.entries(node.credentials)) credentials[type] = { id: name, name };
	return { ...node, credentials };
}

function fromStart(workflow: Workflow, items: INodeExecutionData[]): IRunExecutionData {
	const start = Object.values(workflow.nodes).find(({ type }) => type === startNodeType);
	if (start === undefined) throw new Error(`The workflow has no start node of the type "${startNodeType}".`);
	const nodeExecutionStack = [{ node: start, data: { main: [deepCopy(items)] }, source: null }];
	return createRunExecutionData({ executionData: { nodeExecutionStack } });
}

/**
 * As n8n's "Retry with currently saved workflow" does: the failed node stands first in the stack that a failed run leaves
 * behind, and its failed try is forgotten.
 */
function fromFailure(workflow: Workflow, { data }: WorkflowRun): IRunExecutionData {
	const { executionData, resultData } = data;
	const { lastNodeExecuted = '' } = resultData;
	const runData = { ...resultData.runData };
	runData[lastNodeExecuted] = (runData[lastNodeExecuted] ?? []).filter(({ error }) => error === undefined);
	const nodeExecutionStack = (executionData?.nodeExecutionStack ?? []).map((entry) => ({
		...deepCopy(entry),
		node: workflow.getNode(entry.node.name) ?? entry.node,
	}));
	return createRunExecutionData({ executionData: { ...executionData, nodeExecutionStack }, resultData: { runData } });
}

function readable({ data, status }: IRun): Omit<WorkflowRun, 'executionId' | 'messages' | 'logs'> {
	const { runData, error = null } = data.resultData;
	return {
		status,
		error,
		data,
		hints: Object.values(runData)
			.flat()
			.flatMap(({ hints = [] }) => hints),
		outputsOf: (nodeName, runIndex = -1) => {
			const outputs = runData[nodeName]?.at(runIndex)?.data?.main ?? [];
			return outputs.map((items) => items ?? []);
		},
	};
}
