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
	const mixed = bytes.toString('latin1').replace(lettersOrStray, (run) => {
		const found = Buffer.from(run, 'latin1');
		if (run.length === 1) {
			strayBytes++;
			return fromWindows1252(found);
		}
		const read = found.toString('utf8');
		letters += run.length - read.length;
		return read;
	});
	return { text: mixed, letters, strayBytes };
}

/** A run of letters outside ASCII that Unicode allows (its table 3-7), else one byte. Byte for byte, as in Latin-1. */
const lettersOrStray = new RegExp(
	[
		'(?:[\\xc2-\\xdf][\\x80-\\xbf]',
		'\\xe0[\\xa0-\\xbf][\\x80-\\xbf]',
		'\\xed[\\x80-\\x9f][\\x80-\\xbf]',
		'[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}',
		'\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}',
		'[\\xf1-\\xf3][\\x80-\\xbf]{3}',
		'\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2})+',
		'[\\x80-\\xff]',
	].join('|'),
	'g',
);

/** The beginning of a letter whose rest may come with the next bytes. */
const unfinished = /(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})$/;

/** Text in pieces that may end within a letter. */
export class Utf8Text {
	/** So far. */
	strayBytes = 0;
	/** The beginning of a letter whose rest is still to come: 3 bytes at most. */
	private held: Uint8Array = new Uint8Array();

	decode(bytes: Uint8Array, more: boolean): string {
		const all = Buffer.concat([this.held, bytes]);
		const begun = more ? unfinished.exec(all.toString('latin1', Math.max(0, all.length - 3))) : null;
		const end = all.length - (begun?.[0].length ?? 0);
		this.held = all.subarray(end);
		const { text, strayBytes } = readUtf8(all.subarray(0, end));
		this.strayBytes += strayBytes;
		return text;
	}
}
