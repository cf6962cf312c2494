import { providerIds, type ProviderId } from '../simulator/providers';
import { signInFor, type CredentialData } from '../simulator/credentials';
import { credentialTypes } from '../test/credentialTypes';
import { nodeName } from './bench';
import type { CredentialForm } from './credentialForm';
import { editorBench } from './editorBench';
import { notReachable } from './notReachable';
import { credentialOf } from './seed';

const editors = editorBench();

const failed = 'Couldn’t connect with these settings';

/** @returns the form of a new credential, stored with these changes against the one that works. */
async function openStored(provider: ProviderId, changes: CredentialData = {}): Promise<CredentialForm> {
	const { bench } = editors;
	const credential = credentialOf(provider, bench.simulator, JSON.stringify(changes), changes);
	return await editors.openCredential(await bench.n8n.createCredential(credential));
}

describe('a credential', () => {
	afterEach(() => expect(editors.bench.simulator.ledger.billedCount()).toBe(0));

	it.each(providerIds)('%s: is made from the node; a wrong secret is told, and mended', async (provider) => {
		const { bench } = editors;
		const { type, data } = credentialOf(provider, bench.simulator, 'typed');
		const types = await credentialTypes();
		const properties = types.find(({ name }) => name === type)?.properties ?? [];
		const editor = await editors.open([], { provider });
		const panel = await editor.openNode(nodeName);
		const form = await panel.createCredential('Credential for');

		const wrongSignIn = signInFor(provider, { password: 'wrong' });
		await form.fillIn(properties, { ...data, ...wrongSignIn });
		await form.save();
		const wrong = await bench.n8n.testCredential(bench.credentials[provider].id, {
			...credentialOf(provider, bench.simulator, 'typed', wrongSignIn),
		});
		expect(await form.outcome()).toEqual([failed, wrong.message]);

		const secrets = properties.filter(({ name, typeOptions }) => typeOptions?.password === true && name in wrongSignIn);
		for (const { name } of secrets) await form.write(name, String(data[name]));
		await form.save();
		await form.accepted();
		expect(await panel.chosenCredential('Credential for')).toMatch(/account/);
	});

	it.each([
		['sinch', { username: 'blocked-address' }, 'Sinch does not accept this server’s IP address'],
		['linkDirect', { clientId: 'blocked-address' }, 'whether this n8n’s public IP address is allow-listed'],
		['horisen', { username: 'blocked-address' }, 'IP address'],
	] as const)('%s: tells that the address is not allowed', async (provider, changes, words) => {
		const form = await openStored(provider, changes);
		expect(await form.outcome()).toEqual([failed, expect.stringContaining(words)]);
	});

	it.each(providerIds)('%s: tells that the host cannot be reached', async (provider) => {
		await editors.bench.simulator.setOnline(provider, false);
		const form = await openStored(provider);
		const outcome = await form.outcome();
		await editors.bench.simulator.setOnline(provider, true);
		expect(outcome).toEqual([failed, expect.stringContaining(notReachable(provider))]);
	});
});
