/** Those who call an example from outside, and the credentials that let nobody else do it. */

import type { N8nRest, StoredCredential } from './rest';
import { storeCredential } from './seed';
import type { NodeInFile } from './workflows';

const token = 'number-lookup-token';

/** What a caller of an active example sends, whichever of the two ways its trigger asks for. */
export const signIn = { authorization: `Bearer ${token}` };

/** By what a trigger's parameter `authentication` says. */
export type Guards = Readonly<Record<string, StoredCredential>>;

export async function storeGuards(n8n: N8nRest): Promise<Guards> {
	const header = { name: 'authorization', value: signIn.authorization };
	return {
		headerAuth: await storeCredential(n8n, { name: 'Header of callers', type: 'httpHeaderAuth', data: header }),
		bearerAuth: await storeCredential(n8n, { name: 'Token of callers', type: 'httpBearerAuth', data: { token } }),
	};
}

/** @returns whether the node has an address at which it is called. */
export function isCalled({ parameters }: NodeInFile): boolean {
	return 'path' in parameters;
}

/** @param trigger a node with an address. @returns the same with the credential that it asks for. */
export function guarded(trigger: NodeInFile, guards: Guards): NodeInFile {
	const credential = guards[String(trigger.parameters.authentication)];
	if (credential === undefined) throw new Error(`"${trigger.name}" asks for another sign-in than callers have.`);
	return { ...trigger, credentials: { [credential.type]: credential } };
}
