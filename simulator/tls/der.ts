/** The few ASN.1 types that a certificate is made of, in their one binary form (ITU-T X.690, DER). */

const universal = {
	boolean: 0x01,
	integer: 0x02,
	bitString: 0x03,
	octetString: 0x04,
	objectIdentifier: 0x06,
	utf8String: 0x0c,
	utcTime: 0x17,
	sequence: 0x30,
	set: 0x31,
} as const;

function element(tag: number, content: Uint8Array): Buffer {
	return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

/** Up to 127 in one byte; longer ones as a count of bytes and then the bytes (X.690, 8.1.3). */
function lengthOf(length: number): Buffer {
	if (length < 0x80) return Buffer.of(length);
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(length);
	const significant = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
	return Buffer.concat([Buffer.of(0x80 | significant.length), significant]);
}

export const sequence = (...parts: Uint8Array[]) => element(universal.sequence, Buffer.concat(parts));
export const setOf = (...parts: Uint8Array[]) => element(universal.set, Buffer.concat(parts));
export const boolean = (value: boolean) => element(universal.boolean, Buffer.of(value ? 0xff : 0));
export const octetString = (content: Uint8Array) => element(universal.octetString, content);
export const utf8String = (text: string) => element(universal.utf8String, Buffer.from(text));

/** @param bytes big-endian and unsigned; the first byte's top bit must be clear, or the integer would be negative. */
export const integer = (bytes: Uint8Array) => element(universal.integer, bytes);

/** A bit string of whole bytes: the leading zero says that no bit of the last byte is unused. */
export const bitString = (content: Uint8Array) => element(universal.bitString, Buffer.concat([Buffer.of(0), content]));

/** UTCTime has two digits for the year and so ends in 2049 (RFC 5280, 4.1.2.5.1). */
export function utcTime(time: Date): Buffer {
	const digits = time.toISOString().replace(/\D/g, '').slice(2, 14);
	return element(universal.utcTime, Buffer.from(`${digits}Z`));
}

/** @param dotted such as `2.5.29.17`; the first two arcs share a byte, the others are base 128 (X.690, 8.19). */
export function objectIdentifier(dotted: string): Buffer {
	const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
	return element(universal.objectIdentifier, Buffer.from([first * 40 + second, ...others.flatMap(base128)]));
}

function base128(arc: number): number[] {
	const bytes = [arc & 0x7f];
	for (let rest = arc >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
	return bytes;
}

/** A context-specific tag: `[number]` around a structure, or in place of a primitive type's own tag. */
export function tagged(number: number, content: Uint8Array, form: 'constructed' | 'primitive'): Buffer {
	return element((form === 'constructed' ? 0xa0 : 0x80) | number, content);
}
