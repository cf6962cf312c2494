/** What the test of killed runs and its processes say to each other. */

import type { INodeParameters } from 'n8n-workflow';
import { z } from 'zod';

export const orderSchema = z.object({
	packageDirectory: z.string(),
	provider: z.string(),
	phones: z.array(z.string()),
	options: z.custom<INodeParameters>((value) => typeof value === 'object' && value !== null),
	credentials: z.record(z.object({ type: z.string(), data: z.record(z.unknown()) })),
});

export type Order = z.infer<typeof orderSchema>;

export const reportSchema = z.object({
	error: z.string().nullable(),
	hints: z.array(z.string()),
	rows: z.array(z.object({ verdict: z.string(), cached: z.boolean(), attempts: z.number() }).passthrough()),
});

export interface Report {
	error: string | null;
	hints: readonly string[];
	rows: readonly unknown[];
}
