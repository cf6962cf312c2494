/** What the tests of killed runs and their processes say to each other. */

import type { INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

const workflowSchema = z.object({
	/** Of its one node, Number Lookup. */
	parameters: z.custom<INodeParameters>((value) => typeof value === 'object' && value !== null),
	/** What the node gets: fields, and the text of a CSV file or null. */
	items: z.array(z.object({ json: z.record(z.string()), list: z.string().nullable() })),
});

export const orderSchema = z.object({
	credentials: z.record(z.object({ type: z.string(), data: z.record(z.unknown()) })),
	workflow: workflowSchema,
});

export type WorkflowToKill = z.infer<typeof workflowSchema>;
export type Order = z.infer<typeof orderSchema>;

export const reportSchema = z.object({
	error: z.string().nullable(),
	hints: z.array(z.string()),
	/** What the node gave: fields, and the texts of files by their names. */
	items: z.array(z.object({ json: z.record(z.unknown()), files: z.record(z.string()) })),
});

export type Report = z.infer<typeof reportSchema>;
