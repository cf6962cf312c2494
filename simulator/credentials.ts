/** Credential data as n8n stores it, pointing at a running simulator. */

import { demoName, demoPassword } from './accounts';
import { providers, type ProviderId } from './providers';
import { loopback } from './sockets/listener';

export type CredentialData = Record<string, unknown>;

/** @param overrides fields to set otherwise; hosts and addresses follow `useTls`, `apiVersion` unless they are set too. */
export function credentialFor(
	provider: ProviderId,
	ports: Readonly<Record<string, number>>,
	overrides: CredentialData,
): CredentialData {
	return credentialAt(provider, (port) => `${loopback}:${ports[port]}`, overrides);
}

/** @param at `host:port` of each of the provider's ports. */
export function credentialAt(
	provider: ProviderId,
	at: (port: string) => string,
	overrides: CredentialData,
): CredentialData {
	const { signIn, credential } = providers[provider];
	return { ...credential(at, overrides), ...signIn(demoName, demoPassword), ...overrides };
}

/** @returns the fields of a provider's credential that sign in at an account of the simulator. */
export function signInFor(
	provider: ProviderId,
	{ name = demoName, password = demoPassword }: { name?: string; password?: string },
): CredentialData {
	return providers[provider].signIn(name, password);
}
