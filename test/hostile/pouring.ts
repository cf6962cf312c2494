/** Servers that never come to an end: byte by byte, or as fast as the client takes it. */

import type { Socket } from 'node:net';

export const okHead = 'HTTP/1.1 200 OK\r\n';

const dripMs = 5;

/** Writes a piece again and again, slowly, for as long as the connection stands. */
export function drip(socket: Socket, piece: string): void {
	const timer = setInterval(() => socket.write(piece), dripMs);
	socket.once('close', () => clearInterval(timer));
}

/** What a client without a bound would take. */
export const offeredBytes = 256 * 1024 * 1024;

/**
 * What a client may have taken of it when it closes the connection: what it read before it had enough, and what the system's
 * buffers at both ends hold, which is most of it.
 */
export const fewBytes = 16 * 1024 * 1024;

const pieceBytes = 64 * 1024;

/** Counts what clients take. */
export class Pouring {
	/** Bytes that each connection took. */
	readonly taken: number[] = [];

	/**
	 * Writes a pattern over and over, as fast as the client reads, until it closes or all is written.
	 * @param beginning written once, in front.
	 */
	pour(socket: Socket, beginning: string, pattern: string): void {
		const connection = this.taken.push(0) - 1;
		const piece = pattern.repeat(Math.ceil(pieceBytes / pattern.length));
		let offered = 0;
		const pourOn = () => {
			while (!socket.destroyed && offered < offeredBytes) {
				offered += piece.length;
				const canTakeMore = socket.write(piece, 'latin1', (error) => {
					if (!error) this.taken[connection] = socket.bytesWritten - socket.writableLength;
				});
				if (!canTakeMore) return;
			}
		};
		socket.on('drain', pourOn);
		socket.write(beginning);
		pourOn();
	}
}

/** The most memory that is in use beyond what was in use at first, V8's heap and buffers together. */
export class MemoryWatch {
	readonly #beforeBytes = bytesInUse();
	#mostBytes = this.#beforeBytes;
	readonly #timer = setInterval(() => this.#look(), 10);

	/** @returns bytes. */
	end(): number {
		clearInterval(this.#timer);
		this.#look();
		return this.#mostBytes - this.#beforeBytes;
	}

	#look(): void {
		this.#mostBytes = Math.max(this.#mostBytes, bytesInUse());
	}
}

function bytesInUse(): number {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
