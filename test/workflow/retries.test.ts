import { providerIds } from '../../simulator/providers';
import { valuesOf, workflowBench } from './harness';

const bench = workflowBench();

const phone = '+447788450450';

describe('Max Retries', () => {
	it.each([
		[0, 'unknown', 1],
		[1, 'unknown', 2],
		[2, 'valid', 3],
	])(
		'%i: a number that the provider throttles twice is %s after %i attempts',
		async (maxRetries, verdict, attempts) => {
			const { results } = await bench.lookUp({ phones: ['+447700909106'], options: { maxRetries } });
			expect(results).toMatchObject([{ verdict, attempts }]);
			expect(bench.simulator.ledger.of('sinch').requests).toBe(attempts);
		},
	);

	it('an answer is never asked for again', async () => {
		const { results } = await bench.lookUp({ phones: ['+447700909001', '+447700909048', '+447700909060'] });
		expect(valuesOf(results, 'attempts')).toEqual([1, 1, 1]);
	});

	it('only the missing numbers of a cut batch are asked again', async () => {
		bench.simulator.faults.add({ provider: 'comcetera', kind: 'cutBatch', afterLines: 2 });
		const phones = ['+447788450450', '+447788450451', '+447788450452', '+447788450453'];
		const { results, hints } = await bench.lookUp({ provider: 'comcetera', phones });
		expect(valuesOf(results, 'verdict')).toEqual(['valid', 'valid', 'valid', 'valid']);
		expect(valuesOf(results, 'attempts')).toEqual([1, 1, 2, 2]);
		expect(bench.simulator.ledger.billedCount()).toBe(4);
		expect(hints).toContain('2 lookups perhaps billed twice');
	});
});

describe('Timeout', () => {
	it.each(providerIds)(
		'%s: without an answer in time the number has no response, and the run goes on',
		async (provider) => {
			bench.simulator.faults.add({ provider, kind: 'silence' });
			const options = { timeout: 150, maxRetries: 0, batchSize: 1, maxConcurrency: 1 };
			const { run, results } = await bench.lookUp({ provider, phones: [phone, '+46708100100'], options });
			expect(run.error).toBeNull();
			expect(results).toMatchObject([
				{ verdict: 'unknown', status: 'no_response', provider, lookedUpAt: null },
				{ verdict: 'valid' },
			]);
		},
	);
});

describe('Retry When Unsure', () => {
	it.each(providerIds)('on: %s is asked again after a lost answer, and the hint counts it', async (provider) => {
		bench.simulator.faults.add({ provider, kind: 'loseAnswer' });
		const { results, hints } = await bench.lookUp({ provider, phones: [phone] });
		expect(results).toMatchObject([{ verdict: 'valid', attempts: 2 }]);
		expect(bench.simulator.ledger.timesBilled('447788450450')).toBe(2);
		expect(hints).toContain('1 lookup perhaps billed twice, because an answer was lost (option Retry When Unsure).');
	});

	it.each(providerIds)('off: %s is not asked again, and nothing is paid twice', async (provider) => {
		bench.simulator.faults.add({ provider, kind: 'loseAnswer' });
		const options = { retryUncertain: false };
		const { results, hints } = await bench.lookUp({ provider, phones: [phone], options });
		expect(results).toMatchObject([{ verdict: 'unknown', status: 'no_response', attempts: 1 }]);
		expect(bench.simulator.ledger.timesBilled('447788450450')).toBe(1);
		expect(hints).not.toContain('billed twice');
	});

	it('off: what was surely not worked on is asked again all the same', async () => {
		const options = { retryUncertain: false };
		const { results } = await bench.lookUp({ phones: ['+447700909105', '+447700909104'], options });
		expect(valuesOf(results, 'verdict')).toEqual(['valid', 'valid']);
	});

	it('over UDP counts the datagrams sent again', async () => {
		bench.simulator.faults.add({ provider: 'linkDirect', kind: 'loseAnswer' });
		const credentials = bench.credentials({ linkDirect: { transport: 'udp' } });
		const { results, hints } = await bench.lookUp({
			provider: 'linkDirect',
			phones: [phone],
			credentials,
			options: { timeout: 1000 },
		});
		expect(results).toMatchObject([{ verdict: 'valid', attempts: 2 }]);
		expect(hints).toContain('1 lookup perhaps billed twice');
	});
});

describe('a primary host that is off line', () => {
	it('leaves the numbers to the backup host', async () => {
		await bench.simulator.setOnline('sinch', false, 'primary');
		const { results } = await bench.lookUp({ phones: [phone, '+46708100100'] });
		await bench.simulator.setOnline('sinch', true);
		expect(valuesOf(results, 'verdict')).toEqual(['valid', 'valid']);
		expect(bench.simulator.ledger.of('sinch').requestsAtBackup).toBe(2);
	});
});
