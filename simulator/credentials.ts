/** Credential data as n8n stores it, pointing at a running simulator. */

import { demoName, demoPassword } from './accounts';
import type { CredentialData } from './provider';
import { providers, type ProviderId } from './providers';
import { loopback } from './sockets/listener';

export type { CredentialData };

/** @param overrides fields to set otherwise; hosts and addresses follow `useTls`, `apiVersion` unless they are set too. */
export function credentialFor(
	provider: ProviderId,
	ports: Readonly<Record<string, number>>,
	overrides: CredentialData,
): CredentialData {
	const { signIn, credential } = providers[provider];
	const at = (port: string) => `${loopback}:${ports[port] ?? 0}`;
	return { ...credential(at, overrides), ...signIn(demoName, demoPassword), ...overrides };
}

/** @returns the fields of a provider's credential that sign in at an account of the simulator. */
export function signInFor(
	provider: ProviderId,
	{ name = demoName, password = demoPassword }: { name?: string; password?: string },
): CredentialData {
	return providers[provider].signIn(name, password);
}

/** @returns the fields by which a provider's credential leads to one address (`host:port`), without those that sign in. */
export function leadingTo(provider: ProviderId, address: string, overrides: CredentialData = {}): CredentialData {
	const { ports, credential } = providers[provider];
	return credential((port) => (ports[port]?.host === 'backup' ? '' : address), overrides);
}
