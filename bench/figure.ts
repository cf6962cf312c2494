/** One figure of the benchmark, against the bar that it must reach. */

import { z } from 'zod';

const barSchema = z.object({
	side: z.enum(['at least', 'at most']),
	value: z.number(),
	/** Empty for a ratio. */
	unit: z.string(),
});

export type Bar = z.infer<typeof barSchema>;

export const figureSchema = z.object({
	name: z.string(),
	/** null for one that explains another. */
	bar: barSchema.nullable(),
	/** One for each round. */
	samples: z.array(z.number()),
	median: z.number(),
	lowest: z.number(),
	highest: z.number(),
	/** By the median; null where there is no bar. */
	reached: z.boolean().nullable(),
});

export type Figure = z.infer<typeof figureSchema>;

export function atLeast(value: number, unit = ''): Bar {
	return { side: 'at least', value, unit };
}

export function atMost(value: number, unit = ''): Bar {
	return { side: 'at most', value, unit };
}

/** @param samples at least one. */
export function figure(name: string, bar: Bar | null, samples: number[]): Figure {
	const median = medianOf(samples);
	const reached = bar === null ? null : bar.side === 'at least' ? median >= bar.value : median <= bar.value;
	return { name, bar, samples, median, lowest: Math.min(...samples), highest: Math.max(...samples), reached };
}

function medianOf(samples: readonly number[]): number {
	const sorted = samples.toSorted((one, other) => one - other);
	const middle = sorted.length / 2;
	const [upper = NaN] = sorted.slice(Math.floor(middle));
	const [lower = NaN] = sorted.slice(Math.ceil(middle) - 1);
	return (lower + upper) / 2;
}
