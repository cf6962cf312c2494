/** What makes an n8n ready to use: the owner's account, a credential for each provider, example workflows signed in with them. */

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { registry } from '../nodes/NumberLookup/providers/registry';
import type { CredentialData } from '../simulator/credentials';
import { byProvider, providerIds, type ProviderId } from '../simulator/providers';
import type { Simulator } from '../simulator/simulator';
import { N8nRest, type Credential, type Owner, type StoredCredential } from './rest';
import { numberLookupType, workflowFile, type NodeInFile, type WorkflowFile } from './workflows';

export type ProviderCredentials = Readonly<Record<ProviderId, StoredCredential>>;

const examples = resolve(__dirname, '../examples');

export const owner: Owner = {
	email: 'owner@example.com',
	password: 'Number-Lookup-1',
	firstName: 'Number',
	lastName: 'Lookup',
};

/** Signs in, and makes the owner's account before where there is none yet. */
export async function signInOwner(url: string): Promise<N8nRest> {
	return (await N8nRest.hasOwner(url)) ? await N8nRest.signIn(url, owner) : await N8nRest.setUpOwner(url, owner);
}

/**
 * @param label tells n8n's credentials of different simulators apart.
 * @param overrides fields to set otherwise than for the simulator's account `demo`.
 */
export function credentialOf(
	provider: ProviderId,
	simulator: Simulator,
	label: string,
	overrides: CredentialData = {},
): Credential {
	const facts = registry.map((registered) => registered.facts).find(({ id }) => id === provider);
	if (facts === undefined) throw new Error(`The node knows no provider ${provider}.`);
	return {
		name: `${facts.displayName} (${label})`,
		type: facts.credentialType,
		data: simulator.credential(provider, overrides),
	};
}

/** Stores a credential; one of the same name gets its data. */
export async function storeCredential(n8n: N8nRest, credential: Credential): Promise<StoredCredential> {
	const same = (await n8n.credentials()).find(({ name }) => name === credential.name);
	return same === undefined ? await n8n.createCredential(credential) : await n8n.updateCredential(same.id, credential);
}

/** Stores a credential for each provider; one with the same label is pointed at this simulator. */
export async function storeCredentials(
	n8n: N8nRest,
	simulator: Simulator,
	label: string,
): Promise<ProviderCredentials> {
	const stored = new Map<ProviderId, StoredCredential>();
	for (const id of providerIds) stored.set(id, await storeCredential(n8n, credentialOf(id, simulator, label)));
	return byProvider((id) => {
		const credential = stored.get(id);
		if (credential === undefined) throw new RangeError(`No credential was stored for ${id}.`);
		return credential;
	});
}

/** @param file its name in examples/. */
export async function readExample(file: string): Promise<WorkflowFile> {
	return workflowFile.parse(JSON.parse(await readFile(join(examples, file), 'utf8')));
}

/** @returns the workflow with every Number Lookup node signed in at the providers it asks. */
export function signedIn(workflow: WorkflowFile, credentials: ProviderCredentials): WorkflowFile {
	const nodes = workflow.nodes.map((node) =>
		node.type.startsWith(numberLookupType)
			? { ...node, credentials: { ...node.credentials, ...credentialsOf(node, credentials) } }
			: node,
	);
	return { ...workflow, nodes };
}

function credentialsOf({ parameters }: NodeInFile, stored: ProviderCredentials): NodeInFile['credentials'] {
	const { provider, providerChain } = parameters;
	const asked = provider === 'chain' ? [providerChain].flat() : [provider];
	const needed = providerIds.filter((id) => asked.includes(id)).map((id) => stored[id]);
	return Object.fromEntries(needed.map(({ id, name, type }) => [type, { id, name }]));
}
