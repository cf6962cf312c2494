import { TextOfBytes } from '../../nodes/NumberLookup/list/encoding';
import type { Encoding } from '../../nodes/NumberLookup/list/encodingNames';
import { findEncoding } from '../../nodes/NumberLookup/list/findEncoding';

/** @param pieces how the bytes arrive. */
async function read(pieces: readonly Uint8Array[], chosen: Encoding | null = null) {
	const { isSure: _, ...found } = await findEncoding(arriving(pieces), chosen, null);
	const text = new TextOfBytes(arriving(pieces), found);
	let whole = '';
	for await (const piece of text.pieces()) whole += piece.text;
	return { whole, ...found, strayBytes: text.strayBytes };
}

async function* arriving(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
	yield* pieces;
}

function utf16be(text: string): Buffer {
	return Buffer.from(text, 'utf16le').swap16();
}

const text = 'name,phone\nJosé €,+34600000000\n';
const mark = '\ufeff';

describe('the encoding of a list', () => {
	it.each<[string, Buffer, Encoding, boolean]>([
		['UTF-8', Buffer.from(text), 'utf-8', false],
		['UTF-8 with a mark', Buffer.from(mark + text), 'utf-8', true],
		['UTF-16 LE with a mark', Buffer.from(mark + text, 'utf16le'), 'utf-16le', true],
		['UTF-16 BE with a mark', utf16be(mark + text), 'utf-16be', true],
		['UTF-16 LE', Buffer.from(text, 'utf16le'), 'utf-16le', false],
		['UTF-16 BE', utf16be(text), 'utf-16be', false],
		['Windows-1252', Buffer.from('name,phone\nJosé \x80,+34600000000\n', 'latin1'), 'windows-1252', false],
	])('is found out: %s', async (_name, bytes, encoding, hasMark) => {
		expect(await read([bytes])).toEqual({ whole: text, encoding, hasMark, strayBytes: 0 });
	});

	it('is found out however the bytes arrive', async () => {
		const bytes = Buffer.from(mark + text, 'utf16le');
		const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
		expect(await read(pieces)).toEqual({ whole: text, encoding: 'utf-16le', hasMark: true, strayBytes: 0 });
	});

	it.each<[string, Buffer, Encoding]>([
		['UTF-8', Buffer.from('é'), 'utf-8'],
		['Windows-1252', Buffer.from('é', 'latin1'), 'windows-1252'],
	])('shows at the first letter outside ASCII, however late it comes: %s', async (_name, letter, encoding) => {
		const ascii = Buffer.from('a'.repeat(200_000));
		const { whole, ...found } = await read([ascii, Buffer.concat([ascii, letter, ascii])]);
		expect(found).toEqual({ encoding, hasMark: false, strayBytes: 0 });
		expect(whole).toBe(`${'a'.repeat(400_000)}é${'a'.repeat(200_000)}`);
	});

	it.each<[string, string[], Encoding]>([
		['the rest of it comes', ['a'.repeat(70_000) + '\xc3', '\xa9'], 'utf-8'],
		['no rest of it comes', ['a'.repeat(70_000) + '\xe9', 'b'], 'windows-1252'],
		['nothing comes', ['a'.repeat(70_000) + '\xe9'], 'windows-1252'],
	])('is left open while the bytes end within a letter: %s', async (_case, pieces, encoding) => {
		const read1 = await read(pieces.map((piece) => Buffer.from(piece, 'latin1')));
		expect(read1.encoding).toBe(encoding);
		expect(read1.whole).toContain('é');
		expect(read1.whole).not.toContain('\ufffd');
	});

	it('is UTF-8 where nothing tells', async () => {
		expect(await read([Buffer.from('phone\n1\n')])).toEqual({
			whole: 'phone\n1\n',
			encoding: 'utf-8',
			hasMark: false,
			strayBytes: 0,
		});
		expect(await read([])).toEqual({ whole: '', encoding: 'utf-8', hasMark: false, strayBytes: 0 });
	});

	it('may be told', async () => {
		const bytes = Buffer.from('Jos\xc3\xa9', 'latin1');
		expect((await read([bytes], 'windows-1252')).whole).toBe('JosÃ©');
		expect((await read([Buffer.from(mark + text)], 'utf-8')).whole).toBe(text);
	});

	it('stays UTF-8 where a few bytes are not, which are read as Windows-1252 and counted', async () => {
		const pieces = ['J\xe9 M\xc3\xbcller \x80 \xe2\x82\xac', 'a', '\xff\xc3\xa4\xc3\xb6'];
		const found = await read(pieces.map((piece) => Buffer.from(piece, 'latin1')));
		expect(found).toEqual({ whole: 'Jé Müller € €aÿäö', encoding: 'utf-8', hasMark: false, strayBytes: 3 });
	});

	it('is UTF-8 where it was told or marked, however many bytes are not', async () => {
		const told = await read([Buffer.from('\xe9\xe8 \xe2\x82', 'latin1')], 'utf-8');
		expect(told).toEqual({ whole: 'éè â‚', encoding: 'utf-8', hasMark: false, strayBytes: 4 });
		const marked = await read([Buffer.from('\xef\xbb\xbf\xe9', 'latin1')]);
		expect(marked).toEqual({ whole: 'é', encoding: 'utf-8', hasMark: true, strayBytes: 1 });
	});

	it('is not UTF-8 where more bytes are stray than letters are right', async () => {
		const found = await read([Buffer.from('Ren\xe9 Zo\xeb \xc3\xbc', 'latin1')]);
		expect(found.encoding).not.toBe('utf-8');
		expect(found.strayBytes).toBe(0);
	});

	it.each(['\xc0\x80', '\xe0\x80\x80', '\xed\xa0\x80', '\xf0\x80\x80\x80', '\xf4\x90\x80\x80', '\xf5'])(
		'takes no bytes for UTF-8 that Unicode forbids: %j',
		async (bytes) => {
			const { strayBytes, whole } = await read([Buffer.from(bytes, 'latin1')], 'utf-8');
			expect(strayBytes).toBe(bytes.length);
			expect(whole).not.toContain('\ufffd');
		},
	);

	it('lets letters be cut at any byte', async () => {
		const whole = 'é€😀\ufffd';
		const pieces = Array.from(Buffer.from(whole), (byte) => Uint8Array.of(byte));
		const ascii = Buffer.from('a'.repeat(70_000));
		expect((await read([ascii, ...pieces])).whole).toBe('a'.repeat(70_000) + whole);
	});

	it('a letter that is cut where the sample ends does not keep the sample from being seen', async () => {
		const bytes = Buffer.from('a'.repeat(70_000) + '\xc3', 'latin1');
		const text = new TextOfBytes(arriving([bytes]), { encoding: 'utf-8', hasMark: false });
		const first = await text.pieces().next();
		expect(first.value).toEqual({ text: 'a'.repeat(70_000), bytes: 70_001 });
	});

	it('Windows-1252 has every letter that Node.js is meant to know, which some releases do not', async () => {
		const bytes = Uint8Array.from({ length: 128 }, (_, index) => 128 + index);
		const { whole } = await read([bytes], 'windows-1252');
		expect(whole.slice(0, 32)).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ');
		expect(whole.slice(32)).toBe(String.fromCharCode(...bytes.slice(32)));
	});

	it('the source is closed where its reader stops early', async () => {
		let isClosed = false;
		async function* source(): AsyncGenerator<Uint8Array> {
			try {
				for (;;) yield Buffer.from('a'.repeat(100_000));
			} finally {
				isClosed = true;
			}
		}
		const whole = new TextOfBytes(source(), { encoding: 'utf-8', hasMark: false });
		for await (const piece of whole.pieces()) if (piece.bytes > 0) break;
		expect(isClosed).toBe(true);
	});
});
