/** What runs beside the requests: nobody waits for it but who stops it. */

export class Tasks {
	private readonly stopping = new AbortController();
	private readonly running = new Set<Promise<void>>();

	/** Fires when all are to end. */
	get signal(): AbortSignal {
		return this.stopping.signal;
	}

	/** @param task never rejects. */
	run(task: Promise<void>): void {
		this.running.add(task);
		void task.finally(() => this.running.delete(task));
	}

	/** Resolves when those that run have ended. */
	async stop(): Promise<void> {
		this.stopping.abort();
		await Promise.all(this.running);
	}
}
