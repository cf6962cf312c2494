/** What the tests of queue mode know of the processes behind the shared n8n. */

import { readFileSync } from 'node:fs';

import { z } from 'zod';

import type { N8nOptions } from '../n8n';
import { startSharedN8n } from '../sharedN8n';
import { startQueueMode } from './queueMode';

const variable = 'NUMBER_LOOKUP_N8N_QUEUE';

const sharedQueueSchema = z.object({
	command: z.string(),
	userFolder: z.string(),
	redisPort: z.number(),
	mainLog: z.string(),
	workerLogs: z.array(z.string()),
});

export type SharedQueue = Readonly<z.infer<typeof sharedQueueSchema>>;

export async function startSharedQueue(): Promise<void> {
	await startSharedN8n(async (options: N8nOptions) => {
		const { command, userFolder } = options;
		const queueMode = await startQueueMode(options);
		const shared: SharedQueue = {
			command,
			userFolder,
			redisPort: queueMode.redisPort,
			mainLog: queueMode.main.logFile,
			workerLogs: queueMode.workers.map(({ logFile }) => logFile),
		};
		process.env[variable] = JSON.stringify(shared);
		return queueMode;
	});
}

export function sharedQueue(): SharedQueue {
	return sharedQueueSchema.parse(JSON.parse(process.env[variable] ?? 'null'));
}

/** @returns whether the process with this log has begun the execution; the main process only hands it on. */
export function hasBegun(logFile: string, executionId: string): boolean {
	return readFileSync(logFile, 'utf8').includes(`Worker started execution ${executionId} (`);
}
