/** How much memory is live: what is left after collecting garbage. */

import { GCProfiler } from 'node:v8';

/** Often enough to see the rise. */
const shortestPauseMs = 500;

/** A look takes the longer the more is live; so many times as long passes until the next, or the run would starve. */
const pausePerLook = 10;

/** With what buffers hold outside of the heap. Needs --expose-gc. */
export function liveBytes(): number {
	globalThis.gc?.();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** Watches for the most that is live at once. V8's own collections are counted, too: they see what happens between two looks. */
export class PeakMemory {
	private readonly collections = new GCProfiler();
	private readonly beforeBytes = liveBytes();
	private peakBytes = this.beforeBytes;
	private timer = setTimeout(() => this.lookAgain(), shortestPauseMs);

	constructor() {
		this.collections.start();
	}

	/** @returns bytes above those at the beginning. */
	end(): number {
		clearTimeout(this.timer);
		this.look();
		const { statistics } = this.collections.stop();
		const seen = statistics
			.filter(({ gcType }) => gcType === 'MarkSweepCompact')
			.map(({ afterGC: { heapStatistics } }) => heapStatistics.usedHeapSize + heapStatistics.externalMemory);
		return Math.max(this.peakBytes, ...seen) - this.beforeBytes;
	}

	private lookAgain(): void {
		const startMs = performance.now();
		this.look();
		const pauseMs = Math.max(shortestPauseMs, pausePerLook * (performance.now() - startMs));
		this.timer = setTimeout(() => this.lookAgain(), pauseMs);
	}

	private look(): void {
		this.peakBytes = Math.max(this.peakBytes, liveBytes());
	}
}
