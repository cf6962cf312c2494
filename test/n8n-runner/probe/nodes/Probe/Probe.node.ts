import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	IExecuteFunctions,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';

/** How often each execution ran the node. */
const tries = new Map<string, number>();

/** A node that shows what n8n gives to nodes, and does on demand what n8n has to cope with. */
export class Probe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Probe',
		name: 'probe',
		group: ['transform'],
		version: 1,
		description: 'Shows what n8n gives to nodes',
		defaults: { name: 'Probe' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'probeApi', testedBy: 'testProbe', displayOptions: { show: { show: ['credential'] } }, required: true },
			{ name: 'probeOAuth2Api', displayOptions: { show: { show: ['token'] } }, required: true },
			{ name: 'probeUntestedApi', displayOptions: { show: { show: ['nothing'] } } },
		],
		properties: [
			{ displayName: 'Show', name: 'show', type: 'string', default: 'text' },
			{ displayName: 'Text', name: 'text', type: 'string', default: '' },
		],
	};

	methods = {
		credentialTest: {
			async testProbe(
				this: ICredentialTestFunctions,
				{ data }: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return { status: 'OK', message: JSON.stringify(data) };
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const executionId = this.getExecutionId();
		const tryNumber = (tries.get(executionId) ?? 0) + 1;
		tries.set(executionId, tryNumber);
		const rows: INodeExecutionData[] = [];
		for (const item of this.getInputData().keys()) {
			const show = this.getNodeParameter('show', item);
			const row = (json: INodeExecutionData['json']) => rows.push({ json, pairedItem: { item } });
			if (show === 'text') row({ text: this.getNodeParameter('text', item), mode: this.getMode() });
			if (show === 'tool') row({ text: this.getNodeParameter('text', item), asTool: this.isToolExecution() });
			if (show === 'credential') row(await this.getCredentials('probeApi', item));
			if (show === 'token') {
				await this.helpers.refreshOAuth2Token.call(this, 'probeOAuth2Api');
				row(await this.getCredentials('probeOAuth2Api', item));
			}
			if (show === 'failure') throw new NodeOperationError(this.getNode(), `Failed on try ${tryNumber}`);
			if (show === 'failure once' && tryNumber === 1) throw new NodeOperationError(this.getNode(), 'Failed once');
			if (show === 'failure once') row({ tryNumber });
			if (show === 'error row') row({ error: 'No answer', details: { item } });
			if (show === 'stop') row({ stopped: await stopped(this.getExecutionCancelSignal()) });
			if (show === 'egress')
				row({ allowed: this.helpers.getSecureEgressFilter().validateConnectionHost('127.0.0.1').ok });
		}
		this.addExecutionHints({ message: `${rows.length} rows`, type: 'info', location: 'outputPane' });
		this.sendMessageToUI(`probed ${rows.length}`);
		this.logger.info('Probed', { rows: rows.length });
		return [rows];
	}
}

async function stopped(signal: AbortSignal | undefined): Promise<boolean> {
	await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
	return true;
}
