/** Bytes of a list, as text: which encoding it is in shows at its beginning, or at the first letter outside ASCII. */

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

export type Encoding = (typeof encodings)[number];

/** Enough to tell an encoding by, and to see how a list is written. */
export const sampleBytes = 65_536;

/** A list as text, piece by piece; the first piece is long enough to judge the list by, or all of it. */
export class TextOfBytes {
	/** Whether the list begins with a byte order mark, which is no part of its text. */
	readonly hasMark: boolean;
	private decoder: ((bytes: Uint8Array, more: boolean) => string) | null;
	private known: Encoding | null;
	private held: Uint8Array = new Uint8Array();

	private constructor(
		private readonly head: Uint8Array,
		private readonly rest: AsyncIterator<Uint8Array>,
		chosen: Encoding | null,
	) {
		const mark = encodingByMark(head);
		this.hasMark = mark !== null && (chosen === null || chosen === mark);
		this.known = chosen ?? mark ?? utf16WithoutMark(head);
		this.decoder = this.known === null ? null : decoderOf(this.known);
	}

	/** @param chosen null to find out. */
	static async begin(bytes: AsyncIterable<Uint8Array>, chosen: Encoding | null): Promise<TextOfBytes> {
		const rest = bytes[Symbol.asyncIterator]();
		const pieces: Uint8Array[] = [];
		for (let length = 0; length < sampleBytes; ) {
			const next = await rest.next();
			if (next.done === true) break;
			pieces.push(next.value);
			length += next.value.length;
		}
		return new TextOfBytes(Buffer.concat(pieces), rest, chosen);
	}

	/** As far as the text was read; a list that holds nothing but ASCII reads alike in most. */
	get encoding(): Encoding {
		return this.known ?? 'utf-8';
	}

	/** To be called once. Leaves the source closed, also where its reader stops early. */
	async *pieces(): AsyncGenerator<{ text: string; bytes: number }> {
		try {
			yield { text: this.decode(this.head), bytes: this.head.length };
			for (let next = await this.rest.next(); next.done !== true; next = await this.rest.next()) {
				yield { text: this.decode(next.value), bytes: next.value.length };
			}
			yield { text: this.flush(), bytes: 0 };
		} finally {
			await this.rest.return?.();
		}
	}

	private decode(bytes: Uint8Array): string {
		if (this.decoder !== null) return this.decoder(bytes, true);
		if (this.held.length === 0 && isAscii(bytes)) return fromLatin1(bytes);
		const seen = Buffer.concat([this.held, bytes]);
		const decided = utf8OrNot(seen);
		this.held = decided === null ? seen : new Uint8Array();
		return decided === null ? '' : this.decideFor(decided, seen);
	}

	private flush(): string {
		if (this.decoder !== null) return this.decoder(new Uint8Array(), false);
		return this.held.length === 0 ? '' : this.decideFor('windows-1252', this.held);
	}

	private decideFor(encoding: Encoding, bytes: Uint8Array): string {
		this.known = encoding;
		this.decoder = decoderOf(encoding);
		return this.decoder(bytes, true);
	}
}

function encodingByMark(head: Uint8Array): Encoding | null {
	const [first, second, third] = head;
	if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** Digits, delimiters and line breaks each have a zero byte in UTF-16, and always on the same side. */
function utf16WithoutMark(head: Uint8Array): Encoding | null {
	const zeros: [even: number, odd: number] = [0, 0];
	head.forEach((byte, index) => {
		if (byte === 0) zeros[index % 2 === 0 ? 0 : 1]++;
	});
	const [even, odd] = zeros;
	const many = head.length * leastZeroShare;
	if (odd > many && even === 0) return 'utf-16le';
	return even > many && odd === 0 ? 'utf-16be' : null;
}

/** A list in eight bits has hardly any zero byte. */
const leastZeroShare = 0.1;

function isAscii(bytes: Uint8Array): boolean {
	for (const byte of bytes) if (byte > 0x7f) return false;
	return true;
}

/** @returns the encoding of bytes that are not all ASCII; null where they end before that can be told. */
function utf8OrNot(bytes: Uint8Array): Encoding | null {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
		return /[^\0-\x7f]/.test(text) ? 'utf-8' : null;
	} catch {
		return 'windows-1252';
	}
}

function decoderOf(encoding: Encoding): (bytes: Uint8Array, more: boolean) => string {
	if (encoding === 'windows-1252') return fromWindows1252;
	const decoder = new TextDecoder(encoding);
	return (bytes, more) => decoder.decode(bytes, { stream: more });
}

function fromLatin1(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** What Windows-1252 has in place of Latin-1's control characters 80 to 9F; the five that it leaves undefined stay. */
const windowsCharacters = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** By hand, because the TextDecoder of several releases of Node.js 20 to 24 takes Windows-1252 for Latin-1 (nodejs/node issue 56542). */
function fromWindows1252(bytes: Uint8Array): string {
	return fromLatin1(bytes).replace(/[\x80-\x9f]/g, (character) =>
		windowsCharacters.charAt(character.charCodeAt(0) - 0x80),
	);
}
