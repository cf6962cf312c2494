import { providerIds } from '../../simulator/providers';
import { valuesOf, workflowBench, type Wishes } from './harness';

const bench = workflowBench();

const phones = ['+447788450450', '+46708100100', '+41787078880', '+4915123456789', '+33612345678'];

/** Three numbers are answered; the fourth request is taken and never answered. The user stops the run as soon as it has come. */
async function stopInTheMiddle(wishes: Wishes) {
	const { provider = 'sinch' } = wishes;
	if (provider === 'chain') throw new Error('Stops at one provider.');
	bench.simulator.faults.add({ provider, kind: 'silence', after: 3 });
	const stop = new AbortController();
	const { ledger } = bench.simulator;
	const running = bench.lookUp({
		phones,
		...wishes,
		options: { maxConcurrency: 1, batchSize: 1 },
		run: { signal: stop.signal },
	});
	while (ledger.of(provider).requests < 4) await new Promise(setImmediate);
	stop.abort();
	return await running;
}

describe('the user’s Stop', () => {
	it.each(providerIds)('breaks off the request under way at %s and starts no other', async (provider) => {
		const { run } = await stopInTheMiddle({ provider });
		expect(run.status).toBe('canceled');
		expect(bench.simulator.ledger.of(provider).requests).toBe(4);
	});

	it('leaves the answers to the next manual run, which pays only for the rest', async () => {
		await stopInTheMiddle({ workflowId: 'stopped' });
		const { results } = await bench.lookUp({ phones, workflowId: 'stopped' });
		expect(valuesOf(results, 'verdict')).toEqual(phones.map(() => 'valid'));
		expect(valuesOf(results, 'cached')).toEqual([true, true, true, false, false]);
		expect(phones.map((phone) => bench.simulator.ledger.timesBilled(phone.slice(1)))).toEqual([1, 1, 1, 1, 1]);
	});

	it('leaves the answers to the next manual run also where only the next provider was still to be asked', async () => {
		const { faults, ledger } = bench.simulator;
		const landline = '+46812349047';
		const wishes: Wishes = {
			workflowId: 'stopped between providers',
			provider: 'chain',
			phones: [...phones, landline],
			parameters: { providerChain: ['sinch', 'linkDirect'] },
			options: { askNextOnUnknown: true },
		};
		faults.add({ provider: 'linkDirect', kind: 'silence' });
		const stop = new AbortController();
		const running = bench.lookUp({ ...wishes, run: { signal: stop.signal } });
		while (ledger.of('linkDirect').requests < 1) await new Promise(setImmediate);
		stop.abort();
		expect((await running).run.status).toBe('canceled');

		const { results } = await bench.lookUp(wishes);
		expect(results.at(-1)).toMatchObject({ number: landline, provider: 'linkDirect', cached: false });
		expect(ledger.billedCount('sinch')).toBe(phones.length + 1);
	});

	it('does not wait for the next try of a throttled request', async () => {
		bench.simulator.faults.add({ provider: 'sinch', kind: 'status', status: 429, retryAfter: 300, times: Infinity });
		// An account of its own, because the pause is the account's.
		const credentials = bench.credentials({ sinch: { username: 'demo-paused' } });
		const stop = new AbortController();
		const running = bench.lookUp({ phones, credentials, run: { signal: stop.signal } });
		while (bench.simulator.ledger.of('sinch').requests < phones.length) await new Promise(setImmediate);
		stop.abort();
		expect((await running).run.status).toBe('canceled');
	});

	it('does not wait for an access token', async () => {
		bench.simulator.faults.add({ provider: 'linkGateway', endpoint: 'token', kind: 'silence' });
		const stop = new AbortController();
		const running = bench.lookUp({ provider: 'linkGateway', phones, run: { signal: stop.signal } });
		while (bench.simulator.ledger.of('linkGateway').tokenRequests < 1) await new Promise(setImmediate);
		stop.abort();
		expect((await running).run.status).toBe('canceled');
	});

	it('does not wait for requests that Requests per Second holds back', async () => {
		const stop = new AbortController();
		const running = bench.lookUp({ phones, options: { requestsPerSecond: 0.01 }, run: { signal: stop.signal } });
		while (bench.simulator.ledger.of('sinch').requests < 1) await new Promise(setImmediate);
		stop.abort();
		expect((await running).run.status).toBe('canceled');
		expect(bench.simulator.ledger.billedCount()).toBe(1);
	});
});
