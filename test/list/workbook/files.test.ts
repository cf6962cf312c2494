/** Workbooks as different programs write them, and the sheet that is read. */

import { Zip, ZipDeflate, ZipPassThrough, type Zippable, zipSync } from 'fflate';

import { openFile } from '../../../nodes/NumberLookup/list/openFile';
import { escaped, main, partsOf, read, reading, sourceOf, textSheet, workbook } from './fixture';

const rows = textSheet([['phone'], ['+447788450450']]);
const expected = [['phone'], ['+447788450450']];

/** As programs do that write without going back: lengths stand behind each part. */
function streamed(parts: Zippable, isDeflated: boolean): Uint8Array {
	const packed: Uint8Array[] = [];
	const zip = new Zip((_, bytes) => packed.push(bytes));
	for (const [name, bytes] of Object.entries(parts)) {
		const part = isDeflated ? new ZipDeflate(name) : new ZipPassThrough(name);
		zip.add(part);
		if (bytes instanceof Uint8Array) part.push(bytes, true);
	}
	zip.end();
	return Buffer.concat(packed);
}

/** With lengths and places in 64 bits, though they are small. */
function inZip64(file: Buffer): Buffer {
	const endAt = file.length - 22;
	const [count, bytes, offset] = [
		file.readUInt16LE(endAt + 10),
		file.readUInt32LE(endAt + 12),
		file.readUInt32LE(endAt + 16),
	];
	const entries: Buffer[] = [];
	for (let at = offset; at < offset + bytes; ) {
		const length = 46 + file.readUInt16LE(at + 28);
		const entry = Buffer.from(file.subarray(at, at + length));
		const extra = Buffer.alloc(28);
		extra.writeUInt16LE(1, 0);
		extra.writeUInt16LE(24, 2);
		[24, 20, 42].forEach((field, index) => {
			extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(field)), 4 + index * 8);
			entry.writeUInt32LE(0xffff_ffff, field);
		});
		entry.writeUInt16LE(extra.length, 30);
		entries.push(entry, extra);
		at += length;
	}
	const directory = Buffer.concat(entries);
	const end64 = Buffer.alloc(56);
	end64.writeUInt32LE(0x06064b50, 0);
	end64.writeBigUInt64LE(BigInt(count), 32);
	end64.writeBigUInt64LE(BigInt(directory.length), 40);
	end64.writeBigUInt64LE(BigInt(offset), 48);
	const locator = Buffer.alloc(20);
	locator.writeUInt32LE(0x07064b50, 0);
	locator.writeBigUInt64LE(BigInt(offset + directory.length), 8);
	const end = Buffer.alloc(22, 0xff);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(0, 20);
	return Buffer.concat([file.subarray(0, offset), directory, end64, locator, end]);
}

describe('a workbook', () => {
	it.each<[string, Buffer]>([
		['deflated', workbook({ sheets: [{ rows }] })],
		['stored', workbook({ sheets: [{ rows }] }, (parts) => zipSync(parts, { level: 0 }))],
		['written as a stream', workbook({ sheets: [{ rows }] }, (parts) => streamed(parts, true))],
		['stored as a stream', workbook({ sheets: [{ rows }] }, (parts) => streamed(parts, false))],
		[
			'with its parts in another order',
			workbook({ sheets: [{ rows }] }, (parts) => zipSync(Object.fromEntries(Object.entries(parts).reverse()))),
		],
		['with 64-bit lengths', inZip64(workbook({ sheets: [{ rows }] }))],
		['with a comment at its end', Buffer.concat([workbook({ sheets: [{ rows }] }), Buffer.from('PK?')])],
	])('is read %s', async (_, file) => {
		expect((await read(file)).rows).toEqual(expected);
	});

	const prefixed = rows.replaceAll('<', '<x:').replaceAll('<x:/', '</x:');
	const strict = 'http://purl.oclc.org/ooxml/spreadsheetml/main';

	it.each<[string, Record<string, string | null>]>([
		[
			'with prefixes',
			{
				'xl/worksheets/sheet0.xml': `<x:worksheet xmlns:x="${main}"><x:sheetData>${prefixed}</x:sheetData></x:worksheet>`,
			},
		],
		[
			'strict',
			{ 'xl/worksheets/sheet0.xml': `<worksheet xmlns="${strict}"><sheetData>${rows}</sheetData></worksheet>` },
		],
		['without formats and texts', { 'xl/styles.xml': null, 'xl/sharedStrings.xml': null }],
		[
			'with other names of its parts',
			{
				'_rels/.rels':
					'<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/book/main.xml"/></Relationships>',
				'book/main.xml': '<workbook xmlns:rel="x"><sheets><sheet name="A" rel:id="q"/></sheets></workbook>',
				'book/_rels/main.xml.rels':
					'<Relationships><Relationship Id="q" Type="x/worksheet" Target="../XL/worksheets/SHEET0.xml"/></Relationships>',
			},
		],
	])('is read %s', async (_, parts) => {
		expect((await read(workbook({ sheets: [{ rows }], parts }))).rows).toEqual(expected);
	});

	it('is read in UTF-16', async () => {
		const xml = `\ufeff<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;
		const parts = { ...partsOf({ sheets: [{ rows }] }), 'xl/worksheets/sheet0.xml': Buffer.from(xml, 'utf16le') };
		expect((await read(Buffer.from(zipSync(parts)))).rows).toEqual(expected);
	});
});

describe('the sheet', () => {
	const names = ['Notes', 'Contacts', '2', escaped('A & B')];
	const sheets = names.map((name, index) => ({
		name,
		state: index === 0 ? 'hidden' : undefined,
		rows: textSheet([[name]]),
	}));
	const file = workbook({ sheets });

	it.each([
		['', 'Contacts'],
		['Contacts', 'Contacts'],
		[' contacts ', 'Contacts'],
		['Notes', 'Notes'],
		['1', 'Contacts'],
		['2', '2'],
		['3', 'A & B'],
		['A & B', 'A & B'],
	])('named "%s" is %s', async (wanted, name) => {
		expect((await read(file, wanted)).form).toMatchObject({ sheet: name });
	});

	it.each(['Customers', '4', '0'])('named "%s" is not there, and the error says which are', async (wanted) => {
		await expect(read(file, wanted)).rejects.toThrow(
			`The workbook has no sheet "${wanted}", as the option "Sheet" says. Its sheets are: "Notes", "Contacts", "2", "A & B".`,
		);
	});

	it('is one with cells, not one with a chart alone', async () => {
		const relations =
			'<Relationships><Relationship Id="s0" Type="x/chartsheet" Target="worksheets/sheet0.xml"/><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>';
		const parts = { 'xl/_rels/workbook.xml.rels': relations };
		const two = workbook({
			sheets: [
				{ name: 'Chart', rows: '' },
				{ name: 'List', rows },
			],
			parts,
		});
		expect((await read(two)).form).toMatchObject({ sheet: 'List' });
	});

	it('may be empty', async () => {
		expect((await read(workbook({ sheets: [{ rows: '' }] }))).rows).toEqual([]);
	});
});

describe('the file of a workbook', () => {
	it.each([
		['no row was read', 0],
		['some rows were read', 1],
	])('is closed as often as it was opened where %s', async (_, blocks) => {
		let open = 0;
		const many = Array.from({ length: 20_000 }, (_each, row) => [`+4477${row * 7919}`]);
		const file = workbook({ sheets: [{ rows: textSheet([['phone'], ...many]) }] });
		const source = async () =>
			(async function* () {
				open++;
				try {
					yield* sourceOf(file)();
				} finally {
					open--;
				}
			})();
		const list = await openFile(source, reading, null);
		for (let read = 0; read < blocks; read++) await list.blocks.next();
		await list.close();
		expect(open).toBe(0);
	});
});
