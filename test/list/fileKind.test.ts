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
		[Buffer.from('BZh91AY&SY\0\x01', 'latin1'), 'compressed (bzip2). Unpack it first.'],
		[Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 1, 2]), 'compressed (xz).'],
		[Buffer.from(`contacts.csv${'\0'.repeat(245)}ustar\x0000`), 'an archive (tar).'],
		[Buffer.from([0x03, 124, 11, 28, 2, 0, 0, 0, 97, 0, 21, 0, 0, 0, 0, 0]), 'a database table (dBase).'],
		[Buffer.from([0x09, 0x00, 0x04, 0x00, 0x02, 0x00, 0x10, 0x00]), 'a workbook of Excel 2 to 5 (.xls).'],
		[Buffer.from([0x09, 0x08, 0x08, 0x00, 0x00, 0x05, 0x05, 0x00]), 'a workbook of Excel 2 to 5 (.xls).'],
		[Buffer.from('ID;PWXL;N;E\r\nP;PGeneral\r\n'), 'a table in SYLK (.slk).'],
		[Buffer.from('ID;PSCALC3\nB;X2;Y2;D0 0 1 1\n'), 'a table in SYLK (.slk).'],
		[Buffer.from('ID;PMine\nC;Y1;X1;K"phone"\nE\n'), 'a table in SYLK (.slk).'],
		[Buffer.from('TABLE\r\n0,1\r\n"EXCEL"\r\n'), 'a table in DIF (.dif).'],
		[Buffer.from('[{"name":"x","phone":"+447788450450"}]'), 'in JSON. Make items of it'],
		[Buffer.from('[\n  {\n    "phone": 1\n  }\n]\n'), 'in JSON.'],
		[Buffer.from('{"phone":"1","tags":["a"],"n":{"b":1},"c":2}\n{"phone":"2"}\n'), 'in JSON.'],
		[Buffer.from('[["phone"],["1"]]'), 'in JSON.'],
		[Buffer.from('["1", "2"]'), 'in JSON.'],
		[Buffer.from('\ufeff<html><table><tr><td>phone</td></tr></table>', 'utf16le'), 'a web page, as some programs'],
		[Buffer.from('<table>\r\n<tr>', 'utf16le'), 'a web page, as some programs'],
		[Buffer.from('<div class="x"><table><tr><td>phone'), 'a web page, as some programs'],
		[Buffer.from('<!-- made by x --><TABLE BORDER=1>'), 'a web page, as some programs'],
		[
			Buffer.from(
				'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="x"\r\n',
			),
			'a web page in one file (.mht), as Excel and browsers save them. Open it in Excel',
		],
		[
			Buffer.from('From: A\r\nTo: B,\r\n\tC\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n'),
			'an e-mail (.eml). Give the list that is attached to it.',
		],
		[Buffer.from('Received: from a\r\n\tby b; now\r\n'), 'an e-mail (.eml).'],
		[Buffer.from('Subject: x\nMIME-Version: 1.0\n\n'), 'an e-mail (.eml).'],
		[Buffer.from('BEGIN:VCARD\r\nTEL:+447788450450\r\nEND:VCARD\r\n'), 'one of contacts in vCard (.vcf).'],
		[Buffer.from('-- MySQL dump 10.13\n'), 'a dump of a database (SQL).'],
		[Buffer.from('--\n-- PostgreSQL database dump\n--\n'), 'a dump of a database (SQL).'],
		[Buffer.from('CREATE TABLE IF NOT EXISTS `contacts` (\n'), 'a dump of a database (SQL).'],
		[Buffer.from('INSERT INTO contacts VALUES (1);\n'), 'a dump of a database (SQL).'],
	])('is called what it is: %#', async (file, what) => {
		await expect(read(file)).rejects.toThrow(what);
	});
});

describe('a list that begins like something else', () => {
	it.each([
		['ID;Phone;Name\nB;1;x\nC;2;y\n', 'ID'],
		['ID;P\nC;1\n', 'ID'],
		['TABLE,phone\n0,1\n', 'TABLE'],
		['PAR1,PAR2\n1,2\n', 'PAR1'],
		['GIF8,phone\n1,2\n', 'GIF8'],
		['BZh9;phone\n1;2\n', 'BZh9'],
		['{name},{phone}\na,1\n', '{name}'],
		['{"a":1}\tphone\n{"a":2}\t1\n', '{"a":1}'],
		['[Name],[Phone]\na,1\n', '[Name]'],
		['<title>,<phone>\na,1\n', '<title>'],
		['<a@example.com>;1\n<b@example.com>;2\n', '<a@example.com>'],
		['<b>Name</b>;phone\na;1\n', '<b>Name</b>'],
		['From: Ann;phone\nTo: Bo;1\n', 'From: Ann'],
		['Received: 28 November\nname;phone\na;1\n', 'Received: 28 November'],
		['BEGIN,phone\na,1\n', 'BEGIN'],
		['-- Contacts --;phone\na;1\n', '-- Contacts --'],
		['Insert into;phone\na;1\n', 'Insert into'],
	])('is read: %j', async (text, first) => {
		expect((await read(Buffer.from(text))).rows[0]?.[0]).toBe(first);
		expect((await read(Buffer.from(`\ufeff${text}`, 'utf16le'))).rows[0]?.[0]).toBe(first);
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
