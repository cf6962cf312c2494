/** What the demo prints: a table of the rows and the totals beneath it. */

import type { ExecutionError, IDataObject } from 'n8n-workflow';
import { z } from 'zod';

const resultSchema = z.object({
	input: z.string().nullable(),
	number: z.string().nullable(),
	verdict: z.string(),
	status: z.string(),
	statusMessage: z.string(),
	network: z.string().nullable(),
	networkCountry: z.string().nullable(),
	ported: z.boolean().nullable(),
	attempts: z.number(),
	duplicateOf: z.number().nullable(),
});

export type ShownResult = z.infer<typeof resultSchema>;

/** @returns the results in the node’s output items. */
export function resultsIn(items: readonly IDataObject[]): ShownResult[] {
	return items.map(({ lookup }) => resultSchema.parse(lookup));
}

const widths = { input: 28, number: 16, verdict: 11, status: 18, network: 30 };

/** @returns one line for each row, at most so many. */
export function table(results: readonly ShownResult[], mostRows: number): string {
	const lines = results
		.slice(0, mostRows)
		.map(({ input, number, verdict, status, network, networkCountry, ported, duplicateOf }) => {
			const serving = network === null ? '' : `${network}${networkCountry === null ? '' : ` (${networkCountry})`}`;
			const remarks = [ported === true ? 'ported' : '', duplicateOf === null ? '' : `as in item ${duplicateOf}`];
			return row(
				input ?? '',
				number ?? '-',
				verdict,
				status,
				serving,
				remarks.filter((remark) => remark !== '').join(', '),
			);
		});
	const more = results.length > mostRows ? [`… and ${results.length - mostRows} more rows`] : [];
	return [row('as written', 'number', 'verdict', 'status', 'network today', 'remarks'), ...lines, ...more].join('\n');
}

function row(input: string, number: string, verdict: string, status: string, network: string, remarks: string): string {
	const cells = [
		cell(JSON.stringify(input).slice(1, -1), widths.input),
		cell(number, widths.number),
		cell(verdict, widths.verdict),
		cell(status, widths.status),
		cell(network, widths.network),
	];
	return `  ${cells.join('  ')}  ${remarks}`.trimEnd();
}

function cell(text: string, width: number): string {
	return text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);
}

export interface Totals {
	rows: number;
	/** Distinct numbers that could be asked. */
	distinct: number;
	/** Requests and datagrams that the simulator got; null at a real provider. */
	requests: number | null;
	/** Lookups billed by the simulator; null at a real provider. */
	billed: number | null;
	verdicts: Readonly<Record<string, number>>;
}

/** @param ledger what the simulator’s ledger says, null at a real provider. */
export function totalsOf(results: readonly ShownResult[], ledger: { requests: number; billed: number } | null): Totals {
	const verdicts: Record<string, number> = {};
	for (const { verdict } of results) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
	return {
		rows: results.length,
		distinct: new Set(results.flatMap(({ number }) => number ?? [])).size,
		requests: ledger?.requests ?? null,
		billed: ledger?.billed ?? null,
		verdicts,
	};
}

export function totalsText({ rows, distinct, requests, billed, verdicts }: Totals): string {
	const counted = Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`);
	const ledger = requests === null || billed === null ? [] : [`${requests} requests`, `${billed} lookups billed`];
	return [`${rows} rows`, `${distinct} distinct numbers`, ...ledger, counted.join(', ')].join(' | ');
}

/** @param error as n8n stores it. */
export function failureText({ message, description }: Pick<ExecutionError, 'message' | 'description'>): string {
	return [message, description].filter(Boolean).join('\n');
}
