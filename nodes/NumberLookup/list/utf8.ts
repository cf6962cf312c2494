/** UTF-8 that may hold bytes of Windows-1252, as in a sheet that was put together from two. */

import { fromWindows1252 } from './windows1252';

/** What bytes are as UTF-8. */
interface Read {
	text: string;
	/** Bytes of letters outside ASCII that are right, but for each letter's first. */
	letters: number;
	/** Bytes that are not right; each is read as its letter in Windows-1252. */
	strayBytes: number;
}

/** @param bytes that end with a letter. */
export function readUtf8(bytes: Buffer): Read {
	const text = bytes.toString('utf8');
	if (!text.includes('\ufffd')) return { text, letters: bytes.length - text.length, strayBytes: 0 };
	let letters = 0;
	let strayBytes = 0;
	const counted = (read: string, ofBytes: number): string => {
		letters += ofBytes - read.length;
		return read;
	};
	// Byte for byte. Most rows are right: only the letters of the others are looked at one by one.
	const mixed = bytes.toString('latin1').replace(/[\x80-\xff][^\n]*/g, (row) => {
		const read = utf8Of(row);
		if (!read.includes('\ufffd')) return counted(read, row.length);
		return row.replace(letterOrByte, (part) => {
			const letter = utf8Of(part);
			// Node.js reads each byte that is not right as a letter of its own.
			if (letter.length < part.length) return counted(letter, part.length);
			strayBytes += part.length;
			return fromWindows1252(Buffer.from(part, 'latin1'));
		});
	});
	return { text: mixed, letters, strayBytes };
}

function utf8Of(latin1: string): string {
	return Buffer.from(latin1, 'latin1').toString('utf8');
}

/** What looks like a letter outside ASCII, else one byte. */
const letterOrByte = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;

/** The beginning of a letter whose rest may come with the next bytes. */
const unfinished = /(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})$/;

/** Text in pieces that may end within a letter. */
export class Utf8Text {
	/** So far. */
	strayBytes = 0;
	/** So far: bytes of letters outside ASCII that are right, but for each letter's first. */
	letters = 0;
	/** The beginning of a letter whose rest is still to come: 3 bytes at most. */
	private held: Uint8Array = new Uint8Array();

	decode(bytes: Uint8Array, more: boolean): string {
		const all = Buffer.concat([this.held, bytes]);
		const begun = more ? unfinished.exec(all.toString('latin1', Math.max(0, all.length - 3))) : null;
		const end = all.length - (begun?.[0].length ?? 0);
		this.held = all.subarray(end);
		const { text, strayBytes, letters } = readUtf8(all.subarray(0, end));
		this.strayBytes += strayBytes;
		this.letters += letters;
		return text;
	}
}
