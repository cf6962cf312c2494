/** A CSV file while it is being written: rows in, a stream of bytes out, no faster than that is read. */

import { stringify } from 'csv-stringify';

import { Outlet } from './outlet';
import type { ListForm } from './readList';
import type { ListFile, OutputRow } from './listFile';

/** Rows are small: so many bytes are handed on together. */
const bufferedBytes = 256 * 1024;

export class OutputFile implements ListFile {
	/** What the file is to hold. */
	readonly content: ReturnType<typeof stringify>;
	private readonly outlet: Outlet;

	/**
	 * @param form that of the list, but always in UTF-8: with a byte order mark, unless the list was UTF-8 without one.
	 * @param header null where the list has none.
	 */
	constructor({ delimiter, quote, lineBreak, encoding, hasMark }: ListForm, header: readonly string[] | null) {
		const mark = quote ?? '"';
		this.content = stringify({
			delimiter,
			quote: mark,
			escape: mark,
			record_delimiter: lineBreak,
			// Every kind of line break in a cell, not only the one between rows.
			quote_record_delimiter: true,
			bom: hasMark || encoding !== 'utf-8',
			readableHighWaterMark: bufferedBytes,
		});
		this.outlet = new Outlet(this.content);
		if (header !== null) this.content.write(header);
	}

	/** Waits where more than enough waits to be read. Rejects where nobody reads any more. */
	async write(rows: readonly OutputRow[]): Promise<void> {
		await this.outlet.write(rows.map(({ cells }) => cells));
	}

	/** No more rows. */
	async end(): Promise<void> {
		this.content.end();
	}

	/** What was written is worth nothing; whoever reads the content hears so. */
	abandon(): void {
		this.content.destroy(new Error('The list was not written to its end.'));
	}
}
