/** Whether Redis is away: one command that fails is no absence yet. */

/** So long Redis may be away before its absence counts. */
const patienceMs = 5_000;

export class Absence {
	/** Why Redis could not be asked last. */
	reason: unknown = null;
	/** null while Redis answers. */
	private sinceMs: number | null = null;

	/**
	 * @param nowMs milliseconds of a clock that never goes back.
	 * @param reason why Redis cannot be asked from the beginning, or null.
	 */
	constructor(
		private readonly nowMs: () => number,
		reason: unknown,
	) {
		if (reason === null) return;
		this.sinceMs = Number.NEGATIVE_INFINITY;
		this.reason = reason;
	}

	get counts(): boolean {
		return this.sinceMs !== null && this.nowMs() - this.sinceMs >= patienceMs;
	}

	/** A command was answered. */
	end(): void {
		this.sinceMs = null;
	}

	/** A command failed. */
	begin(reason: unknown): void {
		this.sinceMs ??= this.nowMs();
		this.reason = reason;
	}
}
