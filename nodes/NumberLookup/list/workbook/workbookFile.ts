/** An Excel workbook (.xlsx) of one sheet while it is being written: rows in, a stream of bytes out, no faster than that is read. */

import { Zip, ZipDeflate } from 'fflate';
import { transform } from 'stream-transform';

import { ListError } from '../listError';
import { Outlet } from '../outlet';
import type { ListFile, OutputRow } from '../listFile';
import type { WorkbookForm } from './form';
import { newParts, sheetPart } from './newParts';
import { mostColumns } from './sheetRows';
import { rowXml, sheetBegins, sheetEnds } from './sheetXml';

/** A little larger files, in a third of the time. */
const compression = { level: 2 } as const;

/** So many characters are packed together. */
const packedTogether = 64 * 1024;

/** What the format of ZIP files can tell without its extension for more. */
const mostBytes = 0xffff_ffff;

export class WorkbookFile implements ListFile {
	readonly content = transform((bytes: Uint8Array) => bytes);
	private readonly outlet = new Outlet(this.content);
	private readonly zip: Zip;
	private readonly sheet = new ZipDeflate(sheetPart, compression);
	private packed: Uint8Array[] = [];
	private xml = '';
	private rows = 0;
	private bytes = 0;

	/** @throws ListError where the columns have no room. */
	constructor(form: WorkbookForm, header: readonly string[] | null) {
		if ((header?.length ?? 0) > mostColumns) {
			throw new ListError(
				`The new file would have more columns than Excel knows (${mostColumns}). Set Output Format to CSV.`,
			);
		}
		this.zip = new Zip((error, bytes) => {
			if (error === null) this.packed.push(bytes);
			else throw error;
		});
		for (const [name, xml] of newParts(form)) {
			const part = new ZipDeflate(name, compression);
			this.zip.add(part);
			part.push(Buffer.from(xml), true);
		}
		this.zip.add(this.sheet);
		this.xml = sheetBegins(form);
		if (header !== null) this.add({ cells: header });
	}

	async write(rows: readonly OutputRow[]): Promise<void> {
		for (const row of rows) {
			this.add(row);
			if (this.xml.length >= packedTogether) await this.pack(false);
		}
	}

	async end(): Promise<void> {
		this.xml += sheetEnds;
		await this.pack(true);
		this.zip.end();
		await this.handOn();
		this.content.end();
	}

	abandon(): void {
		this.content.destroy(new Error('The list was not written to its end.'));
	}

	private add(row: OutputRow): void {
		this.xml += rowXml(row, ++this.rows);
	}

	private async pack(isEnd: boolean): Promise<void> {
		const bytes = Buffer.from(this.xml);
		this.xml = '';
		this.bytes += bytes.length;
		if (this.bytes > mostBytes) throw new ListError('The list is too long for a workbook. Set Output Format to CSV.');
		this.sheet.push(bytes, isEnd);
		await this.handOn();
	}

	private async handOn(): Promise<void> {
		const { packed } = this;
		this.packed = [];
		await this.outlet.write(packed);
	}
}
