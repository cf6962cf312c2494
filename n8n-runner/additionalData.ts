/** What surrounds an execution in n8n: addresses, credentials, the editor's console. The parts that need all of n8n throw. */

import { ExternalSecretsProxy, type ExecutionLifecycleHooks } from 'n8n-core';
import type { ICredentialsHelper, IDataObject, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

/** Nothing listens there; n8n builds resume links from it and checks that it is an address. */
const instanceUrl = 'http://127.0.0.1:5678';

function needsAllOfN8n(what: string): never {
	throw new Error(`${what} needs all of n8n; the runner has its engine only.`);
}

/** @param showInConsole takes what a node sends to the editor's console in manual mode. */
export function additionalData(
	credentialsHelper: ICredentialsHelper,
	executionId: string,
	hooks: ExecutionLifecycleHooks | undefined,
	showInConsole: (message: IDataObject) => void,
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper,
		executionId,
		hooks,
		externalSecretsProxy: new ExternalSecretsProxy(),
		currentNodeExecutionIndex: 0,
		variables: {},
		instanceBaseUrl: `${instanceUrl}/`,
		restApiUrl: `${instanceUrl}/rest`,
		formBaseUrl: `${instanceUrl}/form`,
		formWaitingBaseUrl: `${instanceUrl}/form-waiting`,
		formTestBaseUrl: `${instanceUrl}/form-test`,
		webhookBaseUrl: `${instanceUrl}/webhook`,
		webhookWaitingBaseUrl: `${instanceUrl}/webhook-waiting`,
		webhookTestBaseUrl: `${instanceUrl}/webhook-test`,
		mcpBaseUrl: `${instanceUrl}/mcp`,
		mcpTestBaseUrl: `${instanceUrl}/mcp-test`,
		sendDataToUI: (_type, data) => [data].flat().forEach(showInConsole),
		logAiEvent: () => undefined,
		executeWorkflow: async () => needsAllOfN8n('A sub-workflow'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		startRunnerTask: async () => needsAllOfN8n('The Code node'),
	};
}
