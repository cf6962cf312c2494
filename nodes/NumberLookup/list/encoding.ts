/** Bytes of a list, as text. */

import { type Decoder, decoderOf } from './decoder';
import { type FoundEncoding, headBytes } from './findEncoding';
import { Utf8Text } from './utf8';

/** A list as text, piece by piece; the first piece is long enough to judge the list by, or all of it. */
export class TextOfBytes {
	private readonly utf8 = new Utf8Text();
	private readonly isUtf8: boolean;
	private readonly decode: Decoder;
	private replaced = 0;
	/** Of a list in another encoding, what its bytes are as UTF-8. */
	private readonly otherwise = new Utf8Text();

	constructor(
		private readonly bytes: AsyncIterable<Uint8Array>,
		{ encoding, hasMark }: Pick<FoundEncoding, 'encoding' | 'hasMark'>,
	) {
		this.isUtf8 = encoding === 'utf-8';
		const decode = this.isUtf8 ? this.utf8.decode.bind(this.utf8) : decoderOf(encoding);
		this.decode = hasMark ? withoutMark(decode) : decode;
	}

	/** As far as the text was read: bytes of a list in UTF-8 that are not, and were read as Windows-1252. */
	get strayBytes(): number {
		return this.utf8.strayBytes;
	}

	/** As far as the text was read: whether it is in another encoding by the user's choice, but every letter of it is right in UTF-8. */
	get seemsUtf8(): boolean {
		return this.otherwise.letters > 0 && this.otherwise.strayBytes === 0;
	}

	/** As far as the text was read: places that mean nothing in the list's encoding, if that is another than UTF-8. */
	get unreadable(): number {
		return this.replaced;
	}

	/** To be called once. Leaves the source closed, also where its reader stops early. */
	async *pieces(): AsyncGenerator<{ text: string; bytes: number }> {
		const source = this.bytes[Symbol.asyncIterator]();
		try {
			const head = await headOf(source);
			yield { text: this.textOf(head, true), bytes: head.length };
			for (let next = await source.next(); next.done !== true; next = await source.next()) {
				yield { text: this.textOf(next.value, true), bytes: next.value.length };
			}
			yield { text: this.textOf(new Uint8Array(), false), bytes: 0 };
		} finally {
			await source.return?.();
		}
	}

	private textOf(bytes: Uint8Array, more: boolean): string {
		const text = this.decode(bytes, more);
		if (this.isUtf8) return text;
		if (this.otherwise.strayBytes === 0) this.otherwise.decode(bytes, more);
		for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) this.replaced++;
		return text;
	}
}

async function headOf(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	for (let length = 0; length < headBytes; ) {
		const next = await source.next();
		if (next.done === true) break;
		pieces.push(next.value);
		length += next.value.length;
	}
	return Buffer.concat(pieces);
}

function withoutMark(decode: Decoder): Decoder {
	let isBeginning = true;
	return (bytes, more) => {
		const text = decode(bytes, more);
		const isFirst = isBeginning;
		isBeginning = false;
		return isFirst ? text.replace(/^\ufeff/, '') : text;
	};
}
