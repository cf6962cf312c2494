/** Cuts a byte stream into lines as it arrives, holding no more than the line that is not finished yet. */

/** What the latest bytes led to: more are wanted, the taker of lines is satisfied, or a line grew beyond the limit. */
export type Progress = 'more' | 'satisfied' | 'lineTooLong';

export interface Lines {
	/** @param onLine takes each finished line, without its LF or CRLF; returns true when no further line is wanted. */
	take(chunk: Uint8Array, onLine: (line: string) => boolean): Progress;
	/** @returns the last line, which no line end has finished yet. */
	unfinished(): string;
}

/** @param maxLineBytes longest line that is kept in memory, line end excluded. */
export function cutLines(maxLineBytes: number): Lines {
	const lineFeed = 10;
	let unfinished = '';
	return {
		take(chunk, onLine) {
			// The protocol is ASCII; latin1 keeps one character for each byte, whatever a stranger sends.
			const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
			for (let start = 0; start < bytes.length; ) {
				const found = bytes.indexOf(lineFeed, start);
				const end = found === -1 ? bytes.length : found;
				if (unfinished.length + end - start > maxLineBytes) return 'lineTooLong';
				unfinished += bytes.toString('latin1', start, end);
				if (found === -1) return 'more';
				const line = unfinished.endsWith('\r') ? unfinished.slice(0, -1) : unfinished;
				unfinished = '';
				if (onLine(line)) return 'satisfied';
				start = end + 1;
			}
			return 'more';
		},
		unfinished: () => unfinished,
	};
}
