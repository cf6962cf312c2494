/**
 * n8n decides by a regular expression whether a node’s credential applies, and gives it a quarter of a second by the clock on the
 * wall. Where the machine is busy for longer, reading the credential fails though nothing is wrong with it.
 */

/** n8n-workflow, safe-regex. */
const overrunMessage = 'Regular expression execution timed out';

const mostTries = 5;

/** @param read rejects as it does, but for an overrun, after which it is called again. */
export async function despiteOverruns<Value>(read: () => Promise<Value>): Promise<Value> {
	let reading = read();
	for (let tries = 1; tries < mostTries; tries++) {
		const [ended] = await Promise.allSettled([reading]);
		if (ended.status === 'fulfilled' || !isOverrun(ended.reason)) break;
		reading = read();
	}
	return await reading;
}

function isOverrun(reason: unknown): boolean {
	return reason instanceof Error && reason.message === overrunMessage;
}
