/**
 * Finds out which encoding a list is in, before any of it is read as text: the new files say at their very beginning how they are to be
 * read. A letter that tells may be the last of a gigabyte, so bytes are looked at until there were enough that tell.
 */

import type { CountryCode } from 'libphonenumber-js/max';

import type { Encoding } from './encodingNames';
import { guessEncoding } from './guessEncoding';
import { ListError } from './listError';
import { readUtf8 } from './utf8';

export interface FoundEncoding {
	encoding: Encoding;
	/** Whether the list begins with a byte order mark of that encoding, which is no part of its text. */
	hasMark: boolean;
	/** false: it is a guess, and another would do nearly as well. */
	isSure: boolean;
}

/** Enough to see a mark, or UTF-16 without one. */
export const headBytes = 65_536;

/**
 * @param bytes read to their end, unless what comes before tells.
 * @param chosen by the user; null to find out. A byte order mark counts before it.
 * @throws ListError where Node.js cannot read it.
 */
export async function findEncoding(
	bytes: AsyncIterable<Uint8Array>,
	chosen: Encoding | null,
	country: CountryCode | null,
): Promise<FoundEncoding> {
	const survey = new Survey();
	let head: Uint8Array[] | null = [];
	let length = 0;
	for await (const piece of bytes) {
		survey.add(piece);
		if (head === null && survey.isDecided) break;
		length += piece.length;
		if (head === null) continue;
		head.push(piece);
		if (length < headBytes) continue;
		const told = foundByHead(Buffer.concat(head), chosen);
		if (told !== null) return told;
		head = null;
	}
	const told = head === null ? null : foundByHead(Buffer.concat(head), chosen);
	return told ?? { ...(await survey.result(country)), hasMark: false };
}

function foundByHead(head: Uint8Array, chosen: Encoding | null): FoundEncoding | null {
	const mark = encodingByMark(head);
	// Which byte of UTF-16 comes first is told by the name of an encoding less surely than by the bytes.
	const mayBeUtf16 = chosen === null || chosen.startsWith('utf-16');
	const encoding = mark ?? (mayBeUtf16 ? utf16WithoutMark(head) : null) ?? chosen;
	return encoding === null ? null : { encoding, hasMark: mark !== null, isSure: true };
}

function encodingByMark(head: Uint8Array): Encoding | null {
	const [first, second, third, fourth] = head;
	const isUtf32 = first === 0xff && second === 0xfe && third === 0 && fourth === 0;
	if (isUtf32 || (first === 0 && second === 0 && third === 0xfe && fourth === 0xff)) {
		throw new ListError('The list is in UTF-32, which cannot be read. Save it as CSV in UTF-8.');
	}
	if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** Digits, delimiters and line breaks each have a zero byte in UTF-16, always on the same side; few letters have one on the other. */
function utf16WithoutMark(head: Uint8Array): Encoding | null {
	const zeros: [even: number, odd: number] = [0, 0];
	head.forEach((byte, index) => {
		if (byte === 0) zeros[index % 2 === 0 ? 0 : 1]++;
	});
	const [even, odd] = zeros;
	const many = head.length * leastZeroShare;
	if (odd > many && odd > even * clearLead) return 'utf-16le';
	if (even > many && even > odd * clearLead) return 'utf-16be';
	return odd > many || even > many ? utf16ByDigits(head) : null;
}

/** 一 (U+4E00), frequent in Chinese and Japanese, has a zero byte on the other side; beside it stands an N, but never a digit or a delimiter. */
function utf16ByDigits(head: Uint8Array): Encoding | null {
	let [little, big] = [0, 0];
	for (let place = 0; place + 1 < head.length; place += 2) {
		const [even = 0, odd = 0] = head.subarray(place, place + 2);
		if (odd === 0 && betweenOrDigit.has(even)) little++;
		if (even === 0 && betweenOrDigit.has(odd)) big++;
	}
	const many = head.length * leastDigitShare;
	if (little > many && little > big * clearDigitLead) return 'utf-16le';
	return big > many && big > little * clearDigitLead ? 'utf-16be' : null;
}

const betweenOrDigit: ReadonlySet<number> = new Set(Buffer.from('0123456789+,;\t|"\r\n'));
const leastDigitShare = 0.05;
/** The ideographic space, U+3000, is a digit on the other side. */
const clearDigitLead = 3;

/** A list in eight bits has hardly any zero byte. */
const leastZeroShare = 0.1;
const clearLead = 10;

const enoughLetters = 10_000;
/** More than these say no more. */
const enoughWordBytes = 16_384;
/** What has no line break for so long is looked at without one. */
const longestLineBytes = 1024 * 1024;
/** No second byte of a letter in any encoding is one of these; a pipe is, in Shift JIS and others. */
const betweenWords = /[,;\t\r\n"]+/;

/** What the bytes show on their way by. */
class Survey {
	/** Letters outside ASCII that are right in UTF-8. */
	private letters = 0;
	private strayBytes = 0;
	/** ISO-2022-JP is all ASCII, and shifts by escape sequences. */
	private hasEscapes = false;
	/** The cells that are not ASCII, each once, of lines that are not UTF-8. */
	private readonly words = new Set<string>();
	private wordBytes = 0;
	/** A line whose end is still to come. */
	private held: Uint8Array[] = [];
	private heldBytes = 0;

	add(piece: Uint8Array): void {
		const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
		const end = Math.max(bytes.lastIndexOf('\n'), bytes.lastIndexOf('\r')) + 1;
		if (end === 0 && this.heldBytes + bytes.length < longestLineBytes) {
			this.hold(bytes);
			return;
		}
		this.look(Buffer.concat([...this.held, bytes.subarray(0, end)]));
		this.held = [];
		this.heldBytes = 0;
		this.hold(bytes.subarray(end));
	}

	/** Whether what is still to come will hardly change the result; a list that is ASCII so far is never decided. */
	get isDecided(): boolean {
		const [fewer = 0, more = 0] = [this.letters, this.strayBytes].sort((one, other) => one - other);
		return more >= enoughLetters && more > clearLead * fewer;
	}

	async result(country: CountryCode | null): Promise<Omit<FoundEncoding, 'hasMark'>> {
		this.look(Buffer.concat(this.held));
		if (this.hasEscapes && this.letters + this.strayBytes === 0) return { encoding: 'iso-2022-jp', isSure: true };
		// By chance, text in another encoding hardly ever holds bytes that are right in UTF-8.
		if (this.letters >= this.strayBytes) return { encoding: 'utf-8', isSure: true };
		return await guessEncoding(Buffer.from([...this.words].join('\n'), 'latin1'), country);
	}

	private hold(bytes: Uint8Array): void {
		this.held.push(bytes);
		this.heldBytes += bytes.length;
	}

	private look(bytes: Buffer): void {
		const { letters, strayBytes } = readUtf8(bytes);
		this.letters += letters;
		this.strayBytes += strayBytes;
		this.hasEscapes ||= bytes.includes('\x1b$');
		if (strayBytes === 0) return;
		for (const word of bytes.toString('latin1').split(betweenWords)) {
			if (this.wordBytes >= enoughWordBytes) return;
			if (this.words.has(word) || !/[\x80-\xff]/.test(word)) continue;
			this.words.add(word);
			this.wordBytes += word.length;
		}
	}
}
