/** Credential data as n8n stores it, pointing at a running simulator. */

import { demoName, demoPassword } from './accounts';
import type { PortName } from './ports';
import { linkScope } from './protocols/link/token';
import type { ProviderId } from './providers';
import { loopback } from './sockets/listener';

export type CredentialData = Record<string, unknown>;

/** @param overrides fields to set otherwise; hosts and addresses follow `useTls`, `apiVersion` unless they are set too. */
export function credentialFor(
	provider: ProviderId,
	ports: Readonly<Record<PortName, number>>,
	overrides: CredentialData,
): CredentialData {
	const host = (name: PortName) => `${loopback}:${ports[name]}`;
	const url = (name: PortName, path: string) => `http://${host(name)}${path}`;
	const signIn = { username: demoName, password: demoPassword };
	const standard: Readonly<Record<ProviderId, () => CredentialData>> = {
		sinch: () => ({
			region: 'custom',
			useTls: false,
			primaryHost: host(overrides.useTls === true ? 'sinchTls' : 'sinch'),
			backupHost: host(overrides.useTls === true ? 'sinchTlsBackup' : 'sinchBackup'),
			...signIn,
		}),
		comcetera: () => ({
			endpoint: 'custom',
			customUrl: url('comcetera', '/npl'),
			...signIn,
			apiVersion: '2.4',
			maxNumbersPerRequest: 1000,
			maxConnections: 1,
		}),
		linkGateway: () => ({
			grantType: 'clientCredentials',
			accessTokenUrl: url('linkGateway', '/oauth2/token'),
			clientId: demoName,
			clientSecret: demoPassword,
			scope: linkScope,
			authentication: 'header',
			baseUrl: url('linkGateway', ''),
		}),
		linkDirect: () => ({
			transport: 'tcp',
			host: loopback,
			tcpPort: ports.linkTcp,
			udpPort: ports.linkUdp,
			clientId: demoName,
			password: demoPassword,
		}),
		horisen: () => ({
			apiVersion: '2.0',
			url: url('horisen', overrides.apiVersion === '1.0' ? '/mnp' : '/mnpjson'),
			...signIn,
		}),
	};
	return { ...standard[provider](), ...overrides };
}
