/** An execution as n8n's editor gets it. */

import { parse } from 'flatted';
import { z } from 'zod';

const executionError = z.object({
	message: z.string(),
	/** The second line that the editor shows. */
	description: z.string().nullish(),
});

const item = z.object({ json: z.record(z.unknown()) });

/** One run of a node; a retry of n8n's is part of the same run. */
const nodeRun = z.object({
	executionStatus: z.string().optional(),
	error: executionError.optional(),
	hints: z.array(z.object({ message: z.string() })).default([]),
	data: z.object({ main: z.array(z.array(item).nullable()).optional() }).optional(),
});

const executionData = z.object({
	resultData: z.object({
		error: executionError.optional(),
		// In queue mode an execution may be called ended before, or without, its worker having stored what it did.
		runData: z.record(z.array(z.unknown())).default({}),
	}),
});

export const executionRecord = z.object({
	id: z.string(),
	workflowId: z.string(),
	mode: z.string(),
	status: z.enum(['canceled', 'crashed', 'error', 'new', 'running', 'success', 'unknown', 'waiting']),
});

/** With `data` in the form that keeps what n8n refers to twice. */
export const executionRecordWithData = executionRecord.extend({ data: z.string() });

export type ExecutionRecord = z.infer<typeof executionRecord>;
export type ExecutionError = z.infer<typeof executionError>;
export type Row = Record<string, unknown>;

export interface Execution extends ExecutionRecord {
	/** What ended it; null where nothing did. */
	error: ExecutionError | null;
	/** By node, all of its runs; to be sent back for a partial run. */
	runData: Record<string, unknown[]>;
	/** @returns for each output of the node's last run its rows; nothing for a node that did not run. */
	outputsOf(nodeName: string): Row[][];
	/** @returns the lines above the output of the node's last run. */
	hintsOf(nodeName: string): string[];
}

export function readExecution({ data, ...record }: z.infer<typeof executionRecordWithData>): Execution {
	const { error = null, runData } = executionData.parse(parse(data)).resultData;
	const lastRunOf = (nodeName: string) => nodeRun.optional().parse(runData[nodeName]?.at(-1));
	return {
		...record,
		error,
		runData,
		outputsOf(nodeName) {
			const outputs = lastRunOf(nodeName)?.data?.main ?? [];
			return outputs.map((items) => items?.map(({ json }) => json) ?? []);
		},
		hintsOf: (nodeName) => lastRunOf(nodeName)?.hints.map(({ message }) => message) ?? [],
	};
}

/** @returns whether n8n still works on it, or will. */
export function isUnderWay({ status }: ExecutionRecord): boolean {
	return status === 'new' || status === 'running' || status === 'waiting';
}
