/** The simulator as the benchmark sees it: ports, and a report on each run. */

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { startChild, wordOf } from './child';
import { type Order, type Report, reportSchema } from './simulatorMessages';

const calm: Order = { latencyMs: 0, datagramLoss: 0, throttleSinchAbove: 0 };

export class SimulatorProcess {
	private constructor(
		private readonly child: ChildProcess,
		readonly ports: Report['ports'],
	) {}

	static async start(): Promise<SimulatorProcess> {
		const child = startChild('simulatorMain.ts');
		const { ports } = await nextReport(child);
		return new SimulatorProcess(child, ports);
	}

	/** Sets what the next run meets. @returns the records of the run before. */
	async order(order: Partial<Order> = {}): Promise<Report['records']> {
		const report = nextReport(this.child);
		this.child.send({ ...calm, ...order });
		return (await report).records;
	}

	async stop(): Promise<void> {
		const ended = once(this.child, 'exit');
		this.child.disconnect();
		await ended;
	}
}

async function nextReport(child: ChildProcess): Promise<Report> {
	return reportSchema.parse(await wordOf(child));
}
