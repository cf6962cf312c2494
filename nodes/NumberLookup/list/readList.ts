/** A list, from the bytes of its file to its rows. */

import type { CountryCode } from 'libphonenumber-js/max';

import { type ChosenDialect, type Dialect, dialectOf } from './dialect';
import { TextOfBytes } from './encoding';
import type { Encoding } from './encodingNames';
import { findEncoding } from './findEncoding';
import { type ListRow, RowReader } from './rowReader';
import { fromFirstRow, fromLine, lineHolding, type Piece } from './topOfList';
import type { WorkbookForm } from './workbook/form';

export interface ReadingWishes extends ChosenDialect {
	/** null to find out. */
	encoding: Encoding | null;
	/** Whether the first row names the columns. */
	hasHeader: boolean;
	/** Line of the file in which the first row begins, counted from 1. */
	firstLine: number;
}

/** How a list is written, so that what is written after it reads alike. */
export interface ListForm extends Dialect {
	encoding: Encoding;
	/** Whether a byte order mark stands in front. */
	hasMark: boolean;
}

/** Rows that were read together. */
export interface RowBlock {
	rows: readonly ListRow[];
	/** How long their text was. */
	characters: number;
	/** Of the file, read so far. */
	bytesRead: number;
}

export interface OpenList {
	readonly form: ListForm | WorkbookForm;
	/** null where the list has no rows. */
	readonly firstRow: ListRow | null;
	/** Whether the encoding is a guess, and another would do nearly as well. */
	readonly isGuessed: boolean;
	/** As far as it was read: bytes of a list in UTF-8 that are not, and were read as Windows-1252. */
	strayBytes(): number;
	/** As far as it was read: whether it is UTF-8 by its bytes, though not by the user's choice. */
	seemsUtf8?(): boolean;
	/** As far as it was read: places that mean nothing in the list's encoding, where that is not UTF-8. */
	unreadable(): number;
	/** @returns the line near the beginning of the file that is not its header and of which a cell reads so, counted from 1; null where none does. */
	lineHolding(cell: string): number | null;
	/** All rows but the header. */
	readonly blocks: AsyncGenerator<RowBlock>;
	/** Closes the file, also where no block was read: to be called in the end, however it comes. */
	close(): Promise<void>;
}

/**
 * @param bytes are read twice where their beginning does not tell their encoding.
 * @param country where the people of the list live, as far as is known: it tells encodings apart that are much alike.
 * @throws ListError where it is no list.
 */
export async function openList(
	bytes: AsyncIterable<Uint8Array>,
	wishes: ReadingWishes,
	country: CountryCode | null,
): Promise<OpenList> {
	const { isSure, ...found } = await findEncoding(bytes, wishes.encoding, country);
	const text = new TextOfBytes(bytes, found);
	const pieces = text.pieces();
	const beginning = await pieces.next();
	if (beginning.done === true) throw new RangeError('Even an empty text has a piece.');
	const whole = beginning.value.text;
	const there = await fromLine(beginning.value, pieces, wishes.firstLine);
	const named = fromFirstRow(there.text);
	const delimiter = wishes.delimiter ?? named.delimiter ?? fromFirstRow(whole).delimiter;
	const dialect = dialectOf(named.text, { ...wishes, delimiter });
	const all = blocksOf({ ...there, text: named.text }, pieces, new RowReader(dialect));
	return await opened({ ...dialect, ...found }, all, wishes.hasHeader, {
		isGuessed: !isSure,
		strayBytes: () => text.strayBytes,
		seemsUtf8: () => text.seemsUtf8,
		unreadable: () => text.unreadable,
		lineHolding: (cell) => lineHolding(whole, cell, wishes.firstLine + named.linesBefore),
	});
}

/** The same for lists of every form: which row is the first, and which names the columns. */
export async function opened(
	form: OpenList['form'],
	all: AsyncGenerator<RowBlock>,
	hasHeader: boolean,
	reading: Pick<OpenList, 'isGuessed' | 'strayBytes' | 'seemsUtf8' | 'unreadable' | 'lineHolding'>,
): Promise<OpenList> {
	const first = await firstWithRows(all);
	const [firstRow = null] = first?.rows ?? [];
	return {
		form,
		firstRow,
		...reading,
		blocks: first === null ? all : joined({ ...first, rows: first.rows.slice(hasHeader ? 1 : 0) }, all),
		async close() {
			// Not by `blocks`: a generator that never began does nothing when it is returned.
			await all.return(undefined);
		},
	};
}

async function firstWithRows(blocks: AsyncGenerator<RowBlock>): Promise<RowBlock | null> {
	for (let next = await blocks.next(); next.done !== true; next = await blocks.next()) {
		if (next.value.rows.length > 0) return next.value;
	}
	return null;
}

async function* joined(first: RowBlock, others: AsyncGenerator<RowBlock>): AsyncGenerator<RowBlock> {
	try {
		yield first;
		yield* others;
	} finally {
		await others.return(undefined);
	}
}

async function* blocksOf(beginning: Piece, pieces: AsyncGenerator<Piece>, reader: RowReader): AsyncGenerator<RowBlock> {
	let bytesRead = 0;
	const block = ({ text, bytes }: Piece, isEnd: boolean): RowBlock => {
		bytesRead += bytes;
		return { rows: reader.read(text, isEnd), characters: text.length, bytesRead };
	};
	try {
		yield block(beginning, false);
		for await (const piece of pieces) yield block(piece, false);
		yield block({ text: '', bytes: 0 }, true);
	} finally {
		await pieces.return(undefined);
	}
}
