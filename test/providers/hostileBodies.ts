/** Bodies that no provider sends, each of which must be classified, never crash, and never become a network. */

export const hostileBodies: ReadonlyArray<readonly [name: string, body: Uint8Array]> = [
	['nothing', Buffer.alloc(0)],
	['white space only', Buffer.from(' \r\n\t\n')],
	['NUL bytes', Buffer.alloc(64)],
	['a proxy’s page', Buffer.from('<!DOCTYPE html><html><body>result=OK;imsi=24008 IMM QID:1</body></html>')],
	['a page without a doctype', Buffer.from('\n<HTML><head><title>Sign in</title></head></HTML>')],
	['an XML fault', Buffer.from('<?xml version="1.0"?><fault>no</fault>')],
	['a JSON array', Buffer.from('[{"errcode":"000"}]')],
	['a JSON string', Buffer.from('"000"')],
	['a JSON number', Buffer.from('0')],
	['JSON null', Buffer.from('null')],
	['an empty JSON object', Buffer.from('{}')],
	['a JSON object of wrong types', Buffer.from('{"imm":[1,2],"errcode":{"a":1},"msisdn":null}')],
	['JSON nested deeply', Buffer.from(`{"imm":${'['.repeat(20_000)}`)],
	['a __proto__ key alone', Buffer.from('{"__proto__":{"errcode":"000","mcc":"228","mnc":"03"}}')],
	['UTF-16 with a byte order mark', Buffer.from('\uFEFFresult=OK;imsi=24008', 'utf16le')],
	['UTF-16 of a line', Buffer.from('IMM QID:1 MCC:228 MNC:03 ERRCODE:000 ERRDESC:', 'utf16le')],
	['invalid UTF-8', Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0xf0, 0x90])],
	['compressed bytes', Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00])],
	['separators only', Buffer.from(';;;===:::;;')],
	['a name of Object.prototype', Buffer.from('constructor')],
];

const chunkBytes = 64 * 1024;

/**
 * Feeds 100 MB without a line end, or as much as the reader takes.
 * @param beginning what the flood begins with.
 * @returns bytes fed before the reader had enough.
 */
export function flood(data: (chunk: Uint8Array) => boolean, beginning: string): number {
	const floodBytes = 100 * 1024 * 1024;
	const chunk = Buffer.alloc(chunkBytes, '7');
	let bytes = 0;
	for (let next = Buffer.from(beginning); bytes < floodBytes; next = chunk) {
		bytes += next.length;
		if (data(next)) return bytes;
	}
	return bytes;
}

/** The longest reply that a reader may keep of a flood, with room for the chunk that was one too many. */
export const enoughBytes = 4 * chunkBytes;
