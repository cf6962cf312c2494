/**
 * Where the parts of a ZIP file are, by the directory at its end (PKWARE's APPNOTE 4.3). What stands before each part may leave its length
 * open, as most programs write workbooks; the directory always tells. Pure.
 */

export interface ZipPart {
	name: string;
	/** 0: stored, 8: deflated. */
	method: number;
	isEncrypted: boolean;
	/** As it is in the file. */
	compressedBytes: number;
	/** Where it begins in the file, with a header of its own. */
	offset: number;
}

const signature = { part: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };
const endBytes = 22;
const locator64Bytes = 20;
const partBytes = 46;

/** In place of a number that needs more than 32 bits, and 16. */
const in64Bits = 0xffff_ffff;
const zip64Extra = 1;

/** @returns null where the directory is not there, or not whole: the file was cut off, or is none. */
export function zipDirectory(tail: Buffer, tailOffset: number): ZipPart[] | null {
	const end = endOf(tail, tailOffset);
	// What stands before the ZIP file itself moves all its places.
	const shift = end === null ? 0 : end.directoryEnd - end.bytes - end.offset;
	const from = end === null ? -1 : end.directoryEnd - end.bytes - tailOffset;
	if (end === null || from < 0 || shift < 0) return null;
	const parts: ZipPart[] = [];
	const to = from + end.bytes;
	for (let at = from; at + partBytes <= to && tail.readUInt32LE(at) === signature.part; ) {
		const [name, extra, comment] = [tail.readUInt16LE(at + 28), tail.readUInt16LE(at + 30), tail.readUInt16LE(at + 32)];
		const nameEnd = at + partBytes + name;
		if (nameEnd + extra > to) return null;
		const [compressedBytes, offset] = sizes(tail, at, tail.subarray(nameEnd, nameEnd + extra));
		parts.push({
			name: tail.toString('utf8', at + partBytes, nameEnd).replaceAll('\\', '/'),
			method: tail.readUInt16LE(at + 10),
			isEncrypted: (tail.readUInt16LE(at + 8) & 1) === 1,
			compressedBytes,
			offset: offset + shift,
		});
		at = nameEnd + extra + comment;
	}
	return parts;
}

/** The part's length and place; those that need 64 bits stand in an extra field (4.5.3), in the order of the fields that they replace. */
function sizes(tail: Buffer, at: number, extras: Buffer): [compressedBytes: number, offset: number] {
	const plain = [tail.readUInt32LE(at + 24), tail.readUInt32LE(at + 20), tail.readUInt32LE(at + 42)];
	let long = extraField(extras, zip64Extra);
	const [, compressedBytes = 0, offset = 0] = plain.map((value) => {
		if (value !== in64Bits || long.length < 8) return value;
		const longer = Number(long.readBigUInt64LE());
		long = long.subarray(8);
		return longer;
	});
	return [compressedBytes, offset];
}

function extraField(extras: Buffer, wanted: number): Buffer {
	for (let at = 0; at + 4 <= extras.length; ) {
		const end = at + 4 + extras.readUInt16LE(at + 2);
		if (extras.readUInt16LE(at) === wanted) return extras.subarray(at + 4, end);
		at = end;
	}
	return extras.subarray(0, 0);
}

interface DirectoryEnd {
	bytes: number;
	offset: number;
	/** Where it really ends. */
	directoryEnd: number;
}

/** A comment of any length may stand behind the end. */
function endOf(tail: Buffer, tailOffset: number): DirectoryEnd | null {
	const mark = Buffer.alloc(4);
	mark.writeUInt32LE(signature.end);
	const at = tail.lastIndexOf(mark, tail.length - endBytes);
	if (at < 0) return null;
	const locatorAt = at - locator64Bytes;
	const isLong = locatorAt >= 0 && tail.readUInt32LE(locatorAt) === signature.locator64;
	if (!isLong) {
		return { bytes: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16), directoryEnd: tailOffset + at };
	}
	mark.writeUInt32LE(signature.end64);
	const at64 = tail.lastIndexOf(mark, locatorAt);
	if (at64 < 0) return null;
	const [bytes, offset] = [tail.readBigUInt64LE(at64 + 40), tail.readBigUInt64LE(at64 + 48)];
	return { bytes: Number(bytes), offset: Number(offset), directoryEnd: tailOffset + at64 };
}
