/** What the benchmark and a process that runs executions at once say to each other. */

import { z } from 'zod';

import { isProviderId } from '../simulator/providers';
import { reportSchema } from './simulatorMessages';

export const flightOrderSchema = z.object({
	provider: z.string().refine(isProviderId),
	store: z.enum(['memory', 'sqlite', 'redis']),
	/** Of a Redis on this machine. */
	redisPort: z.number(),
	ports: reportSchema.shape.ports,
	/** The numbers of each execution. */
	lists: z.array(z.array(z.string())),
});

export type FlightOrder = z.infer<typeof flightOrderSchema>;
