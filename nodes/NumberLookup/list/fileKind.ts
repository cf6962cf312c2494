/** What a file is, by its first bytes: its name may say anything. Pure. */

/** Compound files: Excel until 2003, and what Office encrypts. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const zipFile = [0x50, 0x4b, 0x03, 0x04];

/** Longest beginning looked at. */
export const kindBytes = 512;

export type FileKind = 'text' | 'zip' | 'compound';

export function kindOf(head: Uint8Array): FileKind {
	if (beginsWith(head, zipFile)) return 'zip';
	return beginsWith(head, compoundFile) ? 'compound' : 'text';
}

const asList = 'Give the list as .xlsx or CSV.';
const saveAs = 'Open it in Excel and save it as .xlsx or CSV.';

const unpack = 'Unpack it first.';
const attached = 'Give the list that is attached to it.';
const asTable = 'Export the table as CSV.';

const webPage = 'a web page, as some programs export tables under the name .xls';
const webArchive = 'a web page in one file (.mht), as Excel and browsers save them';
const mail = 'an e-mail (.eml)';
const sqlDump = 'a dump of a database (SQL)';

type Stranger = [begins: Bytes | RegExp, what: string, remedy: string];

/** null where any byte may stand. */
type Bytes = ReadonlyArray<number | null>;

/** The version, the date of the last change and three lengths; then two bytes that are always zero. */
function dBase(version: number): Bytes {
	return [version, ...Array<null>(11).fill(null), 0, 0];
}

/** The first record of each version (BOF), in a file that is no compound one. */
const oldWorkbooks: readonly Bytes[] = [
	[0x09, 0x00, 0x04, 0x00],
	[0x09, 0x02, 0x06, 0x00],
	[0x09, 0x04, 0x06, 0x00],
	[0x09, 0x08, 0x08, 0x00],
];

/** @param line how one of its first header lines begins (RFC 5322, 2.2). */
function mailWith(line: string): RegExp {
	return new RegExp(`^(?:(?:[\\w-]+:|[ \\t])[^\\n]*\\n)*?(?:${line})`, 'i');
}

/**
 * What the first bytes say beyond doubt. CSV may begin with the same few characters (`{`, `<title>,`, and `ID;P` in `ID;Phone`), so
 * each looks at more than these.
 */
const strangers: readonly Stranger[] = [
	[/^%PDF-/, 'a PDF document', asList],
	[/^\x89PNG/, 'a picture (PNG)', asList],
	[/^GIF8[79]a/, 'a picture (GIF)', asList],
	[[0xff, 0xd8, 0xff], 'a picture (JPEG)', asList],
	[/^\{\\rtf/, 'a document (RTF)', asList],
	[[0x1f, 0x8b], 'compressed (gzip)', 'Unpack it first, with the node Compression.'],
	[/^BZh[1-9]1AY&SY/, 'compressed (bzip2)', unpack],
	[[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], 'compressed (xz)', unpack],
	[[0x28, 0xb5, 0x2f, 0xfd], 'compressed (Zstandard)', unpack],
	[/^7z\xbc\xaf/, 'an archive (7z)', unpack],
	[[0x52, 0x61, 0x72, 0x21, 0x1a], 'an archive (RAR)', unpack],
	[/^(?=[^]{257}ustar)[^\0]{1,100}\0/, 'an archive (tar)', unpack],
	[[0x50, 0x4b, 0x05, 0x06], 'an empty ZIP archive', asList],
	[[0x50, 0x41, 0x52, 0x31, 0x15], 'a Parquet file', asList],
	[/^SQLite format 3\0/, 'a database (SQLite)', asList],
	...[0x03, 0x30, 0x83, 0xf5].map((version): Stranger => [dBase(version), 'a database table (dBase)', saveAs]),
	...oldWorkbooks.map((begins): Stranger => [begins, 'a workbook of Excel 2 to 5 (.xls)', saveAs]),
	[/^ID;P(?:WXL;|S?CALC\w*\r?\n|[^]*\n(?:B;[XY]\d|C;[XY]\d+;(?:[XY]\d+;)?K))/, 'a table in SYLK (.slk)', saveAs],
	[/^TABLE\r?\n0,1\r?\n"/, 'a table in DIF (.dif)', saveAs],
	[
		mailWith('Message-ID: *<|Return-Path: *<|Delivered-To: *\\S+@|Received: *(?:from|by) [^\\n]*\\n[ \\t]'),
		mail,
		attached,
	],
	[mailWith('MIME-Version:[^]*\\nContent-Type: *multipart/related'), webArchive, saveAs],
	[mailWith('MIME-Version: *1'), mail, attached],
	[/^BEGIN:VCARD\s/i, 'one of contacts in vCard (.vcf)', 'Export the contacts as CSV.'],
	[
		/^(?:(?:--\s+){1,2}(?:MySQL|MariaDB|PostgreSQL|phpMyAdmin)\b|\/\*M?!\d+|PRAGMA foreign_keys=OFF;)/,
		sqlDump,
		asTable,
	],
	[
		/^(?:INSERT INTO|(?:CREATE|DROP) TABLE)(?: IF(?: NOT)? EXISTS)? [`"[\]\w.]+\s*(?:VALUES\s*)?[(;]/i,
		sqlDump,
		asTable,
	],
	[
		/^(?:\[?\s*\{\s*"[^"\n]*"\s*:|\[\s*(?:\[\s*)?"[^"\n]*"\s*(?=[,\]]))(?!.*[}\]](?:[\t;|]|,[^\s"{[]))/,
		'in JSON',
		'Make items of it and use the operation Look Up, or give the list as .xlsx or CSV.',
	],
	[/^<!(?:--|doctype html)/i, webPage, saveAs],
	[/^<(?:html|head|body|table|meta|style|script|link|title)(?:>(?!["']?\s*[,;|\t])|\s+[\w:-]+\s*=)/i, webPage, saveAs],
	[/^<[a-z][^>]*>[^]*<(?:table|tr|t[dh])\b/i, webPage, saveAs],
	[/^<\?xml[^]*(?:Excel\.Sheet|schemas-microsoft-com:office)/, 'a workbook in XML of Excel 2003', saveAs],
	[/^<\?xml/, 'an XML file', asList],
];

/** @returns why text cannot be read from a file that begins so; null where it can. */
export function strangerIn(head: Uint8Array): string | null {
	const text = textOf(head.subarray(0, kindBytes));
	const found = strangers.find(([begins]) => (begins instanceof RegExp ? begins.test(text) : beginsWith(head, begins)));
	return found === undefined ? null : `The file is ${found[1]}. ${found[2]}`;
}

/** A byte for each character; of text, without what may stand in front, and of UTF-16 without the bytes that are zero in it. */
function textOf(head: Uint8Array): string {
	const text = Buffer.from(head).toString('latin1');
	const isWide = /^(?:\xff\xfe|\xfe\xff|[\t\n\r -~]\0[\t\n\r -~]\0|\0[\t\n\r -~]\0[\t\n\r -~])/.test(text);
	return (isWide ? text.replaceAll('\0', '') : text).replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?=[!-~])/, '');
}

function beginsWith(head: Uint8Array, bytes: Bytes): boolean {
	return bytes.every((byte, index) => byte === null || head[index] === byte);
}

/** Names of streams in compound files, which are in UTF-16; the first that is there tells. */
const streams: ReadonlyArray<[name: string, why: string]> = [
	['EncryptedPackage', 'The workbook is protected by a password. Open it in Excel and save it without one.'],
	['Workbook', 'The file is a workbook of Excel 97 to 2003 (.xls). Open it in Excel and save it as .xlsx or CSV.'],
	['Book', 'The file is a workbook of Excel 95 (.xls). Open it in Excel and save it as .xlsx or CSV.'],
	['WordDocument', `The file is a Word document (.doc). ${asList}`],
];

/** Looks for what a compound file holds, piece by piece. */
export class CompoundFile {
	private readonly found = new Set<string>();
	private end = Buffer.alloc(0);

	look(bytes: Uint8Array): void {
		const all = Buffer.concat([this.end, bytes]);
		for (const [name] of streams) if (all.includes(Buffer.from(`${name}\0`, 'utf16le'))) this.found.add(name);
		this.end = all.subarray(-longestName);
	}

	/** Why it cannot be read. */
	get why(): string {
		const found = streams.find(([name]) => this.found.has(name));
		return found?.[1] ?? `The file is one of Office 97 to 2003. ${saveAs}`;
	}
}

const longestName = 64;

/** @param names of a ZIP file's parts. @returns why it cannot be read; null where it is a workbook that can. */
export function strangerInZip(names: readonly string[]): string | null {
	const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
	const found = contents.find(([pattern]) => has(pattern));
	return found === undefined ? `The file is a ZIP archive. Unpack it first, with the node Compression.` : found[1];
}

const contents: ReadonlyArray<[pattern: RegExp, why: string | null]> = [
	[/^xl\/workbook\.bin$/i, `The file is a binary workbook (.xlsb). ${saveAs}`],
	[/^xl\//i, null],
	[/^index(?:\.zip$|\/.*\.iwa$)/i, 'The file is of Apple Numbers, or of Pages or Keynote. Export it as .xlsx or CSV.'],
	[/^word\//i, `The file is a Word document. ${asList}`],
	[/^ppt\//i, `The file is a PowerPoint presentation. ${asList}`],
	[/^content\.xml$/i, 'The file is an OpenDocument one, such as LibreOffice’s (.ods). Save it as .xlsx or CSV.'],
	[/workbook[^/]*\.xml$/i, null],
];
