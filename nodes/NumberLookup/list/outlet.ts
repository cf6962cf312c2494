/** Fills a file no faster than it is read. */

/** A stream of Node.js, as far as it is needed here. */
interface Sink {
	readonly destroyed: boolean;
	write(chunk: unknown): boolean;
	on(event: 'drain' | 'close' | 'error', listener: () => void): unknown;
}

export class Outlet {
	private wake: (() => void) | null = null;

	constructor(private readonly sink: Sink) {
		const wake = () => this.wake?.();
		sink.on('drain', wake);
		sink.on('close', wake);
		// Whoever reads the content hears of it, too.
		sink.on('error', wake);
	}

	/** Waits where more than enough waits to be read. Rejects where nobody reads any more. */
	async write(chunks: Iterable<unknown>): Promise<void> {
		for (const chunk of chunks) {
			if (this.sink.destroyed) throw new Error('The file could not be written to its end.');
			if (!this.sink.write(chunk)) await this.drained();
		}
	}

	private async drained(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.wake = resolve;
		});
		this.wake = null;
	}
}
