/** Whether Redis is away: one command that fails is no absence yet. */

import { ForeignKey } from './foreignKey';

/** So long commands may fail before Redis counts as away. */
export const patienceMs = 5_000;
/** So long a command may be without an answer before no more is begun than what will be left if Redis stays away. */
const doubtAfterMs = patienceMs / 2;

export class Absence {
	/** Why Redis could not be asked last, or of no use. */
	reason: unknown = null;
	/** When the first command was given that has had no answer, and none after it; null where there is none. */
	private unansweredSinceMs: number | null = null;
	/** When one of them failed first, or null. */
	private failingSinceMs: number | null = null;

	/**
	 * @param nowMs milliseconds of a clock that never goes back.
	 * @param onFailure called at the first failure after an answer.
	 * @param reason why Redis cannot be asked from the beginning, or null.
	 */
	constructor(
		private readonly nowMs: () => number,
		private readonly onFailure: () => void,
		reason: unknown,
	) {
		if (reason === null) return;
		this.unansweredSinceMs = Number.NEGATIVE_INFINITY;
		this.failingSinceMs = Number.NEGATIVE_INFINITY;
		this.reason = reason;
	}

	/** Others may be about to begin their share: what begins now may still be under way then. */
	get isLikely(): boolean {
		return this.unansweredSinceMs !== null && this.nowMs() - this.unansweredSinceMs >= doubtAfterMs;
	}

	/** Not before a command failed: where this process stood still, answers wait to be read. */
	get counts(): boolean {
		return this.failingSinceMs !== null && this.nowMs() - this.failingSinceMs >= patienceMs;
	}

	/** Rejects as the command does. */
	async watch<Value>(command: () => Promise<Value>): Promise<Value> {
		this.unansweredSinceMs ??= this.nowMs();
		const running = command();
		const [ended] = await Promise.allSettled([running]);
		if (ended.status === 'rejected') this.reason = ended.reason;
		// Redis that tells of a foreign key is there.
		if (ended.status === 'fulfilled' || ended.reason instanceof ForeignKey) {
			this.unansweredSinceMs = null;
			this.failingSinceMs = null;
		} else if (this.failingSinceMs === null) {
			this.failingSinceMs = this.nowMs();
			this.onFailure();
		}
		return await running;
	}
}
