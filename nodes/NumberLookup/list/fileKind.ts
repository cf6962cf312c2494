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

const strangers: ReadonlyArray<[begins: number[] | RegExp, what: string, remedy: string]> = [
	[/^%PDF-/, 'a PDF document', asList],
	[/^\x89PNG/, 'a picture (PNG)', asList],
	[/^GIF8/, 'a picture (GIF)', asList],
	[[0xff, 0xd8, 0xff], 'a picture (JPEG)', asList],
	[/^\{\\rtf/, 'a document (RTF)', asList],
	[[0x1f, 0x8b], 'compressed (gzip)', 'Unpack it first, with the node Compression.'],
	[/^7z\xbc\xaf/, 'an archive (7z)', 'Unpack it first.'],
	[/^Rar!/, 'an archive (RAR)', 'Unpack it first.'],
	[[0x50, 0x4b, 0x05, 0x06], 'an empty ZIP archive', asList],
	[/^PAR1/, 'a Parquet file', asList],
	[/^SQLite format 3/, 'a database (SQLite)', asList],
	[
		/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|table|meta|style)\b/i,
		'a web page, as some programs export tables under the name .xls',
		saveAs,
	],
	[
		/^(?:\xef\xbb\xbf)?\s*<\?xml[^]*(?:Excel\.Sheet|schemas-microsoft-com:office)/,
		'a workbook in XML of Excel 2003',
		saveAs,
	],
	[/^(?:\xef\xbb\xbf)?\s*<\?xml/, 'an XML file', asList],
];

/** @returns why text cannot be read from a file that begins so; null where it can. */
export function strangerIn(head: Uint8Array): string | null {
	const text = Buffer.from(head.subarray(0, kindBytes)).toString('latin1');
	const found = strangers.find(([begins]) => (begins instanceof RegExp ? begins.test(text) : beginsWith(head, begins)));
	return found === undefined ? null : `The file is ${found[1]}. ${found[2]}`;
}

function beginsWith(head: Uint8Array, bytes: readonly number[]): boolean {
	return bytes.every((byte, index) => head[index] === byte);
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
