import type { CredentialData } from '../../simulator/credentials';
import type { ProviderId } from '../../simulator/providers';
import { credentialType, workflowBench } from './harness';

const bench = workflowBench();

type Case = [provider: ProviderId, changes: CredentialData, words: RegExp];

async function testCredential(provider: ProviderId, changes: CredentialData) {
	const data = bench.simulator.credential(provider, changes);
	return await bench.n8n.testCredential({ type: credentialType(provider), data });
}

afterEach(() => expect(bench.simulator.ledger.billedCount()).toBe(0));

describe('a credential’s test costs no lookup and', () => {
	it.each<Case>([
		['sinch', {}, /^Reachable, account not verified/],
		['comcetera', {}, /^Reachable, account not verified/],
		['linkDirect', {}, /^Reachable, account not verified/],
		['linkDirect', { transport: 'udp' }, /^Reachable, account not verified/],
		['horisen', {}, /^Reachable, account not verified/],
		['horisen', { apiVersion: '1.0' }, /^Reachable, account not verified/],
		['linkGateway', {}, /^Connection successful!$/],
	])('claims no more than it saw of a good account at %s %j', async (provider, changes, words) => {
		expect(await testCredential(provider, changes)).toEqual({ status: 'OK', message: expect.stringMatching(words) });
	});

	it('is content with the backup host where the primary cannot be reached', async () => {
		expect(await testCredential('sinch', { primaryHost: '127.0.0.1:1' })).toMatchObject({ status: 'OK' });
	});

	it.each<Case>([
		['sinch', { password: 'wrong' }, /refused the user name or password/],
		['comcetera', { password: 'wrong' }, /refused the sign-in; check Username and Password/],
		['linkGateway', { clientSecret: 'wrong' }, /access token: Client authentication failed/],
		['linkDirect', { password: 'wrong' }, /refused the account; check Client ID and Password/],
		['linkDirect', { transport: 'udp', password: 'wrong' }, /refused the account/],
		['horisen', { password: 'wrong' }, /no account with this user name and password/],
	])('tells a wrong password at %s', isRefused);

	it.each<Case>([
		['sinch', { username: 'blocked-address' }, /does not accept this server’s IP address/],
		['horisen', { username: 'blocked-address' }, /does not accept this server’s IP address/],
		// LINK closes the connection of an address that it does not know.
		['linkDirect', { clientId: 'blocked-address' }, /^No answer from .* IP address is allow-listed/],
	])('tells an address that is not allow-listed at %s', isRefused);

	it.each<Case>([
		['sinch', { username: 'locked' }, /blocked this account/],
		['comcetera', { username: 'no-credit' }, /too little credit/],
		['comcetera', { username: 'locked' }, /locked the account/],
		['horisen', { username: 'no-credit' }, /no credit left; top it up/],
	])('tells a locked account or one without credit at %s %j', isRefused);

	it.each<Case>([
		[
			'sinch',
			{ primaryHost: '127.0.0.1:1', backupHost: '127.0.0.1:2' },
			/^Host not reachable: 127\.0\.0\.1:1, 127\.0\.0\.1:2\./,
		],
		['comcetera', { customUrl: 'http://127.0.0.1:1/npl' }, /^Host not reachable: 127\.0\.0\.1:1\. .*ECONNREFUSED/],
		['linkGateway', { baseUrl: 'http://127.0.0.1:1' }, /ECONNREFUSED/],
		['linkGateway', { accessTokenUrl: 'http://127.0.0.1:1/token' }, /refused the connection/],
		['linkDirect', { tcpPort: 1 }, /^Host not reachable: 127\.0\.0\.1:1\./],
		['linkDirect', { transport: 'udp', udpPort: 1 }, /^Host not reachable: 127\.0\.0\.1:1\./],
		['horisen', { url: 'http://127.0.0.1:1/mnpjson' }, /^Host not reachable: 127\.0\.0\.1:1\./],
	])('tells a host that cannot be reached at %s %j', isRefused);

	it.each<Case>([
		['sinch', { primaryHost: 'lookup.example.com' }, /^Primary Host: The port is missing/],
		['sinch', { password: '' }, /^Password: The field is empty/],
		['comcetera', { username: '' }, /^Username: The field is empty/],
		['comcetera', { customUrl: 'npl' }, /^Custom URL: /],
		['linkDirect', { clientId: '' }, /^Client ID: The field is empty/],
		['horisen', { username: '' }, /^Username: The field is empty/],
		['linkGateway', { clientId: '' }, /Client authentication failed/],
	])('tells a field that is missing or cannot be used at %s %j', isRefused);

	it('tells that something else answers at the address', async () => {
		bench.simulator.faults.add({ provider: 'horisen', kind: 'html' });
		expect(await testCredential('horisen', {})).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('web page'),
		});
	});
});

async function isRefused(provider: ProviderId, changes: CredentialData, words: RegExp): Promise<void> {
	expect(await testCredential(provider, changes)).toEqual({ status: 'Error', message: expect.stringMatching(words) });
}
