import type { IBinaryKeyData } from 'n8n-workflow';

import { signInFor } from '../../simulator/credentials';
import { providerIds, providers, type ProviderId } from '../../simulator/providers';
import { credentialName, valuesOf, workflowBench, type Wishes } from './harness';

const bench = workflowBench();

const phones = ['+447788450450', '+46708100100', '+41787078880', 'nobody'];

function withWrongPassword(provider: ProviderId, onError?: 'continueRegularOutput' | 'continueErrorOutput') {
	const credentials = bench.credentials({ [provider]: signInFor(provider, { password: 'wrong' }) });
	return bench.lookUp({ provider, phones, credentials, settings: { onError } });
}

/** Two of the three numbers are answered before the account’s credit ends. */
function withCreditForTwo(wishes: Wishes) {
	bench.simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', after: 2 });
	return bench.lookUp({ phones, ...wishes, options: { maxConcurrency: 1, ...wishes.options } });
}

describe.each(providerIds)('a wrong password at %s', (provider) => {
	it('On Error = Stop: fails with an error that names the credential and what to do', async () => {
		const { run, outputs } = await withWrongPassword(provider);
		expect(run.status).toBe('error');
		expect(outputs).toEqual([]);
		expect(run.error?.message).toContain(`(credential "${credentialName(provider)}")`);
		expect(run.error?.message).toMatch(/check|copy/i);
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			// Nothing is kept yet that a retry could use.
			description: '0 of 3 numbers were answered before.',
			failure: { cause: 'credential-invalid' },
		});
		expect(bench.simulator.ledger.billedCount()).toBe(0);
	});

	it('On Error = Continue: every item leaves, not looked up and without an error of n8n’s', async () => {
		const { run, rows, hints } = await withWrongPassword(provider, 'continueRegularOutput');
		expect(run.status).toBe('success');
		expect(valuesOf(rows, 'phone')).toEqual(phones);
		expect(rows.map(({ lookup }) => lookup)).toMatchObject([
			...[1, 2, 3].map(() => ({ status: 'not_looked_up', verdict: 'unknown', provider })),
			{ status: 'invalid_number' },
		]);
		for (const row of rows) expect(row).not.toHaveProperty('error');
		expect(hints).toContain(`(credential "${credentialName(provider)}")`);
	});

	it('On Error = Continue (using error output): the items leave there, with the error’s text and the result', async () => {
		const { run, outputs } = await withWrongPassword(provider, 'continueErrorOutput');
		expect(run.status).toBe('success');
		const [normal, failed] = outputs;
		expect(normal?.map(({ json }) => json)).toMatchObject([{ phone: 'nobody', lookup: { status: 'invalid_number' } }]);
		expect(failed?.map(({ json }) => json)).toMatchObject(
			phones.slice(0, 3).map((phone) => ({
				phone,
				error: expect.stringContaining(`(credential "${credentialName(provider)}")`),
				details: { input: phone, status: 'not_looked_up', provider },
			})),
		);
	});
});

describe('an account whose credit ends in the middle', () => {
	it('On Error = Stop: the error counts what was answered and says that it is kept', async () => {
		const { run } = await withCreditForTwo({});
		expect(run.error?.message).toMatch(/top it up|blocked/);
		expect(run.error).toHaveProperty(
			'description',
			expect.stringMatching(/^2 of 3 numbers were answered.*kept for 24 hours/),
		);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(3);
	});

	it('the error counts as answered only what was', async () => {
		const { run } = await withCreditForTwo({ phones: ['+447700909079', ...phones], options: { maxRetries: 0 } });
		expect(run.error).toHaveProperty('description', expect.stringMatching(/^1 of 4 numbers were answered/));
	});

	it('On Error = Continue: answered rows have their answers, the others are not looked up', async () => {
		const { rows, results } = await withCreditForTwo({ settings: { onError: 'continueRegularOutput' } });
		expect(valuesOf(results, 'status')).toEqual(['ok', 'ok', 'not_looked_up', 'invalid_number']);
		expect(valuesOf(rows, 'phone')).toEqual(phones);
	});

	it('On Error = Continue (using error output): only the others leave there, merged over their items', async () => {
		const binary: IBinaryKeyData = { card: { data: 'aGk=', mimeType: 'text/vcard' } };
		const items = phones.map((phone, id) => ({ json: { phone, id, details: 'of my own' }, binary }));
		const { outputs } = await withCreditForTwo({ items, settings: { onError: 'continueErrorOutput' } });
		const [normal, failed] = outputs;
		expect(normal?.map(({ json }) => json.id)).toEqual([0, 1, 3]);
		expect(failed).toMatchObject([
			{
				json: {
					id: 2,
					phone: phones[2],
					error: expect.stringContaining('Sinch'),
					details: { status: 'not_looked_up' },
				},
				binary,
				pairedItem: { item: 2 },
			},
		]);
	});

	it('duplicates of an unanswered number leave with it, several of one item as rows of their own', async () => {
		const shared = ['+447788450450', '+46708100100, +41787078880', '+41787078880'];
		const { outputs } = await withCreditForTwo({ phones: shared, settings: { onError: 'continueErrorOutput' } });
		expect(outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 0 }, { item: 1 }],
			[{ item: 1 }, { item: 2 }],
		]);
	});

	it('with routing: the answered leave by verdict, the others by the error output behind the four', async () => {
		const settings = { onError: 'continueErrorOutput' } as const;
		const { outputs } = await withCreditForTwo({ settings, options: { routeByVerdict: true } });
		expect(outputs.map((items) => items.map(({ json }) => json.phone))).toEqual([
			phones.slice(0, 2),
			[],
			['nobody'],
			[],
			['+41787078880'],
		]);
	});

	it('with routing and On Error = Continue: the others are Unknown', async () => {
		const settings = { onError: 'continueRegularOutput' } as const;
		const { outputs } = await withCreditForTwo({ settings, options: { routeByVerdict: true } });
		expect(outputs[3]?.map(({ json }) => json)).toMatchObject([
			{ phone: '+41787078880', lookup: { status: 'not_looked_up' } },
		]);
	});
});

describe('an account failure', () => {
	it.each([
		['blocked-address', 'address', 'configuration-invalid'],
		['no-credit', 'credit', 'quota-exhausted'],
	])('at HORISEN, %s, is named in the error', async (username, word, cause) => {
		const credentials = bench.credentials({ horisen: { username } });
		const { run } = await bench.lookUp({ provider: 'horisen', phones, credentials });
		expect(run.error?.message).toContain(word);
		expect(run.error).toHaveProperty('failure.cause', cause);
	});

	it('at Comcetera, an account locked, is named in the error', async () => {
		const credentials = bench.credentials({ comcetera: { username: 'locked' } });
		const { run } = await bench.lookUp({ provider: 'comcetera', phones, credentials });
		expect(run.error?.message).toContain('has locked this account');
	});

	it('stops asking at once: few of many numbers are tried', async () => {
		const many = Array.from({ length: 200 }, (_, index) => `+4477001${String(index).padStart(5, '0')}`);
		const credentials = bench.credentials({ sinch: { password: 'wrong' } });
		await bench.lookUp({ phones: many, credentials });
		expect(bench.simulator.ledger.of('sinch').requests).toBeLessThanOrEqual(10);
	});

	it.each(providerIds)(
		'is also that nobody can be reached at %s: the error names the credential and the address',
		async (provider) => {
			await bench.simulator.setOnline(provider, false);
			// The first try may meet a connection kept from the test before, and break off instead of being refused.
			const { run } = await bench.lookUp({ provider, phones, options: { maxRetries: 1 } });
			await bench.simulator.setOnline(provider, true);
			expect(run.error?.name).toBe('NodeApiError');
			expect(run.error?.message).toContain(`(credential "${credentialName(provider)}")`);
			expect(run.error?.message).toMatch(providers[provider].traits.tokens ? 'Access Token URL' : '127.0.0.1');
		},
	);

	it('without a number to ask is none: the credential does not matter', async () => {
		const credentials = bench.credentials({ sinch: { password: 'wrong' } });
		const { run, results } = await bench.lookUp({ phones: ['nobody', ''], credentials });
		expect(run.error).toBeNull();
		expect(valuesOf(results, 'status')).toEqual(['invalid_number', 'invalid_number']);
	});
});
