import { protectAgainstSsrf } from '../../n8n-runner';
import type { CredentialData } from '../../simulator/credentials';
import type { ProviderId } from '../../simulator/providers';
import { credentialName, workflowBench } from './harness';

// n8n reads its settings when the package is loaded, which the bench does later.
protectAgainstSsrf({ allowedIpRanges: '127.0.0.7/32' });

const bench = workflowBench();

const phones = ['+447788450450', '+46708100100'];

describe('n8n’s SSRF protection', () => {
	it.each<[string, ProviderId, CredentialData]>([
		['HTTP', 'sinch', {}],
		['HTTP, by name', 'sinch', { primaryHost: 'localhost:3700', backupHost: '' }],
		['HTTP, a batch', 'comcetera', {}],
		['HTTP, by IPv6 address', 'horisen', { url: 'http://[::1]:16089/mnpjson' }],
		['TCP', 'linkDirect', { transport: 'tcp' }],
		['TCP, by name', 'linkDirect', { transport: 'tcp', host: 'localhost' }],
		['UDP', 'linkDirect', { transport: 'udp' }],
		['UDP, by name', 'linkDirect', { transport: 'udp', host: 'localhost' }],
	])('keeps %s from a private address, with an error that says who can allow it', async (_case, provider, changes) => {
		const credentials = bench.credentials({ [provider]: changes });
		const { run } = await bench.lookUp({ provider, phones, credentials });
		expect(run.error?.name).toBe('NodeApiError');
		expect(run.error?.message).toMatch(
			/may not be asked from this n8n\. n8n’s SSRF protection .* an administrator can allow it/,
		);
		expect(run.error?.message).toContain(`(credential "${credentialName(provider)}")`);
		expect(run.error).toHaveProperty('failure.cause', 'configuration-invalid');
		expect(bench.simulator.ledger.of(provider)).toMatchObject({ connectionsOpened: 0, datagramsReceived: 0 });
	});

	it('keeps LINK’s gateway, whose tokens n8n itself fetches, from a private address', async () => {
		const credentials = bench.credentials();
		const oauthTokenData = { access_token: 'token', n8n_expires_at: Date.now() + 3_600_000 };
		Object.assign(credentials[credentialName('linkGateway')]?.data ?? {}, { oauthTokenData });
		const { run } = await bench.lookUp({ provider: 'linkGateway', phones, credentials });
		expect(run.error?.message).toContain('SSRF protection');
		expect(bench.simulator.ledger.of('linkGateway').connectionsOpened).toBe(0);
	});

	it('lets allowed addresses through to the network', async () => {
		const credentials = bench.credentials({ sinch: { primaryHost: '127.0.0.7:1', backupHost: '' } });
		const { run } = await bench.lookUp({ phones, credentials, options: { maxRetries: 0 } });
		expect(run.error?.message).toContain('No connection to 127.0.0.7:1 (ECONNREFUSED)');
	});
});
