/** Rows of a list to the one number in each. Pure. */

import type { ParsedNumber } from '../lookup/parsedNumber';
import { type PlanItem, type PlannedRow, planLookups, type RowProblem } from '../lookup/plan';
import type { ReadingCounts } from '../lookup/readingCounts';
import type { ListRow } from './rowReader';

/** Where a list holds what is to be looked up. */
export interface NumberPlace {
	/** Index of the column. */
	numberColumn: number;
	/** Index of the column with a country for each row; null where there is none. */
	countryColumn: number | null;
	/** What a message calls that column: its name, or where it has none its position. */
	countryColumnName: string;
	/** For rows without one. */
	defaultCountry: string;
}

/** Why a row has no number to ask: its cell is empty or holds no number, the row itself cannot be read or is none of the list's, or else. */
export type Lack = 'blank' | 'malformed' | 'broken' | 'other';

export type PlannedListRow = {
	cells: readonly string[];
	/** Counted from 1, the header not counted. */
	row: number;
} & (
	| { number: ParsedNumber; lack: null }
	| {
			number: null;
			lack: Lack;
			/** null for a row that holds nothing at all. */ problem: Pick<RowProblem, 'status' | 'message'> | null;
	  }
);

/** Commas between them, as the fields of the node take them, do not help in a list. */
const severalNumbers = 'Seems to hold several numbers; put one number in each row.';

export class RowPlanner {
	private rowsBefore = 0;

	/** @param readings counts how the rows were read. */
	constructor(
		private readonly place: NumberPlace,
		private readonly readings: ReadingCounts,
	) {}

	/** @param rows the list's next ones. */
	plan(rows: readonly ListRow[]): PlannedListRow[] {
		const { rowsBefore } = this;
		this.rowsBefore += rows.length;
		const numbers: PlannedRow[][] = rows.map(() => []);
		const items = rows.map((row) => ({ phoneNumber: this.cellOf(row), ...this.countryOf(row) }));
		const plan = planLookups(items, (index) => `row ${rowsBefore + index + 1}`);
		for (const planned of plan.rows) numbers[planned.itemIndex]?.push(planned);
		return rows.map((row, index) => {
			const facts = { cells: row.cells, row: rowsBefore + index + 1 };
			if (row.problem !== null) return { ...facts, ...without('broken', 'not_looked_up', row.problem) };
			const valueless = this.whyWithoutValue(row);
			if (valueless !== null) {
				this.readings.faults.noValue++;
				return { ...facts, ...without('other', 'not_looked_up', valueless) };
			}
			if (isBlank(row)) return { ...facts, number: null, lack: 'blank', problem: null };
			const planned = this.only(numbers[index] ?? [], row);
			// Nothing tears the rows of a workbook, so that a number there is wrong for its own reason.
			const mayBeOdd = planned.number === null && (row.stored === undefined || planned.lack !== 'other');
			const oddity = mayBeOdd ? this.oddityOf(row) : null;
			return { ...facts, ...(oddity === null ? planned : without('broken', 'not_looked_up', oddity)) };
		});
	}

	private only(planned: readonly PlannedRow[], row: ListRow) {
		const [first] = planned;
		if (first === undefined || planned.length > 1) {
			this.readings.faults.several++;
			return without('other', 'not_looked_up', `Holds ${planned.length} numbers; each row of a list can hold one.`);
		}
		this.readings.add(first);
		if (first.number !== null) return { number: first.number, lack: null };
		const { status, fault } = first.problem;
		const message = fault === 'several' ? severalNumbers : first.problem.message;
		if (this.cellOf(row).trim() === '') return without('blank', status, message);
		return without(status === 'invalid_number' ? 'malformed' : 'other', status, message);
	}

	/** A formula without a result, or with an error in its place, is not an empty cell, and no wrong number. */
	private whyWithoutValue(row: ListRow): string | null {
		if (row.stored?.[this.place.numberColumn]?.kind === 'formula') return formulaWithoutResult;
		const [error] = spreadsheetError.exec(this.cellOf(row).trim()) ?? [];
		return error === undefined
			? null
			: `Holds ${error}, an error of the spreadsheet; mend it there and save the list anew.`;
	}

	/** A row that is longer or shorter than the list's may be none of them, such as a line below the list, or have its cells elsewhere. */
	private oddityOf(row: ListRow): string | null {
		const { cells, own = cells } = row;
		const isContact =
			own.length < cells.length && own.length > this.place.numberColumn && this.cellOf(row).trim() === '';
		if (own.length === cells.length || isContact) return null;
		return `Has ${own.length === 1 ? '1 column' : `${own.length} columns`} where the first row has ${cells.length}, and no number that can be read.`;
	}

	private cellOf({ cells, own = cells }: ListRow): string {
		return own[this.place.numberColumn] ?? '';
	}

	private countryOf({ cells, own = cells, stored = [] }: ListRow): Pick<PlanItem, 'defaultCountry' | 'countryPlace'> {
		const { countryColumn, countryColumnName, defaultCountry } = this.place;
		if (countryColumn === null) return { defaultCountry };
		const isUnknown = stored[countryColumn]?.kind === 'formula';
		const cell = isUnknown ? 'a formula without a result' : (own[countryColumn] ?? '').trim();
		if (cell === '') return { defaultCountry };
		return { defaultCountry: cell, countryPlace: `In the column “${countryColumnName}”,` };
	}
}

const formulaWithoutResult = 'A formula whose result the workbook does not hold; open it in Excel and save it.';

/** As Excel and LibreOffice write them in the languages of their users: #N/A, #REF!, #NAME?, #DIV/0!, #NV, #BEZUG!, #¡REF!. */
const spreadsheetError = /^#(?:N\/[AD]|NV|¡?[\p{Lu}/0]{2,12}[!?])$/u;

function isBlank({ cells, own = cells }: ListRow): boolean {
	return own.every((cell) => cell.trim() === '');
}

function without(lack: Lack, status: RowProblem['status'], message: string) {
	const problem = { status, message };
	return { number: null, lack, problem };
}
