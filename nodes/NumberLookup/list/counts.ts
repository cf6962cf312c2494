/** What became of a list's rows, in numbers. */

import { ReadingCounts } from '../lookup/readingCounts';
import type { Status, Verdict } from '../reference/statuses';

/** Rows of numbers that one network serves. */
export interface NetworkCount {
	network: string | null;
	country: string | null;
	mcc: string;
	mnc: string | null;
	rows: number;
}

/** What a row's result counts as. */
export interface Countable {
	verdict: Verdict;
	status: Status;
	/** Of the number. */
	country: string | null;
	mcc: string | null;
	mnc: string | null;
	network: string | null;
	networkCountry: string | null;
}

export class ListCounts {
	rows = 0;
	/** Rows whose number cell is empty, or all of whose cells are. */
	blank = 0;
	/** Rows whose number cell holds no number that can be asked. */
	malformed = 0;
	/** Rows that cannot be read as rows of this list. */
	broken = 0;
	/** Different numbers in the list. */
	distinct = 0;
	/** Rows whose number stood in the list before. */
	duplicates = 0;
	readonly byVerdict: Record<Verdict, number> = { valid: 0, unavailable: 0, invalid: 0, unknown: 0 };
	readonly byStatus: Partial<Record<Status, number>> = {};
	/** By country of the number. */
	readonly byCountry: Record<string, number> = {};
	readonly readings = new ReadingCounts();
	private readonly networks = new Map<string, NetworkCount>();

	add({ verdict, status, country, mcc, mnc, network, networkCountry }: Countable): void {
		this.rows++;
		this.byVerdict[verdict]++;
		this.byStatus[status] = (this.byStatus[status] ?? 0) + 1;
		if (country !== null) this.byCountry[country] = (this.byCountry[country] ?? 0) + 1;
		if (mcc === null) return;
		const key = `${mcc} ${mnc ?? ''} ${networkCountry ?? ''}`;
		const count = this.networks.get(key) ?? { network, country: networkCountry, mcc, mnc, rows: 0 };
		count.rows++;
		this.networks.set(key, count);
	}

	/** Most rows first. */
	get byNetwork(): NetworkCount[] {
		return [...this.networks.values()].sort((one, other) => other.rows - one.rows);
	}
}
