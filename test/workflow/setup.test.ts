import type { INodeParameters } from 'n8n-workflow';

import { registry } from '../../nodes/NumberLookup/providers/registry';
import type { CredentialData } from '../../simulator/credentials';
import { providerIds, type ProviderId } from '../../simulator/providers';
import { credentialName, workflowBench, type Wishes } from './harness';

const bench = workflowBench();

const phones = ['+447788450450'];

describe('a missing credential', () => {
	it.each(providerIds)('of %s: the error says what to choose', async (provider) => {
		const { run } = await bench.lookUp({ provider, phones, credentials: bench.credentials({ [provider]: null }) });
		expect(run.error?.message).toMatch(/is not set up\. Choose or create a credential for /);
		expect(run.error).toMatchObject({ name: 'NodeApiError', failure: { cause: 'configuration-invalid' } });
	});

	it('that was chosen and then deleted: the error says that, too', async () => {
		const credentials = bench.credentials();
		const node = bench.node({ credentials });
		const settings = { credentials: { ...node.credentials } };
		const { run } = await bench.lookUp({ phones, settings, credentials: bench.credentials({ sinch: null }) });
		expect(run.error?.message).toContain('The credential that the node names was deleted');
		expect(run.error?.message).toContain('Choose or create a credential for Sinch');
	});

	it('On Error = Continue (using error output): the items leave there', async () => {
		const settings = { onError: 'continueErrorOutput' } as const;
		const { outputs } = await bench.lookUp({ phones, settings, credentials: {} });
		expect(outputs.map((items) => items.length)).toEqual([0, 1]);
		expect(outputs[1]?.[0]?.json).toMatchObject({
			phone: phones[0],
			error: expect.stringContaining('Choose or create'),
		});
	});
});

describe('a credential field that cannot be used', () => {
	it.each<[ProviderId, string, CredentialData]>([
		['sinch', 'Primary Host', { primaryHost: 'lookup.example.com' }],
		['sinch', 'Primary Host', { primaryHost: '' }],
		['sinch', 'Backup Host', { backupHost: 'https://lookup.example.com:1' }],
		['sinch', 'Username', { username: '' }],
		['sinch', 'Username', { username: 'me:mine' }],
		['sinch', 'Password', { password: '' }],
		['comcetera', 'Custom URL', { customUrl: 'npl.example.com' }],
		['comcetera', 'Max Connections', { maxConnections: 0 }],
		['comcetera', 'Username', { username: ' ' }],
		['linkGateway', 'Base URL', { baseUrl: 'lookup.example.com' }],
		['linkGateway', 'Client ID', { clientId: '' }],
		['linkGateway', 'Client Secret', { clientSecret: '' }],
		['linkGateway', 'Access Token URL', { accessTokenUrl: 'ftp://example.com' }],
		['linkDirect', 'Host', { host: 'enum.example.com:10054' }],
		['linkDirect', 'TCP Port', { tcpPort: 70_000 }],
		['linkDirect', 'Password', { password: '' }],
		['horisen', 'URL', { url: 'mnp.example.com/mnpjson?user=me' }],
		['horisen', 'Username', { username: '' }],
	])('%s, %s %j: the error names credential and field, and nobody is asked', async (provider, field, changes) => {
		const credentials = bench.credentials({ [provider]: changes });
		const { run } = await bench.lookUp({ provider, phones, credentials });
		expect(run.error?.message).toContain(`(credential "${credentialName(provider)}") is not set up.`);
		expect(run.error?.message).toContain(`The credential’s field "${field}": `);
		expect(run.error).toHaveProperty('failure.cause', 'configuration-invalid');
		expect(bench.simulator.ledger.of(provider)).toMatchObject({ requests: 0, tokenRequests: 0 });
	});
});

describe('a provider that cannot be chosen', () => {
	const lists = registry.map(({ facts }) => facts.id).join(', ');

	it.each<[string, INodeParameters, string, string]>([
		['an empty chain', { provider: 'chain', providerChain: [] }, 'The field "Providers, in Order" is empty', 'Choose'],
		['no chain', { provider: 'chain' }, 'The field "Providers, in Order" is empty', 'Choose'],
		[
			'an unknown id',
			{ provider: 'nobody' },
			'The field "Provider" names a provider that does not exist: nobody',
			lists,
		],
		['an unknown id in a chain', { provider: 'chain', providerChain: ['sinch', 'x'] }, 'does not exist: x', lists],
		['an empty expression', { provider: '={{ "" }}' }, 'The field "Provider" is empty', 'Choose'],
		['an expression without a value', { provider: '={{ $json.nothing }}' }, 'The field "Provider" is empty', 'Choose'],
		['an expression with an unknown id', { provider: '={{ "Sinch" }}' }, 'does not exist: Sinch', lists],
	])('%s: the error names the field and what to do', async (_case, parameters, message, todo) => {
		const { run } = await bench.lookUp({ phones, parameters });
		expect(run.error?.name).toBe('NodeOperationError');
		expect(run.error?.message).toContain(message);
		expect(run.error).toHaveProperty('description', expect.stringContaining(todo));
	});

	it('an expression may choose the provider, and the chain', async () => {
		const parameters = { provider: '={{ "horisen" }}' };
		expect((await bench.lookUp({ phones, parameters })).results).toMatchObject([{ provider: 'horisen' }]);
		const chained = { provider: 'chain', providerChain: '={{ ["comcetera", "sinch"] }}' };
		expect((await bench.lookUp({ phones, parameters: chained })).results).toMatchObject([{ provider: 'comcetera' }]);
		const listed = { provider: 'chain', providerChain: '={{ "linkDirect, sinch" }}' };
		expect((await bench.lookUp({ phones, parameters: listed })).results).toMatchObject([{ provider: 'linkDirect' }]);
	});
});

describe('a parameter that cannot be used, with On Error = Continue', () => {
	const items = [
		{ json: { phone: '+447788450450' }, binary: { card: { data: 'aGk=', mimeType: 'text/vcard' } } },
		{ json: { phone: '+46708100100' } },
	];
	const reason = 'The option "Batch Size" must be 0 or more. Correct it under Options';
	const lookup = { status: 'not_looked_up', verdict: 'unknown', statusMessage: expect.stringContaining(reason) };

	function withBadBatchSize({ options, ...wishes }: Wishes) {
		const settings = { onError: 'continueRegularOutput' } as const;
		return bench.lookUp({ items, settings, ...wishes, options: { batchSize: -1, ...options } });
	}

	it('gives every item a result that says not looked up, and why', async () => {
		const { run, outputs, hints } = await withBadBatchSize({});
		expect(run.status).toBe('success');
		expect(outputs).toMatchObject([
			items.map((item, index) => ({ ...item, json: { ...item.json, lookup }, pairedItem: { item: index } })),
		]);
		expect(hints).toContain(reason);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});

	it('with routing puts them into Unknown, never into Valid', async () => {
		const { outputs } = await withBadBatchSize({ options: { routeByVerdict: true } });
		expect(outputs.map((rows) => rows.length)).toEqual([0, 0, 0, 2]);
		expect(outputs[3]).toMatchObject(items.map(({ json }) => ({ json: { ...json, lookup } })));
	});

	it('puts the result where Output Field says', async () => {
		const { rows } = await withBadBatchSize({ options: { outputField: 'checks.mnp' } });
		expect(rows).toMatchObject(items.map(({ json }) => ({ ...json, checks: { mnp: lookup } })));
	});

	it.each([['error'], ['={{ [1] }}']])(
		'or into `lookup`, where that is what cannot be used: %j',
		async (outputField) => {
			const { outputs } = await withBadBatchSize({ options: { batchSize: 0, outputField, routeByVerdict: true } });
			expect(outputs[3]).toMatchObject(
				items.map(() => ({ json: { lookup: { statusMessage: expect.stringContaining('"Output Field"') } } })),
			);
		},
	);

	it.each<[string, INodeParameters]>([
		['an unknown provider', { provider: '={{ "twilio" }}' }],
		['an empty chain', { provider: 'chain', providerChain: [] }],
		['an unknown Lookup Type', { lookupType: '={{ "imsi" }}', provider: 'linkGateway' }],
		['an expression that fails', { phoneNumber: '={{ $("No such node").first().json.phone }}' }],
	])('the same with %s', async (_case, parameters) => {
		const { outputs } = await withBadBatchSize({ parameters, options: { batchSize: 0, routeByVerdict: true } });
		expect(outputs.map((rows) => rows.length)).toEqual([0, 0, 0, 2]);
		expect(outputs[3]).toMatchObject(items.map(() => ({ json: { lookup: { status: 'not_looked_up' } } })));
	});

	it('an expression that fails within Options hides neither routing nor Output Field', async () => {
		const maxLookups = '={{ $("No such node").first().json.limit }}';
		const options = { batchSize: 0, maxLookups, routeByVerdict: true, outputField: 'mnp' };
		const { outputs } = await withBadBatchSize({ options });
		expect(outputs[3]).toMatchObject(items.map(() => ({ json: { mnp: { status: 'not_looked_up' } } })));
	});

	it.each([false, true])(
		'Continue (using error output) sends the items there, none on as if looked up; with routing: %s',
		async (routeByVerdict) => {
			const settings = { onError: 'continueErrorOutput' } as const;
			const { run, outputs } = await withBadBatchSize({ settings, options: { routeByVerdict } });
			expect(run.status).toBe('success');
			expect(outputs.map((rows) => rows.length)).toEqual(routeByVerdict ? [0, 0, 0, 0, 2] : [0, 2]);
			expect(outputs.at(-1)).toMatchObject(
				items.map(({ json }) => ({ json: { ...json, error: expect.stringContaining(reason), details: lookup } })),
			);
		},
	);
});
