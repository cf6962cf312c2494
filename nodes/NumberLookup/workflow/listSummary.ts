/** What a list's item says of it. */

import type { ListCounts } from '../list/counts';
import type { OpenList } from '../list/readList';
import type { Totals } from '../lookup/outcome';
import type { OutcomeCounts } from '../lookup/outcomeCounts';
import type { FileName } from './listFiles';

/** Between the beginning of a list and its end. */
interface Spent {
	durationMs: number;
	/** Different numbers for which a provider was asked. */
	asked: number;
	/** Different numbers that an account failure left over. */
	leftByAccount: number;
	billed: number;
	perhapsBilledTwice: number;
	perhapsBilled: number;
	reused: number;
}

/** How much was spent when a list began: the lists of a run share totals and counts. */
export class Beginning {
	private readonly totals: Totals;
	private readonly asked: number;
	private readonly leftByAccount: number;

	constructor(
		private readonly nowMs: number,
		totals: Readonly<Totals>,
		{ asked, leftByAccount }: OutcomeCounts,
	) {
		this.totals = { ...totals };
		this.asked = asked;
		this.leftByAccount = leftByAccount;
	}

	spentUntil(nowMs: number, totals: Readonly<Totals>, counts: OutcomeCounts): Spent {
		return {
			durationMs: nowMs - this.nowMs,
			asked: counts.asked - this.asked,
			leftByAccount: counts.leftByAccount - this.leftByAccount,
			billed: totals.paid - this.totals.paid,
			perhapsBilledTwice: totals.perhapsBilledTwice - this.totals.perhapsBilledTwice,
			perhapsBilled: totals.perhapsBilled - this.totals.perhapsBilled,
			reused: reusedIn(totals) - reusedIn(this.totals),
		};
	}
}

/** From an unfinished run, or out of the store. */
function reusedIn({ reused, stored }: Readonly<Totals>): number {
	return reused + (stored ?? 0);
}

const msInSecond = 1_000;
/** Prices are fractions; the sum of many shall not end in a row of nines. */
const decimalsOfCost = 6;

/** The public summary: names and order are the contract. */
export function summaryOfList(
	file: string,
	form: OpenList['form'],
	counts: ListCounts,
	files: Partial<Record<FileName, number>>,
	{ durationMs, asked, billed, perhapsBilledTwice, perhapsBilled, reused }: Spent,
	pricePerLookup: number | null,
	problem: string | null,
) {
	const { rows, blank, malformed, broken, distinct, duplicates, byVerdict, byStatus, byCountry, byNetwork } = counts;
	return {
		file,
		rows,
		blank,
		malformed,
		broken,
		distinct,
		duplicates,
		reused,
		asked,
		billed,
		perhapsBilledTwice,
		perhapsBilled,
		cost: pricePerLookup === null ? null : Number((billed * pricePerLookup).toFixed(decimalsOfCost)),
		durationSeconds: durationMs / msInSecond,
		byVerdict: { ...byVerdict },
		byStatus: { ...byStatus },
		byCountry: { ...byCountry },
		byNetwork: byNetwork.map((network) => ({ ...network })),
		/** Rows in each file. */
		files: { ...files },
		...written(form),
		/** Why the list was not looked up, or not to its end; null where it was. */
		problem,
	};
}

/** How the list is written: a workbook has no delimiter, and a CSV file no sheets. */
function written(form: OpenList['form']) {
	if ('sheet' in form) return { encoding: null, delimiter: null, sheet: form.sheet };
	return { encoding: form.encoding, delimiter: form.delimiter, sheet: null };
}

export type ListSummary = ReturnType<typeof summaryOfList> | { problem: string };

/** @returns the summary of a list of which nothing was looked up. */
export function unusableList(problem: string): ListSummary {
	return { problem };
}
