/** A slow lookup that is stopped in the middle of a batch. */

import { fromStart, type Bench } from './bench';
import type { Execution } from './execution';
import type { StoredWorkflow } from './rest';
import { until } from './until';

export interface Stopped {
	workflow: StoredWorkflow;
	execution: Execution;
}

const answeredWithinMs = 30_000;

export const stoppedPhones = Array.from({ length: 30 }, (_, index) => `+4670810${2000 + index}`);

export async function stopMidway(bench: Bench): Promise<Stopped> {
	const { n8n, simulator } = bench;
	const workflow = await bench.saveManual(stoppedPhones, { options: { maxConcurrency: 2 } });
	simulator.latencyMs = 200;
	const executionId = await n8n.run(workflow, fromStart);
	await until('some answers', answeredWithinMs, async () =>
		simulator.ledger.billedCount('sinch') >= 6 ? true : undefined,
	);
	await n8n.stop(executionId);
	const execution = await n8n.finished(executionId);
	return { workflow, execution };
}
