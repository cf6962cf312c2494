import { fromStart, n8nBench, nodeName } from '../bench';
import { workerToKill } from './workerToKill';

const bench = n8nBench();

/** n8n misses the worker after its lock has ended, and then looks for another 30 seconds whether the execution ends well. */
const missedWithinMs = 120_000;

/** One list for each worker, which takes one execution at a time. */
const lists = ['1', '2', '3'].map((digit) =>
	Array.from({ length: 30 }, (_, index) => `+467081${digit}${2000 + index}`),
);

describe('a worker that is killed in the middle of a run', () => {
	const worker = workerToKill();

	it('leaves an execution that ends as an error and is not run again, until a person does', async () => {
		const { n8n, simulator } = bench;
		const timesBilled = (phones: readonly string[]) =>
			phones.reduce((times, phone) => times + simulator.ledger.timesBilled(phone.slice(1)), 0);
		simulator.latencyMs = 2_000;
		const runs = await Promise.all(
			lists.map(async (phones) => {
				const workflow = await bench.saveManual(phones, { options: { maxConcurrency: 1 } });
				return { phones, workflow, executionId: await n8n.run(workflow, fromStart) };
			}),
		);
		const interrupted = await worker.killMidway(runs, ({ phones }) => timesBilled(phones) > 0);
		simulator.latencyMs = 0;

		const { status, error } = await n8n.finished(interrupted.executionId, missedWithinMs);
		expect(status).toBe('error');
		expect(error?.message).toContain('failed to be processed too many times');
		const paidBefore = timesBilled(interrupted.phones);
		expect(paidBefore).toBeLessThan(interrupted.phones.length);
		for (const { executionId } of runs.filter((run) => run !== interrupted)) {
			expect((await n8n.finished(executionId)).status).toBe('success');
		}

		const again = await n8n.runToEnd(interrupted.workflow, fromStart);
		expect(again.outputsOf(nodeName)).toMatchObject([
			interrupted.phones.map(() => ({ lookup: { verdict: 'valid', cached: false } })),
		]);
		expect(timesBilled(interrupted.phones)).toBe(paidBefore + interrupted.phones.length);
	}, 300_000);
});
