/** What the benchmark and the process of its simulator say to each other. */

import { z } from 'zod';
import { byPort, byProvider } from '../simulator/providers';

/** What the next run meets. Answered with a report on the run before; the ledger is empty afterwards. */
export const orderSchema = z.object({
	/** Between a request and its answer. */
	latencyMs: z.number(),
	/** Share of datagrams that get lost, in each direction: 0 to 1. */
	datagramLoss: z.number(),
	/** More requests at once than this, Sinch throttles; 0 for as many as in its documents. */
	throttleSinchAbove: z.number(),
});

export type Order = z.infer<typeof orderSchema>;

const recordSchema = z.object({
	connectionsOpened: z.number(),
	tokenRequests: z.number(),
	datagramsReceived: z.number(),
	billed: z.number(),
	/** Of the requests that came later than a second after the first. */
	later: z.object({ answeredASecond: z.number(), throttledShare: z.number() }),
});

export const reportSchema = z.object({
	ports: z.object(byPort(() => z.number())),
	records: z.object(byProvider(() => recordSchema)),
});

export type Report = z.infer<typeof reportSchema>;
