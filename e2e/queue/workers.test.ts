import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { fromStart, n8nBench, nodeName } from '../bench';
import { stopMidway, stoppedPhones, type Stopped } from '../stopped';
import { until } from '../until';
import { queueBench } from './bench';
import { hasBegun, sharedQueue } from './sharedQueue';

const bench = n8nBench();
const queue = queueBench(bench);

const phone = '+46708100100';
const otherPhone = '+447788450450';

describe('n8n in queue mode', () => {
	it('runs the node in a worker, and nothing in the main process', async () => {
		const { id, status } = await bench.lookUp([phone]);
		const summary = 'Number Lookup: 1 row, 1 distinct number, 1 lookup paid';
		const { mainLog } = sharedQueue();
		expect(status).toBe('success');
		expect(readFileSync(await queue.workerOf(id), 'utf8')).toContain(summary);
		expect(readFileSync(mainLog, 'utf8')).toContain(`Enqueued execution ${id} (`);
		expect(hasBegun(mainLog, id)).toBe(false);
		expect(readFileSync(mainLog, 'utf8')).not.toContain('Number Lookup: ');
	});
});

describe('two executions with one account in two workers', () => {
	it('each keep the limits by themselves: together they exceed the one request that Comcetera allows', async () => {
		const { n8n, simulator } = bench;
		simulator.latencyMs = 60_000;
		const executionIds: string[] = [];
		for (const number of [phone, otherPhone]) {
			const workflow = await bench.saveManual([number], { provider: 'comcetera' });
			executionIds.push(await n8n.run(workflow, fromStart));
		}
		const workers = await Promise.all(executionIds.map(async (id) => await queue.workerOf(id)));
		const requestsAtOnce = await until('two requests', 30_000, async () => {
			const { requests, peakConcurrentRequests } = simulator.ledger.of('comcetera');
			return requests === 2 ? peakConcurrentRequests : undefined;
		});
		for (const executionId of executionIds) await n8n.stop(executionId);
		expect(new Set(workers).size).toBe(2);
		expect(requestsAtOnce).toBe(2);
	});
});

describe('the next manual run after Stop', () => {
	let busy: string;

	beforeEach(async () => (busy = await queue.occupyWorker()));

	/** @returns how many answers the stopped execution's run has left to the next one. */
	async function reusedAfter(stopped: Stopped): Promise<number> {
		bench.simulator.latencyMs = 0;
		const rows = (await bench.n8n.runToEnd(stopped.workflow, fromStart)).outputsOf(nodeName)[0];
		const lookups = z.array(z.object({ lookup: z.object({ cached: z.boolean() }) })).parse(rows);
		expect(lookups).toHaveLength(stoppedPhones.length);
		return lookups.filter(({ lookup }) => lookup.cached).length;
	}

	it('pays only for what is missing, in the same worker', async () => {
		expect(await reusedAfter(await stopMidway(bench))).toBeGreaterThan(0);
	});

	it('pays for all in another worker, which does not know the answers', async () => {
		const stopped = await stopMidway(bench);
		await queue.occupyWorker();
		await queue.free(busy);
		expect(await reusedAfter(stopped)).toBe(0);
	});
});
