/** Rows of a list to the one number in each. Pure. */

import type { ParsedNumber } from '../lookup/number';
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

/** Why a row has no number to ask: its cell is empty or holds no number, the row itself cannot be read, or else. */
export type Lack = 'blank' | 'malformed' | 'broken' | 'other';

export type PlannedListRow = {
	cells: readonly string[];
	/** Counted from 1, the header not counted. */
	row: number;
} & (
	| { number: ParsedNumber; lack: null }
	| { number: null; lack: Lack; problem: Pick<RowProblem, 'status' | 'message'> }
);

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
			return { ...facts, ...this.only(numbers[index] ?? [], row) };
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
		const { status, message } = first.problem;
		if (this.cellOf(row).trim() === '') return without('blank', status, message);
		return without(status === 'invalid_number' ? 'malformed' : 'other', status, message);
	}

	private cellOf({ cells }: ListRow): string {
		return cells[this.place.numberColumn] ?? '';
	}

	private countryOf({ cells }: ListRow): Pick<PlanItem, 'defaultCountry' | 'countryPlace'> {
		const { countryColumn, countryColumnName, defaultCountry } = this.place;
		const cell = countryColumn === null ? '' : (cells[countryColumn] ?? '').trim();
		if (cell === '') return { defaultCountry };
		return { defaultCountry: cell, countryPlace: `In the column “${countryColumnName}”,` };
	}
}

function without(lack: Lack, status: RowProblem['status'], message: string) {
	const problem = { status, message };
	return { number: null, lack, problem };
}
