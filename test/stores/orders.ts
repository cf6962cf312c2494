/** What tests give a process of n8n's engine to do: to look numbers up, in items and in a list file. */

import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

import type { ProviderId } from '../../simulator/providers';
import type { Report, WorkflowToKill } from './killedMessages';

const rowSchema = z.object({
	lookup: z.object({ number: z.string(), verdict: z.string(), attempts: z.number(), cached: z.boolean() }),
});

const summarySchema = z.object({ rows: z.number(), reused: z.number() });

export function lookUpItems(provider: ProviderId, phones: readonly string[], options: INodeParameters): WorkflowToKill {
	return {
		parameters: { provider, phoneNumber: '={{ $json.phone }}', options },
		items: phones.map((phone) => ({ json: { phone }, list: null })),
	};
}

/** @returns what was found, item by item. */
export function lookupsOf({ items }: Report) {
	return items.map(({ json }) => rowSchema.parse(json).lookup);
}

/** @param rows without a header; the second column holds the number. */
export function scrubList(
	provider: ProviderId,
	rows: ReadonlyArray<readonly string[]>,
	options: INodeParameters,
): WorkflowToKill {
	const parameters = {
		operation: 'scrubList',
		provider,
		numberColumn: '2',
		outputFiles: 'enriched',
		columns: ['verdict'],
	};
	return {
		parameters: { ...parameters, options: { ...options, headerRow: false } },
		items: [{ json: {}, list: stringify(rows.map((row) => [...row])) }],
	};
}

/** @returns the rows of the file that the run made, each with its verdict last; and how many distinct numbers had an earlier answer. */
export function scrubbedListOf({ items }: Report): { rows: string[][]; reused: number } {
	const [item] = items;
	const { reused } = summarySchema.parse(item?.json);
	const rows: string[][] = parse(item?.files.enriched ?? '', { bom: true });
	return { rows: rows.map((row) => row.slice(0, -1)), reused };
}
