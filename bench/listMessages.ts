/** What the benchmark and a process that scrubs a list say to each other. */

import { z } from 'zod';

import { reportSchema } from './simulatorMessages';

const kindSchema = z.enum(['csv', 'xlsx']);

export type ListKind = z.infer<typeof kindSchema>;

export const listOrderSchema = z.object({
	kind: kindSchema,
	rows: z.number(),
	/** Different numbers in these rows. */
	distinct: z.number(),
	ports: reportSchema.shape.ports,
});

export type ListOrder = z.infer<typeof listOrderSchema>;

export const listReportSchema = z.object({
	/** Most that was live at once above what was there before the run: n8n's engine, idle. */
	peakBytes: z.number(),
	wallMs: z.number(),
});

export type ListReport = z.infer<typeof listReportSchema>;
