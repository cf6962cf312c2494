/** What a file is, its content tells; where it is no list, the error says what it is and what to do. */

import { strToU8, zipSync } from 'fflate';

import { read, textSheet, workbook } from './workbook/fixture';

/** A compound file that has a stream of this name, across the border of two pieces. */
function compound(name: string): Buffer {
	const entry = Buffer.from(`${name}\0`, 'utf16le');
	const start = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
	return Buffer.concat([start, Buffer.alloc(997 * 2 - 12), entry, Buffer.alloc(2_000)]);
}

const zip = (...names: string[]) => Buffer.from(zipSync(Object.fromEntries(names.map((name) => [name, strToU8('x')]))));

describe('a file that is no list', () => {
	it.each<[Buffer, string]>([
		[compound('Workbook'), 'a workbook of Excel 97 to 2003 (.xls). Open it in Excel and save it as .xlsx or CSV.'],
		[compound('Book'), 'a workbook of Excel 95 (.xls). Open it in Excel and save it as .xlsx or CSV.'],
		[compound('EncryptedPackage'), 'protected by a password. Open it in Excel and save it without one.'],
		[compound('WordDocument'), 'a Word document (.doc).'],
		[compound('Other'), 'one of Office 97 to 2003.'],
		[zip('xl/workbook.bin'), 'a binary workbook (.xlsb). Open it in Excel and save it as .xlsx or CSV.'],
		[zip('Index/Document.iwa', 'preview.jpg'), 'of Apple Numbers, or of Pages or Keynote. Export it as .xlsx or CSV.'],
		[zip('Index.zip'), 'of Apple Numbers'],
		[zip('mimetype', 'content.xml'), 'an OpenDocument one, such as LibreOffice’s (.ods). Save it as .xlsx or CSV.'],
		[zip('word/document.xml'), 'a Word document. Give the list as .xlsx or CSV.'],
		[zip('ppt/presentation.xml'), 'a PowerPoint presentation.'],
		[zip('contacts.csv'), 'a ZIP archive. Unpack it first'],
		[Buffer.from('%PDF-1.7\n'), 'a PDF document.'],
		[Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'a picture (PNG).'],
		[Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'a picture (JPEG).'],
		[Buffer.from([0x1f, 0x8b, 8, 0]), 'compressed (gzip). Unpack it first'],
		[Buffer.from('\ufeff <!DOCTYPE html><table>'), 'a web page, as some programs export tables under the name .xls.'],
		[Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'), 'a workbook in XML of Excel 2003.'],
	])('is called what it is: %#', async (file, what) => {
		await expect(read(file)).rejects.toThrow(what);
	});
});

it('reads CSV and workbooks for what they are', async () => {
	expect((await read(Buffer.from('phone;name\n1;PK\n'))).rows).toEqual([
		['phone', 'name'],
		['1', 'PK'],
	]);
	expect((await read(workbook({ sheets: [{ rows: textSheet([['phone']]) }] }))).rows).toEqual([['phone']]);
	expect((await read(Buffer.alloc(0))).rows).toEqual([]);
});
