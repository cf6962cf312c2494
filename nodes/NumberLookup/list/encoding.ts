/** Bytes of a list, as text: which encoding it is in shows at its beginning, or in its letters outside ASCII. */

import { Utf8Text } from './utf8';
import { fromWindows1252 } from './windows1252';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

export type Encoding = (typeof encodings)[number];

/** Enough to tell an encoding by, and to see how a list is written. */
export const sampleBytes = 65_536;

/** A list as text, piece by piece; the first piece is long enough to judge the list by, or all of it. */
export class TextOfBytes {
	/** Whether the list begins with a byte order mark, which is no part of its text. */
	readonly hasMark: boolean;
	/** null where it can be UTF-8 or Windows-1252. */
	private readonly known: Encoding | null;
	private readonly utf8: Utf8Text;
	private readonly decode: Decoder;

	private constructor(
		private readonly head: Uint8Array,
		private readonly rest: AsyncIterator<Uint8Array>,
		chosen: Encoding | null,
	) {
		const mark = encodingByMark(head);
		this.hasMark = mark !== null && (chosen === null || chosen === mark);
		this.known = chosen ?? mark ?? utf16WithoutMark(head);
		const utf8 = new Utf8Text(this.known === 'utf-8');
		this.utf8 = utf8;
		this.decode =
			this.known === null || this.known === 'utf-8' ? (bytes, more) => utf8.decode(bytes, more) : decoderOf(this.known);
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
		return this.known ?? (this.utf8.isUtf8 ? 'utf-8' : 'windows-1252');
	}

	/** As far as the text was read: bytes of a list in UTF-8 that are not, and were read as Windows-1252. */
	get strayBytes(): number {
		return this.utf8.strayBytes;
	}

	/** To be called once. Leaves the source closed, also where its reader stops early. */
	async *pieces(): AsyncGenerator<{ text: string; bytes: number }> {
		try {
			const beginning = this.decode(this.head, true);
			yield { text: this.hasMark ? beginning.replace(/^\ufeff/, '') : beginning, bytes: this.head.length };
			for (let next = await this.rest.next(); next.done !== true; next = await this.rest.next()) {
				yield { text: this.decode(next.value, true), bytes: next.value.length };
			}
			yield { text: this.decode(new Uint8Array(), false), bytes: 0 };
		} finally {
			await this.rest.return?.();
		}
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

type Decoder = (bytes: Uint8Array, more: boolean) => string;

function decoderOf(encoding: Encoding): Decoder {
	if (encoding === 'windows-1252') return fromWindows1252;
	const decoder = new TextDecoder(encoding);
	return (bytes, more) => decoder.decode(bytes, { stream: more });
}
