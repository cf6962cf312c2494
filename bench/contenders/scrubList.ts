/** The operation Scrub List of the Number Lookup node, as built, with files that n8n keeps on disk. */

import type { IBinaryData } from 'n8n-workflow';
import { z } from 'zod';

import { chain, fileOf, keepFilesOnDisk, type LoadedPackage } from '../../n8n-runner';
import type { Report } from '../simulatorMessages';
import { msisdns } from '../numbers';
import type { ListKind } from '../listMessages';
import { workbookOf } from '../workbook';
import { measuredNode } from './engine';
import { numberLookupNode } from './numberLookup';

const summarySchema = z.object({ rows: z.number(), billed: z.number(), byVerdict: z.object({ valid: z.number() }) });

let lastWorkflowNumber = 0;

/**
 * @param rows in the list, of which so many are distinct numbers; the others are duplicates of these, spread over the list.
 * @returns the work to measure; it rejects where a number stays without an answer.
 */
export async function scrubList(
	n8n: LoadedPackage,
	ports: Report['ports'],
	{ rows, distinct, kind = 'csv' }: { rows: number; distinct: number; kind?: ListKind },
): Promise<() => Promise<void>> {
	await keepFilesOnDisk();
	const { node, credentials } = numberLookupNode(n8n, ports, 'sinch', {});
	const parameters = { ...node.parameters, operation: 'scrubList' };
	const workflow = {
		id: `list-${++lastWorkflowNumber}`,
		...chain({ ...node, name: measuredNode, parameters }),
	};
	const items = [{ json: {}, binary: { data: await fileOfKind[kind](rowsOf(rows, distinct)) } }];
	return async () => {
		const run = await n8n.runWorkflow({ workflow, items, credentials, mode: 'trigger' });
		if (run.error !== null) throw new Error(run.error.message);
		const summary = summarySchema.parse(run.outputsOf(measuredNode)[0]?.[0]?.json);
		const { byVerdict, billed } = summary;
		if (summary.rows === rows && byVerdict.valid === rows && billed === distinct) return;
		throw new Error(`The list of ${rows} rows with ${distinct} numbers became ${JSON.stringify(summary)}.`);
	};
}

/** Rows as they come from a CRM: the number among a few other columns, new ones and duplicates in turn. */
function* rowsOf(rows: number, distinct: number): Generator<readonly string[]> {
	const numbers = msisdns(distinct);
	yield ['id', 'name', 'phone'];
	let seen = 0;
	for (let row = 0; row < rows; row++) {
		const isNew = seen * rows <= row * distinct;
		const number = numbers[isNew ? seen++ : (row * step) % seen];
		yield [String(row), `Contact ${row}`, `+${number ?? ''}`];
	}
}

/** Any large prime: which of the earlier numbers a duplicate repeats. */
const step = 7919;

const fileOfKind: Record<ListKind, (rows: Iterable<readonly string[]>) => Promise<IBinaryData>> = {
	async csv(rows) {
		const lines = Array.from(rows, (row) => `${row.join(',')}\n`);
		return await fileOf(Buffer.from(lines.join('')), 'list.csv', 'text/csv');
	},
	async xlsx(rows) {
		return await fileOf(workbookOf(rows), 'list.xlsx', 'application/octet-stream');
	},
};
