import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 100;

/**
 * Asks again and again until there is an answer.
 * @param what for the error's text, such as `n8n to answer`.
 * @param ask gives undefined while there is none yet.
 */
export async function until<T>(what: string, timeoutMs: number, ask: () => Promise<T | undefined>): Promise<T> {
	const endMs = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > endMs) throw new Error(`Waited ${timeoutMs / 1000} seconds in vain for ${what}.`);
		await sleep(pauseMs);
	}
}
