/** How much memory is live: what is left after collecting garbage. */

import { GCProfiler } from 'node:v8';

/** Often enough to see the rise, seldom enough not to double the run's time. */
const lookEveryMs = 500;

/** Needs --expose-gc. */
export function liveBytes(): number {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed;
}

/** Watches for the most that is live at once. V8's own collections are counted, too: they see what happens between two looks. */
export class PeakMemory {
	private readonly collections = new GCProfiler();
	private readonly beforeBytes = liveBytes();
	private peakBytes = this.beforeBytes;
	private readonly timer = setInterval(() => this.look(), lookEveryMs);

	constructor() {
		this.collections.start();
	}

	/** @returns bytes above those at the beginning. */
	end(): number {
		clearInterval(this.timer);
		this.look();
		const { statistics } = this.collections.stop();
		const seen = statistics
			.filter(({ gcType }) => gcType === 'MarkSweepCompact')
			.map(({ afterGC }) => afterGC.heapStatistics.usedHeapSize);
		return Math.max(this.peakBytes, ...seen) - this.beforeBytes;
	}

	private look(): void {
		this.peakBytes = Math.max(this.peakBytes, liveBytes());
	}
}
