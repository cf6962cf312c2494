/** How long the event loop stood still at a stretch: leases, Stop and other executions wait for so long. */

/** Of a timer that should fire so often; what it is late by has stood in its way. */
const tickMs = 5;

export class LongestBlock {
	private longestMs = 0;
	private lastMs = performance.now();
	private readonly timer = setInterval(() => this.look(), tickMs);

	/** @returns the longest since it was last taken, in milliseconds. */
	take(): number {
		this.look();
		const { longestMs } = this;
		this.longestMs = 0;
		return longestMs;
	}

	end(): void {
		clearInterval(this.timer);
	}

	private look(): void {
		const nowMs = performance.now();
		this.longestMs = Math.max(this.longestMs, nowMs - this.lastMs);
		this.lastMs = nowMs;
	}
}
