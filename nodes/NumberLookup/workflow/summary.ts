/** The line above the node’s output: what the run did and what it may cost. */

import type { NumberResult } from '../lookup/result';
import type { Totals } from '../lookup/outcome';
import { type Verdict, verdicts } from '../reference/statuses';

export interface RowCounts {
	rows: number;
	/** Rows whose number stood in a row before. */
	duplicates: number;
	byVerdict: Readonly<Record<Verdict, number>>;
}

export interface RunFacts extends RowCounts {
	/** Distinct numbers that could be asked. */
	distinct: number;
	totals: Readonly<Totals> | null;
	/** Distinct numbers that were asked although the numbering plan says they cannot be mobile. */
	nonMobileAsked: number;
	/** `options.maxLookups` kept numbers from being asked. */
	heldBack: number;
	/** Sentences on how the numbers were read. */
	readings: readonly string[];
}

export const noRows: RowCounts = {
	rows: 0,
	duplicates: 0,
	byVerdict: { valid: 0, unavailable: 0, invalid: 0, unknown: 0 },
};

export function addCounts(one: RowCounts, other: RowCounts): RowCounts {
	const byVerdict = { ...one.byVerdict };
	for (const verdict of verdicts) byVerdict[verdict] += other.byVerdict[verdict];
	return { rows: one.rows + other.rows, duplicates: one.duplicates + other.duplicates, byVerdict };
}

/** Counts rows one by one. */
export class RowTally implements RowCounts {
	rows = 0;
	duplicates = 0;
	readonly byVerdict = { ...noRows.byVerdict };

	add({ verdict, duplicateOf }: NumberResult): void {
		this.rows++;
		this.byVerdict[verdict]++;
		if (duplicateOf !== null) this.duplicates++;
	}
}

const number = new Intl.NumberFormat('en');

/** @returns a sentence where no row holds anything to look up, which is seldom what the user meant; else null. */
export function warningOf(rows: ReadonlyArray<Pick<NumberResult, 'input'>>): string | null {
	if (rows.length === 0 || rows.some(({ input }) => input?.trim() !== '')) return null;
	const where = rows.length === 1 ? 'is empty' : `is empty in all ${number.format(rows.length)} rows`;
	return `Phone Number ${where}. Check the field: the column may be called otherwise, or its expression may fail.`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
	return `${number.format(count)} ${count === 1 ? one : many}`;
}

/** @returns one sentence or a few, such as "1,000 rows, 640 distinct numbers, 640 lookups. Verdicts: 600 valid, 40 unknown." */
export function summaryOf(facts: RunFacts): string {
	const { rows, distinct, duplicates, byVerdict, totals, nonMobileAsked, heldBack, readings } = facts;
	const parts = [counted(rows, 'row'), counted(distinct, 'distinct number')];
	const sentences: string[] = [];
	if (totals === null) {
		parts.push('nobody asked');
	} else {
		if (totals.stored !== null) parts.push(`${number.format(totals.stored)} from earlier answers`);
		parts.push(`${counted(totals.paid, 'lookup')} paid`);
		if (totals.reused > 0) parts.push(`${counted(totals.reused, 'answer')} kept from an unfinished run`);
	}
	if (duplicates > 0) parts.push(`${counted(duplicates, 'duplicate')} ${totals === null ? 'found' : 'saved'}`);
	sentences.push(`${parts.join(', ')}.`);
	const verdictCounts = verdicts
		.filter((verdict) => byVerdict[verdict] > 0)
		.map((verdict) => `${number.format(byVerdict[verdict])} ${verdict}`);
	if (verdictCounts.length > 0) sentences.push(`Verdicts: ${verdictCounts.join(', ')}.`);
	sentences.push(...readings);
	if (totals !== null && totals.perhapsBilledTwice > 0) {
		const times = counted(totals.perhapsBilledTwice, 'lookup');
		sentences.push(`${times} perhaps billed twice, because an answer was lost (option Retry When Unsure).`);
	}
	if (totals !== null && totals.perhapsBilled > 0) {
		sentences.push(
			`${counted(totals.perhapsBilled, 'number')} got no answer and ${totals.perhapsBilled === 1 ? 'was' : 'were'} perhaps billed.`,
		);
	}
	if (heldBack > 0) sentences.push(`${counted(heldBack, 'number')} not looked up because of the option Max Lookups.`);
	if (nonMobileAsked > 0) {
		sentences.push(`The option Skip Non-Mobile Numbers would have saved ${counted(nonMobileAsked, 'lookup')}.`);
	}
	return sentences.join(' ');
}
