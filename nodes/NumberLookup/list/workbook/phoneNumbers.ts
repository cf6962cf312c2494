/** Phone numbers that a workbook holds as numbers. */

import type { RowBlock } from '../readList';
import type { ListRow } from '../rowReader';
import type { StoredCell } from './cell';

/** Closes what it reads from, also where its reader stops early. */
export async function* withPhoneNumbers(blocks: AsyncGenerator<RowBlock>, column: number): AsyncGenerator<RowBlock> {
	for await (const block of blocks) {
		yield { ...block, rows: block.rows.map((row) => withPhoneNumber(row, column)) };
	}
}

function withPhoneNumber(row: ListRow, column: number): ListRow {
	const cell = row.stored?.[column];
	return cell?.kind === 'number' ? { ...row, cells: row.cells.with(column, phoneNumberIn(cell)) } : row;
}

/**
 * A phone number that a workbook holds as a number may be shown with commas in it, or as an amount. Its format is heeded only where it adds
 * what a number has in front: `0000000000`, `"+44 "0`.
 */
function phoneNumberIn({ value, seen }: StoredCell): string {
	const number = Number(value);
	if (!Number.isInteger(number) || number < 0) return seen;
	const digits = String(number);
	return !seen.includes(',') && seen.replace(/\D/g, '').endsWith(digits) ? seen : digits;
}
