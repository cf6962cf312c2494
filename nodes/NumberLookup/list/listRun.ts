/** One list on its way through the engine: its rows wait here, in order, until their numbers are answered. */

import { nobodyAsked, resultWithoutAnswer } from '../lookup/normalise';
import type { ParsedNumber } from '../lookup/parsedNumber';
import type { RowProblem } from '../lookup/plan';
import type { Verdict } from '../reference/statuses';
import type { AskAhead } from './askAhead';
import { ListCounts } from './counts';
import type { KnownResult, KnownResults } from './knownResults';
import { type NumberPlace, type PlannedListRow, RowPlanner } from './planRows';
import type { RowBlock } from './readList';
import type { OutputRow } from './listFile';

export interface WrittenRow extends OutputRow {
	/** null for a row that holds nothing. */
	verdict: Verdict | null;
}

export interface RowSink {
	/**
	 * Takes rows in order; waits where more than enough waits to be written.
	 * @param bytesRead how much of the file these rows and those before are.
	 */
	write(rows: readonly WrittenRow[], bytesRead: number): Promise<void>;
}

/** A number of the run. */
export interface SeenNumber {
	/** The list in which it stood last, and the row of that list in which it stood first, both counted from 1. */
	list: number;
	row: number;
	/** null until it is answered. */
	known: KnownResult | null;
}

/** What the lists of a run share. */
export interface RunShare {
	seen: Map<string, SeenNumber>;
	asking: AskAhead<SeenNumber>;
	results: KnownResults;
}

type PendingRow = OutputRow &
	(
		| { number: ParsedNumber; seen: SeenNumber; duplicateOf: number | null }
		| { number: null; problem: Pick<RowProblem, 'status' | 'message'> | null }
	);

interface PendingBlock extends Omit<RowBlock, 'rows'> {
	rows: readonly PendingRow[];
	/** The last question that holds one of its numbers. */
	question: number;
}

/** Where more wait than these, they wait no longer for a question to become full. */
const mostPendingRows = 20_000;
const mostPendingCharacters = 8 * 1024 * 1024;

export class ListRun {
	readonly counts = new ListCounts();
	private readonly planner: RowPlanner;
	private readonly pending: PendingBlock[] = [];

	/** @param list which one of the run's, counted from 1. */
	constructor(
		private readonly list: number,
		private readonly share: RunShare,
		place: NumberPlace,
		private readonly sink: RowSink,
	) {
		this.planner = new RowPlanner(place, this.counts.readings);
	}

	get isPending(): boolean {
		return this.pending.length > 0;
	}

	/** Takes rows, and writes those that are answered by now. */
	async take({ rows, ...block }: RowBlock): Promise<void> {
		const pending: PendingRow[] = [];
		for (const [index, planned] of this.planner.plan(rows).entries()) {
			pending.push({ ...(await this.withItsNumber(planned)), stored: rows[index]?.stored });
		}
		this.pending.push({ ...block, rows: pending, question: this.share.asking.lastQuestion });
		while (this.mustWrite()) await this.writeNext();
	}

	/** Writes the rows that wait longest, as soon as they are answered. */
	async writeNext(): Promise<void> {
		const block = this.pending.shift();
		if (block === undefined) return;
		await this.share.asking.settlementOf(block.question);
		await this.sink.write(
			block.rows.map((row) => this.written(row)),
			block.bytesRead,
		);
	}

	private mustWrite(): boolean {
		const [first] = this.pending;
		if (first === undefined) return false;
		const sum = (count: (block: PendingBlock) => number) => this.pending.reduce((all, each) => all + count(each), 0);
		return (
			this.share.asking.isSettled(first.question) ||
			sum(({ rows }) => rows.length) > mostPendingRows ||
			sum(({ characters }) => characters) > mostPendingCharacters
		);
	}

	/** A number that is new to the run is asked. */
	private async withItsNumber(planned: PlannedListRow): Promise<PendingRow> {
		const { cells, number, lack } = planned;
		if (number === null) {
			if (lack !== 'other') this.counts[lack]++;
			return { cells, number, problem: planned.problem };
		}
		const known = this.share.seen.get(number.msisdn);
		const seen = known ?? { list: this.list, row: planned.row, known: null };
		if (known === undefined) {
			this.share.seen.set(number.msisdn, seen);
			await this.share.asking.add(number, seen);
		}
		return { cells, number, seen, duplicateOf: this.firstRowOf(seen, planned.row, known !== undefined) };
	}

	/** @returns the row of this list where the number stood before; null where it did not. */
	private firstRowOf(seen: SeenNumber, row: number, wasSeen: boolean): number | null {
		if (wasSeen && seen.list === this.list) {
			this.counts.duplicates++;
			return seen.row;
		}
		this.counts.distinct++;
		seen.list = this.list;
		seen.row = row;
		return null;
	}

	private written(row: PendingRow): WrittenRow {
		const { results } = this.share;
		if (row.number === null) {
			const { problem } = row;
			if (problem === null) {
				this.counts.rows++;
				return { verdict: null, stored: row.stored, cells: [...row.cells, ...results.noCells] };
			}
			const why = { ...problem, code: null };
			const result = resultWithoutAnswer({ input: null, number: null, duplicateOf: null }, why, nobodyAsked(false));
			this.counts.add(result);
			return {
				verdict: result.verdict,
				stored: row.stored,
				cells: [...row.cells, ...results.cellsWithoutNumber(result)],
			};
		}
		const { number, duplicateOf, cells, stored } = row;
		const { known } = row.seen;
		if (known === null) throw new RangeError(`No answer to ${number.msisdn} yet`);
		const asRead = results.asReadIn(number.country, known);
		const { counted } = asRead.common;
		this.counts.add(counted);
		return { verdict: counted.verdict, stored, cells: [...cells, ...results.cells(asRead, number, duplicateOf)] };
	}
}
