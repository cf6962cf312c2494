/** What users of an earlier n8n rely on, as far as the tests that run on the newest engine do not tell it apart. */

import { valuesOf, workflowBench } from '../test/workflow/harness';
import { fileOf } from '../n8n-runner';

const bench = workflowBench();

const [valid, other] = ['+447788450450', '+46708100100'];

describe.each(['sinch', 'comcetera', 'linkGateway', 'linkDirect', 'horisen'] as const)('%s', (provider) => {
	it('looks numbers up, with a line above the output', async () => {
		const { run, results, hints } = await bench.lookUp({ provider, phones: [valid, other, valid] });
		expect(run.error).toBeNull();
		expect(valuesOf(results, 'verdict')).toEqual(['valid', 'valid', 'valid']);
		expect(hints).toContain('3 rows, 2 distinct numbers, 2 lookups paid');
	});

	it('tells what is wrong with the account', async () => {
		const credentials = bench.credentials({ [provider]: wrongSecret(provider) });
		const { run } = await bench.lookUp({ provider, phones: [valid], credentials });
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			message: expect.stringContaining(`(credential "My ${provider}")`),
		});
	});

	it('has a credential test that costs no lookup', async () => {
		const [credential] = Object.entries(bench.credentials()).flatMap(([name, stored]) =>
			name === `My ${provider}` ? [stored] : [],
		);
		if (credential === undefined) throw new Error('The bench has no such credential.');
		expect(await bench.n8n.testCredential(credential)).toMatchObject({ status: 'OK' });
		expect(bench.simulator.ledger.billedCount()).toBe(0);
	});
});

function wrongSecret(provider: string) {
	return provider === 'linkGateway' ? { clientSecret: 'wrong' } : { password: 'wrong' };
}

it('asks the providers of a chain', async () => {
	const parameters = { providerChain: ['sinch', 'linkDirect'] };
	bench.simulator.faults.add({ provider: 'sinch', kind: 'status', status: 500, times: Infinity });
	const { results } = await bench.lookUp({
		provider: 'chain',
		parameters,
		phones: [valid],
		options: { maxRetries: 0 },
	});
	expect(results).toMatchObject([{ provider: 'linkDirect', verdict: 'valid' }]);
});

describe.each([false, true])('On Error = Continue (using error output), with routing: %s', (routeByVerdict) => {
	it('sends what the account failed for there, with the error’s text, the item’s fields and the result', async () => {
		const credentials = bench.credentials({ sinch: { password: 'wrong' } });
		const settings = { onError: 'continueErrorOutput' } as const;
		const { outputs } = await bench.lookUp({ phones: [valid], credentials, settings, options: { routeByVerdict } });
		expect(outputs.slice(0, -1).flat()).toEqual([]);
		expect(outputs.at(-1)?.map(({ json }) => json)).toMatchObject([
			{
				phone: valid,
				error: expect.stringContaining('refused'),
				details: { number: valid, status: 'not_looked_up' },
			},
		]);
	});
});

it('reuses answers of earlier executions', async () => {
	const options = { reuseAnswers: { answers: { youngerThan: 30, unit: 'days' } }, answerStore: 'memory' };
	await bench.lookUp({ phones: [valid], options });
	const { results } = await bench.lookUp({ phones: [valid], options });
	expect(results).toMatchObject([{ cached: true }]);
	expect(bench.simulator.ledger.billedCount()).toBe(1);
});

describe('lists', () => {
	const list = async () => [{ json: {}, binary: { data: await fileOf(Buffer.from(text), 'list.csv', 'text/csv') } }];
	const text = `name,phone\nAda,${valid}\nBob,call me\n`;

	it('are scrubbed', async () => {
		const { run, rows, outputs } = await bench.lookUp({
			items: await list(),
			parameters: { operation: 'scrubList', numberColumn: 'phone' },
		});
		expect(run.error).toBeNull();
		expect(rows).toMatchObject([{ file: 'list.csv' }]);
		expect(Object.keys(outputs[0]?.[0]?.binary ?? {})).toEqual(['clean', 'rejected', 'review']);
	});
});

it('forgets', async () => {
	const { run } = await bench.lookUp({ phones: [valid], parameters: { operation: 'forget' } });
	expect(run.error).toBeNull();
});
