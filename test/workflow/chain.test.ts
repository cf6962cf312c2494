import type { StoredCredentials } from '../../n8n-runner';
import type { ProviderId } from '../../simulator/providers';
import { credentialName, valuesOf, workflowBench, type Wishes } from './harness';

const bench = workflowBench();

const phone = '+447788450450';

function lookUpAt(providerChain: ProviderId[], wishes: Wishes) {
	const parameters = { ...wishes.parameters, providerChain };
	return bench.lookUp({ ...wishes, provider: 'chain', parameters });
}

function only(...providers: ProviderId[]): StoredCredentials {
	const all = bench.credentials();
	return Object.fromEntries(
		Object.entries(all).filter(([name]) => providers.some((id) => name === credentialName(id))),
	);
}

const billed = (provider: ProviderId) => bench.simulator.ledger.billedCount(provider);

describe('several providers in order', () => {
	it.each<[ProviderId, ProviderId]>([
		['horisen', 'comcetera'],
		['comcetera', 'horisen'],
	])('%s before %s: the first answers all it can, and the second is not asked about these', async (first, second) => {
		const { results } = await lookUpAt([first, second], { phones: [phone, '+46708100100'] });
		expect(valuesOf(results, 'provider')).toEqual([first, first]);
		expect([billed(first), billed(second)]).toEqual([2, 0]);
	});

	it('the next gets the numbers without a response, and no others', async () => {
		const phones = [phone, '+447700909103', '+447700909001', '+447700909079'];
		const options = { timeout: 150, maxRetries: 0 };
		const { results } = await lookUpAt(['sinch', 'comcetera'], { phones, options });
		expect(valuesOf(results, 'provider')).toEqual(['sinch', 'comcetera', 'sinch', 'comcetera']);
		expect(valuesOf(results, 'status')).toEqual(['ok', 'ok', 'unknown_subscriber', 'ok']);
		expect(valuesOf(results, 'attempts')).toEqual([1, 2, 1, 2]);
		expect(billed('comcetera')).toBe(2);
	});

	it('the next takes over after an account failure, and the run succeeds with a warning', async () => {
		const credentials = bench.credentials({ horisen: { password: 'wrong' } });
		const { run, results, hints } = await lookUpAt(['horisen', 'sinch'], {
			phones: [phone, '+46708100100'],
			credentials,
		});
		expect(run.error).toBeNull();
		expect(valuesOf(results, 'provider')).toEqual(['sinch', 'sinch']);
		expect(hints).toContain(`HORISEN MNP (credential "${credentialName('horisen')}") does not accept`);
		expect(run.hints.map(({ type }) => type)).toEqual(['info', 'warning']);
	});

	it('the next takes over where the credit ended in the middle', async () => {
		bench.simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', after: 1 });
		const phones = [phone, '+46708100100', '+41787078880'];
		const { results } = await lookUpAt(['sinch', 'linkDirect'], { phones, options: { maxConcurrency: 1 } });
		expect(valuesOf(results, 'provider')).toEqual(['sinch', 'linkDirect', 'linkDirect']);
		expect(bench.simulator.ledger.billedCount()).toBe(3);
	});

	it('fails only where the last provider’s account fails, too', async () => {
		const credentials = bench.credentials({ sinch: { password: 'wrong' }, horisen: { password: 'wrong' } });
		const { run } = await lookUpAt(['sinch', 'horisen'], { phones: [phone], credentials });
		expect(run.error?.message).toContain(`HORISEN MNP (credential "${credentialName('horisen')}")`);
	});

	it('with Ask Next on Unknown the next gets every answer of verdict unknown; the first other verdict counts', async () => {
		const phones = ['+447700909044', '+447700909060', '+447700909001'];
		const plain = await lookUpAt(['sinch', 'horisen'], { phones });
		expect(valuesOf(plain.results, 'provider')).toEqual(['sinch', 'sinch', 'sinch']);
		const { results } = await lookUpAt(['sinch', 'horisen'], { phones, options: { askNextOnUnknown: true } });
		expect(results).toMatchObject([
			{ provider: 'sinch', status: 'no_information', attempts: 2 },
			{ provider: 'horisen', verdict: 'valid', attempts: 2 },
			{ provider: 'sinch', verdict: 'invalid', attempts: 1 },
		]);
	});

	it('where the last account fails and leaves verdicts unknown, the next manual run asks only for those', async () => {
		const phones = ['+447700909044', '+447700909060'];
		const wishes = { phones, workflowId: 'left unknown', options: { askNextOnUnknown: true, maxConcurrency: 1 } };
		bench.simulator.faults.add({
			provider: 'horisen',
			kind: 'accountFailure',
			refusal: 'noCredit',
			after: 1,
			times: 1,
		});
		await lookUpAt(['sinch', 'horisen'], wishes);
		await lookUpAt(['sinch', 'horisen'], wishes);
		expect([bench.simulator.ledger.billedCount('sinch'), bench.simulator.ledger.billedCount('horisen')]).toEqual([
			2, 2,
		]);
	});

	it('the next is not asked about what Max Lookups or Skip Non-Mobile held back', async () => {
		const phones = [phone, '+46708100100', '+442079460018'];
		const options = { maxLookups: 1, skipNonMobile: true };
		const { results } = await lookUpAt(['sinch', 'horisen'], { phones, options });
		expect(valuesOf(results, 'status')).toEqual(['ok', 'not_looked_up', 'not_mobile']);
		expect(bench.simulator.ledger.billedCount()).toBe(1);
	});

	it('a provider named twice is asked once', async () => {
		const { results } = await lookUpAt(['sinch', 'sinch'], { phones: ['+447700909079'], options: { maxRetries: 0 } });
		expect(results).toMatchObject([{ status: 'provider_error', attempts: 1 }]);
	});
});

describe('the credentials of a chain', () => {
	it('are needed for its providers only', async () => {
		const phones = [phone, '+447700909079'];
		const credentials = only('sinch', 'linkGateway');
		const { run, results } = await lookUpAt(['sinch', 'linkGateway'], {
			phones,
			credentials,
			options: { maxRetries: 0 },
		});
		expect(run.error).toBeNull();
		expect(valuesOf(results, 'provider')).toEqual(['sinch', 'linkGateway']);
	});

	it('are read when their provider’s turn comes, not before', async () => {
		const { run, hints } = await lookUpAt(['sinch', 'horisen'], { phones: [phone], credentials: only('sinch') });
		expect(run.error).toBeNull();
		expect(hints).not.toContain('HORISEN');
	});

	it('are not needed for one provider where the value of a chain was left over', async () => {
		const parameters = { providerChain: ['horisen', 'comcetera'] };
		const { results } = await bench.lookUp({ phones: [phone], parameters, credentials: only('sinch') });
		expect(results).toMatchObject([{ provider: 'sinch', verdict: 'valid' }]);
	});

	it('missing for the first provider leave the numbers to the next, with a warning', async () => {
		const { run, results, hints } = await lookUpAt(['sinch', 'horisen'], {
			phones: [phone],
			credentials: only('horisen'),
		});
		expect(run.error).toBeNull();
		expect(results).toMatchObject([{ provider: 'horisen', verdict: 'valid' }]);
		expect(hints).toContain('Choose or create a credential for Sinch');
	});
});
