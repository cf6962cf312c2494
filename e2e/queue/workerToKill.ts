/** A worker beside the two shared ones, to be killed in the middle of a run. */

import type { RunningN8n } from '../n8n';
import { until } from '../until';
import { queueEnvironment, startWorker } from './queueMode';
import { hasBegun, sharedQueue } from './sharedQueue';

const startedWithinMs = 400_000;
const paidWithinMs = 60_000;

/** n8n misses the worker soon after its lock has ended. */
const shortLock = { QUEUE_WORKER_LOCK_DURATION: '5000', QUEUE_WORKER_LOCK_RENEW_TIME: '1000' };

export interface WorkerToKill {
	/**
	 * Kills the worker as soon as it has paid for an answer.
	 * @param isPaid whether any of the run's answers is paid.
	 * @returns the run that it was at.
	 */
	killMidway<Run extends { executionId: string }>(runs: readonly Run[], isPaid: (run: Run) => boolean): Promise<Run>;
}

/** Starts the worker for the tests of a block. */
export function workerToKill(): WorkerToKill {
	let worker: RunningN8n;

	beforeAll(async () => {
		const { command, userFolder, redisPort } = sharedQueue();
		worker = await startWorker({ command, userFolder, environment: { ...queueEnvironment(redisPort), ...shortLock } });
	}, startedWithinMs);
	afterAll(async () => await worker.stop());

	return {
		async killMidway(runs, isPaid) {
			const interrupted = await until('a paid answer in the third worker', paidWithinMs, async () =>
				runs.find((run) => hasBegun(worker.logFile, run.executionId) && isPaid(run)),
			);
			await worker.kill();
			return interrupted;
		},
	};
}
