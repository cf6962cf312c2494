/** What the user is warned of about a list: what is seldom meant, and would look like a result. Pure. */

import { shownName } from '../list/columnNames';
import type { ListCounts } from '../list/counts';
import { readNumber } from '../lookup/number';
import { countryCode } from '../reference/countries';
import { readingWarnings } from './readingSentences';
import { counted } from './summary';

export interface ListFacts {
	/** The list's name. */
	file: string;
	/** As the user wrote it: a name or a position. */
	numberColumn: string;
	/** As the user wrote it; empty for none. */
	defaultCountry: string;
	/** The name of the number column in the list's first row; null where that row is one of the list. */
	heading: string | null;
	rows: Pick<ListCounts, 'rows' | 'blank' | 'distinct' | 'readings'>;
	/** Bytes of a list in UTF-8 that are not. */
	strayBytes: number;
	encoding: string;
	/** Whether that is a guess. */
	isGuessed: boolean;
	/** Places that mean nothing in that encoding. */
	unreadable: number;
	/** Whether the list is UTF-8 by its bytes, though not by the option Encoding. */
	seemsUtf8: boolean;
	/** null where the list has rows, or they were not read. */
	lack: ListLack | null;
}

/** What a list has in place of rows. */
export interface ListLack {
	/** null for a CSV file. */
	sheet: string | null;
	hasHeader: boolean;
	/** Those of the workbook that have rows. */
	otherSheets: readonly string[];
}

/** @returns sentences. */
export function listWarnings(facts: ListFacts): string[] {
	return [
		...readingWarnings(facts.rows.readings, facts.file),
		lackWarning(facts),
		columnWarning(facts),
		headingWarning(facts),
		bytesWarning(facts),
		guessWarning(facts),
		unreadableWarning(facts),
		utf8Warning(facts),
	].flatMap((each) => each ?? []);
}

function lackWarning({ file, lack }: ListFacts): string | null {
	if (lack === null) return null;
	const { sheet, hasHeader, otherSheets } = lack;
	const what = sheet === null ? file : `The sheet ${JSON.stringify(sheet)} of ${file}`;
	if (hasHeader) return `${what} has no rows below the names of its columns, so nothing was looked up.`;
	const names = otherSheets.map((name) => JSON.stringify(name)).join(', ');
	const others = names === '' ? '' : ` Other sheets have rows: ${names}. Write the right one into the option Sheet.`;
	return `${what} is empty, so nothing was looked up.${others}`;
}

function columnWarning({ file, numberColumn, rows }: ListFacts): string | null {
	if (rows.rows === 0 || rows.distinct > 0 || rows.readings.mendable > 0) return null;
	if (rows.blank === rows.rows) {
		return `The column "${shownName(numberColumn)}" of ${file} is empty in all rows. Check the field "Number Column".`;
	}
	return `No row of ${file} holds a phone number in the column "${shownName(numberColumn)}". Check the field "Number Column".`;
}

/** A list without names, taken for one that has them, loses its first number. */
function headingWarning({ file, defaultCountry, heading }: ListFacts): string | null {
	if (heading === null) return null;
	const reading = readNumber(heading, countryCode(defaultCountry));
	if (!reading.ok || !reading.number.valid) return null;
	return `The first row of ${file}, which holds a phone number, was taken for the names of its columns and not looked up. If the list has no such names, switch off Header Row and write a position, such as 1, in Number Column.`;
}

function bytesWarning({ file, strayBytes }: ListFacts): string | null {
	if (strayBytes === 0) return null;
	const [are, were] = strayBytes === 1 ? ['is', 'was'] : ['are', 'were'];
	const fact = `${counted(strayBytes, 'byte')} of ${file} ${are} not UTF-8 and ${were} read as Windows-1252.`;
	return `${fact} Check the option Encoding, and the letters outside ASCII in the new files.`;
}

function guessWarning({ file, encoding, isGuessed }: ListFacts): string | null {
	if (!isGuessed) return null;
	return `${file} is not in UTF-8 and was read as ${encoding}, which is a guess. Check the letters outside ASCII in the new files; if they are wrong, choose another under the option Encoding.`;
}

function unreadableWarning({ file, encoding, unreadable }: ListFacts): string | null {
	if (unreadable === 0) return null;
	return `${counted(unreadable, 'place')} of ${file} could not be read as ${encoding}; in the new files, \ufffd stands there. Choose another under the option Encoding.`;
}

function utf8Warning({ file, encoding, seemsUtf8 }: ListFacts): string | null {
	if (!seemsUtf8) return null;
	return `${file} was read as ${encoding}, as the option Encoding says, but by its bytes it is UTF-8. Check the letters outside ASCII in the new files; if they are wrong, set the option to Detect.`;
}
