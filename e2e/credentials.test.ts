import { signInFor, type CredentialData } from '../simulator/credentials';
import { providerIds, type ProviderId } from '../simulator/providers';
import { n8nBench } from './bench';
import { notReachable } from './notReachable';
import { credentialOf } from './seed';

const bench = n8nBench();

/** What the Test button says of a credential whose form was filled in otherwise than stored. */
async function test(provider: ProviderId, changes: CredentialData = {}) {
	const { id } = bench.credentials[provider];
	return await bench.n8n.testCredential(id, credentialOf(provider, bench.simulator, 'changed', changes));
}

describe('the Test button', () => {
	afterEach(() => expect(bench.simulator.ledger.billedCount()).toBe(0));

	it.each(providerIds)('%s: succeeds with the right data', async (provider) => {
		expect(await test(provider)).toMatchObject({ status: 'OK' });
	});

	it.each(['sinch', 'comcetera', 'linkDirect', 'horisen'] as const)(
		'%s: claims no more than it saw',
		async (provider) => {
			expect(await test(provider)).toMatchObject({
				message: expect.stringContaining('Reachable, account not verified: '),
			});
		},
	);

	it.each(providerIds)('%s: does not succeed with a wrong password', async (provider) => {
		const tested = await test(provider, signInFor(provider, { password: 'wrong' }));
		expect(tested).toMatchObject({ status: 'Error' });
	});

	it.each([
		['sinch', { password: 'wrong' }, 'Sinch refused the user name or password'],
		['comcetera', { password: 'wrong' }, 'check Username and Password'],
		['linkGateway', { clientSecret: 'wrong' }, 'Client authentication failed'],
		['linkDirect', { password: 'wrong' }, 'check Client ID and Password'],
		['horisen', { password: 'wrong' }, 'no account with this user name and password'],
	] as const)('%s: says that the password is wrong', async (provider, changes, words) => {
		expect(await test(provider, changes)).toEqual({ status: 'Error', message: expect.stringContaining(words) });
	});

	// Comcetera and LINK's gateway do not tell this from a wrong password.
	it.each([
		['sinch', { username: 'blocked-address' }, 'does not accept this server’s IP address'],
		['linkDirect', { clientId: 'blocked-address' }, 'whether this n8n’s public IP address is allow-listed'],
		['horisen', { username: 'blocked-address' }, 'ask HORISEN to add it'],
	] as const)('%s: says that the address is not allowed', async (provider, changes, words) => {
		expect(await test(provider, changes)).toEqual({ status: 'Error', message: expect.stringContaining(words) });
	});

	it.each([
		['sinch', { username: 'no-credit' }, 'blocked this account'],
		['comcetera', { username: 'no-credit' }, 'too little credit'],
		['comcetera', { username: 'locked' }, 'locked the account'],
		['horisen', { username: 'no-credit' }, 'no credit left'],
	] as const)('%s: says what is wrong with the account %j', async (provider, changes, words) => {
		expect(await test(provider, changes)).toEqual({ status: 'Error', message: expect.stringContaining(words) });
	});

	it.each(providerIds)('%s: says that the host cannot be reached', async (provider) => {
		await bench.simulator.setOnline(provider, false);
		const result = await test(provider);
		await bench.simulator.setOnline(provider, true);
		expect(result).toEqual({ status: 'Error', message: expect.stringContaining(notReachable(provider)) });
	});
});
