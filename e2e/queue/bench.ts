/** What tests of queue mode work with beside the bench: workers that are busy, and who runs what. */

import { fromStart, type Bench } from '../bench';
import { until } from '../until';
import { hasBegun, sharedQueue } from './sharedQueue';

const begunWithinMs = 60_000;

export interface QueueBench {
	/** Keeps one worker busy until the end of the test. @returns the execution that does. */
	occupyWorker(): Promise<string>;
	/** Waits until one of the two shared workers has begun the execution. @returns that worker's log file. */
	workerOf(executionId: string): Promise<string>;
	/** Ends what keeps a worker busy. */
	free(executionId: string): Promise<void>;
}

export function queueBench(bench: Bench): QueueBench {
	const occupying = new Set<string>();

	afterEach(async () => {
		for (const executionId of occupying) await queue.free(executionId);
	});

	const queue: QueueBench = {
		async occupyWorker() {
			const workflow = await bench.saveManual([neverAnswered], { provider: 'horisen' });
			const executionId = await bench.n8n.run(workflow, fromStart);
			occupying.add(executionId);
			await queue.workerOf(executionId);
			return executionId;
		},
		workerOf: async (executionId) =>
			await until(`a worker to begin execution ${executionId}`, begunWithinMs, async () =>
				sharedQueue().workerLogs.find((log) => hasBegun(log, executionId)),
			),
		async free(executionId) {
			occupying.delete(executionId);
			await bench.n8n.stop(executionId);
			await bench.n8n.finished(executionId);
		},
	};
	return queue;
}

/** The simulator's number 9103; asked at HORISEN, so that the records of other providers stay as a test's own lookups leave them. */
const neverAnswered = '+46708109103';
