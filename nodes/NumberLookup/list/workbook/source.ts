/** The bytes of a file, from its beginning, as often as they are asked for. */

export type ListSource = () => Promise<AsyncIterable<Uint8Array>>;

/** @returns bytes that begin anew for each who reads them. */
export function fromSource(source: ListSource): AsyncIterable<Uint8Array> {
	return {
		async *[Symbol.asyncIterator]() {
			yield* await source();
		},
	};
}

/** @returns the end of the file, and where that begins. */
export async function tailOf(source: ListSource, atLeastBytes: number): Promise<{ tail: Buffer; offset: number }> {
	const pieces: Uint8Array[] = [];
	let held = 0;
	let offset = 0;
	for await (const piece of await source()) {
		pieces.push(piece);
		held += piece.length;
		for (let [first] = pieces; first !== undefined && held - first.length >= atLeastBytes; [first] = pieces) {
			pieces.shift();
			held -= first.length;
			offset += first.length;
		}
	}
	return { tail: Buffer.concat(pieces), offset };
}

/** Leaves the source closed, also where its reader stops early. */
export async function* startingAt(source: ListSource, offset: number): AsyncGenerator<Uint8Array> {
	let before = offset;
	for await (const piece of await source()) {
		if (piece.length > before) yield before === 0 ? piece : piece.subarray(before);
		before = Math.max(0, before - piece.length);
	}
}
