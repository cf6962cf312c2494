/** The magic numbers as a Markdown table that also reads well on a terminal. */

import { providerIds, providers, type ProviderId } from '../providers';
import type { Outcome } from './outcome';
import { outcomes } from './outcomes';

const headings = [...new Set(providerIds.map((id) => providers[id].heading))];

/** The providers of each column. */
const columns = headings.map((heading) => providerIds.filter((id) => providers[id].heading === heading));

const heading = ['Ends in', 'Meaning', ...headings];

/** Stands where a provider does what the meaning says, in whatever way its protocol has. */
const asMeant = '●';

/** @returns lines of text, the last with its line end. An empty cell: answered as any other number. */
export function outcomeTable(): string {
	const rows = [heading, ...outcomes.map(cellsOf)];
	const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	const ruler = widths.map((width) => '-'.repeat(width));
	const [head = heading, ...body] = rows;
	return [head, ruler, ...body].map((row) => `| ${padded(row, widths).join(' | ')} |\n`).join('');
}

function padded(row: readonly string[], widths: readonly number[]): string[] {
	return row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
}

function cellsOf({ suffix, meaning, spoils }: Outcome): string[] {
	return [suffix, meaning, ...columns.map((ids) => spoilt(ids, spoils) ?? answered(ids, suffix))];
}

/** @returns null where nothing goes wrong at any of them. */
function spoilt(ids: readonly ProviderId[], spoils: Outcome['spoils']): string | null {
	const struck = ids.filter((id) => spoils[id] !== undefined);
	if (struck.length === 0) return null;
	return struck.length === ids.length ? asMeant : struck.map((id) => `${asMeant} ${providers[id].way}`).join(', ');
}

/** Providers of one column answer alike. */
function answered(ids: readonly ProviderId[], suffix: string): string {
	return ids.map((id) => providers[id].cells[suffix]).find((cell) => cell !== undefined) ?? '';
}
