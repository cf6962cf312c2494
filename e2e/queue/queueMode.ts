/** n8n in queue mode: a main process that runs nothing itself, and workers that take executions from a queue in Redis. */

import { freePort } from '../freePort';
import { startN8n, type N8nOptions, type RunningN8n } from '../n8n';
import { startRedis } from '../redis';

const workerCount = 2;

export interface QueueMode {
	/** Of the main process. */
	readonly url: string;
	readonly redisPort: number;
	readonly main: RunningN8n;
	readonly workers: readonly RunningN8n[];
	stop(): Promise<void>;
}

/** Rejects, with nothing left running, where one of the processes does not start. */
export async function startQueueMode(options: N8nOptions): Promise<QueueMode> {
	const redis = await startRedis();
	const running: RunningN8n[] = [];
	const stop = async () => {
		await Promise.all(running.map(async (n8n) => await n8n.stop()));
		await redis.stop();
	};
	try {
		const environment = { ...options.environment, ...queueEnvironment(redis.port) };
		// The database is the main process's to make.
		const main = await startN8n({ ...options, environment });
		running.push(main);
		const start = async () => void running.push(await startWorker({ ...options, environment }));
		const outcomes = await Promise.allSettled(Array.from({ length: workerCount }, start));
		for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
		return { url: main.url, redisPort: redis.port, main, workers: running.slice(1), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** @returns what every process of one n8n in queue mode needs beside the common user folder. */
export function queueEnvironment(redisPort: number): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		// Workers look for executions of a worker that is gone; at n8n's own pace a test would wait for minutes.
		QUEUE_WORKER_STALLED_INTERVAL: '2000',
	};
}

/** One execution at a time, so that a test can tell which worker takes the next. @param options with `queueEnvironment`. */
export async function startWorker(options: Omit<N8nOptions, 'port' | 'subcommand'>): Promise<RunningN8n> {
	const port = await freePort();
	const environment = {
		...options.environment,
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
	return await startN8n({ ...options, port, environment, subcommand: ['worker', '--concurrency=1'] });
}
