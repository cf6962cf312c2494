/** A file that rows are written to, whatever its form. */

import type { stringify } from 'csv-stringify';
import type { Transformer } from 'stream-transform';

import type { ListRow } from './rowReader';

export interface OutputRow extends Pick<ListRow, 'stored'> {
	/** The row's own cells, and behind them the added ones. */
	cells: readonly string[];
}

/** A file while it is being written. */
export interface ListFile {
	/** What the file is to hold: a stream of bytes. */
	readonly content: ReturnType<typeof stringify> | Transformer;
	/** Waits where more than enough waits to be read. Rejects where nobody reads any more. */
	write(rows: readonly OutputRow[]): Promise<void>;
	/** No more rows. */
	end(): Promise<void>;
	/** What was written is worth nothing; whoever reads the content hears so. */
	abandon(): void;
}
