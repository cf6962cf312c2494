/** How long Redis has been up: one that was restarted may have forgotten who holds which place. */

import type { Redis } from 'ioredis';

/** Rejects as Redis does. @returns seconds, rounded; Infinity where the user may not know, or Redis does not say. */
export async function uptimeSeconds(client: Redis): Promise<number> {
	const asking = client.info('server');
	const [ended] = await Promise.allSettled([asking]);
	if (ended.status === 'rejected' && isRefusal(ended.reason)) return Number.POSITIVE_INFINITY;
	const seconds = /^uptime_in_seconds:(\d+)/m.exec(await asking)?.[1];
	return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds);
}

function isRefusal(reason: unknown): boolean {
	return reason instanceof Error && reason.name === 'ReplyError';
}
