/** How long Redis has been up: one that was restarted may have forgotten who holds which place. */

import type { Redis } from 'ioredis';

/** Rejects as Redis does. @returns seconds, rounded; Infinity where the user may not know, or Redis does not say. */
export async function uptimeSeconds(client: Redis): Promise<number> {
	try {
		const seconds = /^uptime_in_seconds:(\d+)/m.exec(await client.info('server'))?.[1];
		return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds);
	} catch (error) {
		if (error instanceof Error && error.name === 'ReplyError') return Number.POSITIVE_INFINITY;
		throw error;
	}
}
