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
	const hasStrays = text.includes('\ufffd');
	if (text.length === bytes.length && !hasStrays) return { text, letters: 0, strayBytes: 0 };
	const { places, letters } = hasStrays ? straysIn(bytes) : { places: [], letters: bytes.length - text.length };
	return { text: places.length === 0 ? text : mixed(bytes, places), letters, strayBytes: places.length };
}

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
		const end = all.length - (more ? unfinishedBytes(all) : 0);
		this.held = all.subarray(end);
		const { text, strayBytes, letters } = readUtf8(all.subarray(0, end));
		this.strayBytes += strayBytes;
		this.letters += letters;
		return text;
	}
}

function mixed(bytes: Buffer, strayPlaces: readonly number[]): string {
	let text = '';
	let from = 0;
	for (const place of strayPlaces) {
		text += bytes.toString('utf8', from, place) + fromWindows1252(bytes.subarray(place, place + 1));
		from = place + 1;
	}
	return text + bytes.toString('utf8', from);
}

function straysIn(bytes: Uint8Array): { places: number[]; letters: number } {
	const places: number[] = [];
	let letters = 0;
	for (let place = 0; place < bytes.length; ) {
		const length = letterBytes(bytes, place);
		const isWhole = length > 0 && place + length <= bytes.length;
		if (!isWhole) places.push(place);
		else if (length > 1) letters += length - 1;
		place += isWhole ? length : 1;
	}
	return { places, letters };
}

/** @returns how many bytes at the end begin a letter and do not end it. */
function unfinishedBytes(bytes: Uint8Array): number {
	for (let count = 1; count <= 3 && count <= bytes.length; count++) {
		if (letterBytes(bytes, bytes.length - count) > count) return count;
	}
	return 0;
}

/** @returns how long the letter is that begins there, which may be longer than the bytes go on; 0 where none begins. */
function letterBytes(bytes: Uint8Array, place: number): number {
	const first = bytes[place] ?? 0;
	const length = lengthBy(first);
	for (let next = 1; next < length && place + next < bytes.length; next++) {
		const byte = bytes[place + next] ?? 0;
		if (byte < 0x80 || byte > 0xbf || (next === 1 && !canFollow(first, byte))) return 0;
	}
	return length;
}

function lengthBy(first: number): number {
	if (first < 0x80) return 1;
	if (first < 0xc2 || first > 0xf4) return 0;
	return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** Not all that look like letters are: overlong forms, surrogates and what is beyond Unicode (its table 3-7). */
function canFollow(first: number, second: number): boolean {
	if (first === 0xe0) return second >= 0xa0;
	if (first === 0xed) return second < 0xa0;
	if (first === 0xf0) return second >= 0x90;
	return first !== 0xf4 || second < 0x90;
}
