import { valuesOf, workflowBench, type Wishes } from './harness';

const bench = workflowBench();

function validate(wishes: Wishes) {
	const parameters = { operation: 'validate', ...wishes.parameters };
	return bench.lookUp({ credentials: {}, ...wishes, parameters });
}

describe('the operation Validate', () => {
	it('reads, formats and judges numbers by the numbering plan', async () => {
		const phones = ['07788 450450', '020 7946 0018', '+46708100100', 'call me'];
		const { run, results } = await validate({ phones, parameters: { defaultCountry: 'GB' } });
		expect(run.error).toBeNull();
		expect(results).toMatchObject([
			{
				number: '+447788450450',
				nationalFormat: '07788 450450',
				internationalFormat: '+44 7788 450450',
				country: 'GB',
				lineType: 'mobile',
				verdict: 'unknown',
				status: 'plausible',
				provider: null,
				attempts: 0,
				lookedUpAt: null,
				reliable: null,
			},
			{ number: '+442079460018', lineType: 'fixed', status: 'plausible' },
			{ number: '+46708100100', country: 'SE', status: 'plausible' },
			{ number: null, verdict: 'invalid', status: 'invalid_number' },
		]);
	});

	it('asks nobody, costs nothing and says so', async () => {
		const { hints } = await validate({ phones: ['+447788450450', '+447788450450'] });
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
		expect(hints).toBe('2 rows, 1 distinct number, nobody asked, 1 duplicate found. Verdicts: 2 unknown.');
	});

	it.each([
		['a provider whose credential is missing', { provider: 'horisen' }],
		['an empty chain', { provider: 'chain', providerChain: [] }],
		['a provider that does not exist', { provider: 'nobody' }],
	])('needs no credential and no provider: %s does not matter', async (_case, parameters) => {
		const { run, results } = await validate({ phones: ['+447788450450'], parameters });
		expect(run.error).toBeNull();
		expect(results).toMatchObject([{ status: 'plausible' }]);
	});

	it('has a row for each number of an item, and duplicates marked', async () => {
		const { results } = await validate({ phones: ['+447788450450; +46708100100', '+447788450450'] });
		expect(valuesOf(results, 'duplicateOf')).toEqual([null, null, 0]);
	});

	it('with Route by Verdict puts plausible numbers into Unknown and impossible ones into Invalid', async () => {
		const { outputs } = await validate({ phones: ['+447788450450', 'nobody'], options: { routeByVerdict: true } });
		expect(outputs.map((items) => items.map(({ json }) => json.phone))).toEqual([
			[],
			[],
			['nobody'],
			['+447788450450'],
		]);
	});
});
