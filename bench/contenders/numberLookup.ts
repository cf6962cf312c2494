/** The Number Lookup node, as built. */

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { ChainedNode, LoadedPackage, StoredCredentials } from '../../n8n-runner';
import { registry } from '../../nodes/NumberLookup/providers/registry';
import { type CredentialData, credentialFor } from '../../simulator/credentials';
import type { ProviderId } from '../../simulator/providers';
import type { Report } from '../simulatorMessages';
import type { Contender } from './contender';
import { onEngine } from './engine';

const credentialName = 'Bench';

/** @param overrides fields of the credential to set otherwise. */
export function numberLookup(
	n8n: LoadedPackage,
	ports: Report['ports'],
	provider: ProviderId,
	overrides: CredentialData = {},
	options: INodeParameters = {},
): Contender {
	const { node, credentials } = numberLookupNode(n8n, ports, provider, overrides);
	const parameters = { ...node.parameters, options };
	return onEngine(n8n, 'Number Lookup', { ...node, parameters }, credentials, isAnswered);
}

/** Reads numbers and makes rows of them; asks nobody. */
export function validating(n8n: LoadedPackage): Contender {
	const parameters = { operation: 'validate', phoneNumber: '={{ $json.phone }}' };
	return onEngine(n8n, 'Validate', { type: `${n8n.name}.numberLookup`, parameters }, {}, isRead);
}

/** @returns the node without its name, and the credential that it uses. */
export function numberLookupNode(
	n8n: LoadedPackage,
	ports: Report['ports'],
	provider: ProviderId,
	overrides: CredentialData,
): { node: Omit<ChainedNode, 'name'>; credentials: StoredCredentials } {
	const type = registry.find(({ facts }) => facts.id === provider)?.facts.credentialType ?? '';
	const node = {
		type: `${n8n.name}.numberLookup`,
		parameters: { provider, phoneNumber: '={{ $json.phone }}' },
		credentials: { [type]: { id: null, name: credentialName } },
	};
	return { node, credentials: { [credentialName]: { type, data: credentialFor(provider, ports, overrides) } } };
}

export function isAnswered({ lookup }: IDataObject): boolean {
	return typeof lookup === 'object' && lookup !== null && 'verdict' in lookup && lookup.verdict === 'valid';
}

export function isRead({ lookup }: IDataObject): boolean {
	return typeof lookup === 'object' && lookup !== null && 'status' in lookup && lookup.status === 'plausible';
}
