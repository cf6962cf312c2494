/** A ZIP file whose bytes come as a stream, as often as wanted: its parts, one by one, without being in memory as a whole. */

import { Inflate } from 'fflate';

import { ListError } from '../listError';
import { type ListSource, startingAt, tailOf } from './source';
import { type ZipPart, zipDirectory } from './zipDirectory';

/** Enough for tens of thousands of parts; a workbook has tens. */
const directoryBytes = 4 * 1024 * 1024;

/** What is deflated grows a thousandfold at most, so that no step makes more than 8 MB. */
const inflatedAtOnceBytes = 8 * 1024;

const headerBytes = 30;

export interface PartBytes {
	bytes: Uint8Array;
	/** Of the whole file, read so far. */
	bytesRead: number;
}

export class ZipFile {
	private constructor(
		private readonly source: ListSource,
		private readonly parts: ReadonlyMap<string, ZipPart>,
	) {}

	/** @throws ListError where the file is not whole. */
	static async open(source: ListSource): Promise<ZipFile> {
		const { tail, offset } = await tailOf(source, directoryBytes);
		const parts = zipDirectory(tail, offset);
		if (parts === null) throw damaged('its end is missing');
		return new ZipFile(source, new Map(parts.map((part) => [part.name.toLowerCase(), part])));
	}

	get names(): string[] {
		return [...this.parts.values()].map(({ name }) => name);
	}

	has(name: string): boolean {
		return this.parts.has(name.toLowerCase());
	}

	/** @throws ListError where it is not there, or cannot be read. */
	async *read(name: string): AsyncGenerator<PartBytes> {
		const part = this.parts.get(name.toLowerCase());
		if (part === undefined) throw damaged(`it has no part ${JSON.stringify(name)}`);
		if (part.isEncrypted) throw new ListError('The file is protected by a password. Save it without one.');
		if (part.method !== 0 && part.method !== 8) throw damaged('it is compressed in an unusual way');
		let left = part.compressedBytes;
		let bytesRead = part.offset;
		const unpack = part.method === 8 ? inflating() : (bytes: Uint8Array) => bytes;
		for await (const piece of this.content(part)) {
			for (let at = 0; at < piece.length && left > 0; ) {
				const packed = piece.subarray(at, at + Math.min(left, inflatedAtOnceBytes));
				at += packed.length;
				left -= packed.length;
				bytesRead += packed.length;
				yield { bytes: unpack(packed, left === 0), bytesRead };
			}
			if (left === 0) return;
		}
		if (left > 0) throw damaged('it ends too early');
	}

	/** From behind the part's own header on. */
	private async *content({ offset }: ZipPart): AsyncGenerator<Uint8Array> {
		let header = Buffer.alloc(0);
		let isInside = false;
		for await (const piece of startingAt(this.source, offset)) {
			if (isInside) {
				yield piece;
				continue;
			}
			header = Buffer.concat([header, piece]);
			if (header.length < headerBytes) continue;
			if (header.readUInt32LE() !== 0x04034b50) throw damaged('a part is not where it should be');
			const end = headerBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
			if (header.length < end) continue;
			isInside = true;
			yield header.subarray(end);
		}
	}
}

function inflating(): (bytes: Uint8Array, isEnd: boolean) => Uint8Array {
	let inflated = new Uint8Array();
	const inflate = new Inflate((bytes) => {
		inflated = bytes;
	});
	return (bytes, isEnd) => {
		try {
			inflate.push(bytes, isEnd);
		} catch {
			throw damaged('it cannot be unpacked');
		}
		return inflated;
	};
}

export function damaged(why: string): ListError {
	return new ListError(
		`The file is damaged, or was not transferred whole: ${why}. Open it in Excel, save it anew, and check that the node before gives all of it.`,
	);
}
