/** What the benchmark and a process whose memory it measures say to each other. */

import { z } from 'zod';

import { reportSchema } from './simulatorMessages';

export const memoryOrderSchema = z.object({
	node: z.enum(['nothing', 'numberLookup']),
	items: z.number(),
	ports: reportSchema.shape.ports,
});

export type MemoryOrder = z.infer<typeof memoryOrderSchema>;

export const memoryReportSchema = z.object({
	/** Most that was live at once above what was there before the run. */
	peakBytes: z.number(),
	/** What becomes free when the results are taken out of the output. */
	resultBytes: z.number(),
});

export type MemoryReport = z.infer<typeof memoryReportSchema>;
