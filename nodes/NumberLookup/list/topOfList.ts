/** What stands above a list: lines that are left out, however many they are. */

import { asSeen, isContact } from './columnNames';
import { lineBreaks } from './cutRows';

export interface Piece {
	text: string;
	bytes: number;
}

/** So much tells how a list is written. */
const sampleCharacters = 32_768;
/** What may stand at the end of a piece and be one break with what follows. */
const unfinishedBreakCharacters = 2;

/**
 * Reads on until a line begins, and enough of what follows to judge the list by.
 * @param first what was read already.
 * @param line counted from 1.
 * @returns what begins there, with the bytes of all that was read; without text where the list ends before.
 */
export async function fromLine(first: Piece, others: AsyncGenerator<Piece>, line: number): Promise<Piece> {
	if (line === 1) return first;
	let { bytes } = first;
	let read = withoutLines(first.text, line - 1, false);
	while (read.above > 0 || read.text.length < sampleCharacters) {
		const next = await others.next();
		if (next.done === true) return { text: withoutLines(read.text, read.above, true).text, bytes };
		bytes += next.value.bytes;
		read = withoutLines(read.text + next.value.text, read.above, false);
	}
	return { text: read.text, bytes };
}

/** @returns the text below so many lines, and how many of them are still to come. */
function withoutLines(text: string, lines: number, isEnd: boolean): { text: string; above: number } {
	let above = lines;
	let from = 0;
	for (const { 0: found, index } of above === 0 ? [] : text.matchAll(lineBreaks)) {
		const mayGoOn = !found.endsWith('\n') && index + unfinishedBreakCharacters >= text.length;
		if (mayGoOn && !isEnd) break;
		from = index + found.length;
		above--;
		if (above === 0) break;
	}
	if (above === 0) return { text: text.slice(from), above };
	return { text: isEnd ? '' : text.slice(Math.max(from, text.length - unfinishedBreakCharacters)), above };
}

/** Blank lines, and the line by which a list tells Excel its delimiter, which Excel does not show either. */
const beforeTheRows = /^(?:[\r\n]*"?sep=([^"'\r\n])"?(?:\r\n?|\n|$))?[\r\n]*/i;

interface FirstRow {
	/** From there on. */
	text: string;
	/** That a line before it names; null where none does. */
	delimiter: string | null;
	linesBefore: number;
}

export function fromFirstRow(sample: string): FirstRow {
	const [before = '', delimiter = null] = beforeTheRows.exec(sample) ?? [];
	return { text: sample.slice(before.length), delimiter, linesBefore: before.match(lineBreaks)?.length ?? 0 };
}

/** A header stands near the beginning of a file. */
const mostLinesAbove = 20;
/** A longer cell is no column's name. */
const longestName = 100;

/**
 * @param headerLine the line that was taken for the header, counted from 1.
 * @returns another line of which a cell reads so, whatever the delimiter; null where none near the beginning does.
 */
export function lineHolding(text: string, name: string, headerLine: number): number | null {
	const wanted = asSeen(name);
	const place = text.split(lineBreaks, mostLinesAbove).findIndex((line, index) => {
		if (index + 1 === headerLine) return false;
		const cells = line.split(/[,;\t|]/).map((cell) => cell.trim().replace(/^(["'])(.*)\1$/, '$2'));
		return (
			cells.some((cell) => asSeen(cell) === wanted) &&
			!cells.some((cell) => cell.length > longestName || isContact(cell))
		);
	});
	return place < 0 ? null : place + 1;
}
