/** Turns n8n's one logger into lines per workflow run. */

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger, LogMetadata } from 'n8n-workflow';

export interface LogLine {
	level: 'error' | 'warn' | 'info' | 'debug';
	message: string;
	metadata: LogMetadata;
}

const linesOfThisRun = new AsyncLocalStorage<LogLine[]>();

/** Makes the logger keep its lines for the run that writes them, and print nothing. */
export function keepLines(logger: Logger): void {
	for (const level of ['error', 'warn', 'info', 'debug'] as const) {
		logger[level] = (message, metadata = {}) => linesOfThisRun.getStore()?.push({ level, message, metadata });
	}
}

/** Does the work; what it logs, n8n's own lines included, is added to `lines`. */
export async function collectLines<T>(lines: LogLine[], work: () => Promise<T>): Promise<T> {
	return await linesOfThisRun.run(lines, work);
}
