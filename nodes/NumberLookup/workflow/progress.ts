/** Progress of a long run: to the log, and in a manual run to the editor. */

import type { IExecuteFunctions } from 'n8n-workflow';

import type { Surroundings } from '../lookup/options';

const reportEveryMs = 5_000;

/** @param total distinct numbers to ask. */
export function reportProgress(
	context: IExecuteFunctions,
	total: number,
	nowMs: () => number,
): Surroundings['onProgress'] {
	let reportedMs = nowMs();
	return (provider, done, { paid }) => {
		const now = nowMs();
		if (now - reportedMs < reportEveryMs) return;
		reportedMs = now;
		const line = `Number Lookup: ${done} of ${total} numbers done at ${provider}, ${paid} lookups paid`;
		context.logger.info(line);
		context.sendMessageToUI(line);
	};
}
