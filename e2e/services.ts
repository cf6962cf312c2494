/** Credentials for the other services of the examples, so that their nodes look as they do when all is set up. Never used. */

import type { N8nRest, StoredCredential } from './rest';
import type { WorkflowFile } from './workflows';

export type ServiceCredentials = ReadonlyMap<string, StoredCredential>;

const hubspotToken = { type: 'hubspotAppToken', data: { appToken: 'example' } };
const pipedrive = { type: 'pipedriveApi', data: { apiToken: 'example' } };

/** By type of node. */
const services = {
	'@n8n/n8n-nodes-langchain.mcpTrigger': { type: 'httpBearerAuth', data: { token: 'example' } },
	'n8n-nodes-base.webhook': { type: 'httpHeaderAuth', data: { name: 'authorization', value: 'example' } },
	'n8n-nodes-base.hubspot': hubspotToken,
	'n8n-nodes-base.hubspotTrigger': {
		type: 'hubspotDeveloperApi',
		data: { clientId: 'example', clientSecret: 'example', developerApiKey: 'example', appId: 'example' },
	},
	'n8n-nodes-base.pipedrive': pipedrive,
	'n8n-nodes-base.pipedriveTrigger': pipedrive,
};

/** @returns by type of node the credential stored for it. */
export async function storeServices(n8n: N8nRest): Promise<ServiceCredentials> {
	const stored = new Map<string, StoredCredential>();
	for (const [nodeType, { type, data }] of Object.entries(services)) {
		stored.set(nodeType, await n8n.createCredential({ name: 'Example', type, data }));
	}
	return stored;
}

export function withServices(workflow: WorkflowFile, stored: ServiceCredentials): WorkflowFile {
	const nodes = workflow.nodes.map((node) => {
		const credential = stored.get(node.type);
		return credential === undefined ? node : { ...node, credentials: { [credential.type]: credential } };
	});
	return { ...workflow, nodes };
}
