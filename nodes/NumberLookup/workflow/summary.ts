/** The line above the node’s output: what the run did and what it may cost. */

import type { NumberResult } from '../lookup/result';
import type { Totals } from '../lookup/outcome';
import { verdicts } from '../reference/statuses';

export interface RunFacts {
	rows: readonly NumberResult[];
	/** Distinct numbers that could be asked. */
	distinct: number;
	totals: Readonly<Totals> | null;
	/** Distinct numbers that were asked although the numbering plan says they cannot be mobile. */
	nonMobileAsked: number;
	/** `options.maxLookups` kept numbers from being asked. */
	heldBack: number;
}

const number = new Intl.NumberFormat('en');

/** @returns a sentence where no row holds anything to look up, which is seldom what the user meant; else null. */
export function warningOf(rows: readonly NumberResult[]): string | null {
	if (rows.length === 0 || rows.some(({ input }) => input?.trim() !== '')) return null;
	const where = rows.length === 1 ? 'is empty' : `is empty in all ${number.format(rows.length)} rows`;
	return `Phone Number ${where}. Check the field: the column may be called otherwise, or its expression may fail.`;
}

function counted(count: number, one: string, many = `${one}s`): string {
	return `${number.format(count)} ${count === 1 ? one : many}`;
}

/** @returns one sentence or a few, such as "1,000 rows, 640 distinct numbers, 640 lookups. Verdicts: 600 valid, 40 unknown." */
export function summaryOf({ rows, distinct, totals, nonMobileAsked, heldBack }: RunFacts): string {
	const parts = [counted(rows.length, 'row'), counted(distinct, 'distinct number')];
	const duplicates = rows.filter(({ duplicateOf }) => duplicateOf !== null).length;
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
		.map((verdict) => ({ verdict, count: rows.filter((row) => row.verdict === verdict).length }))
		.filter(({ count }) => count > 0)
		.map(({ verdict, count }) => `${number.format(count)} ${verdict}`);
	if (verdictCounts.length > 0) sentences.push(`Verdicts: ${verdictCounts.join(', ')}.`);
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
