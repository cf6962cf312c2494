/** The user's Stop where something else is waited for than a provider: a store or a Redis that hangs. */

import { onStop } from '../transport/stopSignal';
import { sleep } from './surroundings';

/** After Stop, what only takes a moment may still end well: an answer written, a place given back. */
const lastMomentMs = 500;

export interface LastMoment {
	/** Fires a moment after Stop. */
	signal: AbortSignal;
	/** To be called when the run has ended. */
	end(): void;
}

export function lastMomentAfter(stop: AbortSignal): LastMoment {
	const over = new AbortController();
	const begin = async () => {
		await sleep(lastMomentMs, over.signal);
		over.abort();
	};
	if (stop.aborted) void begin();
	const end = onStop(stop, () => void begin());
	return { signal: over.signal, end };
}

/**
 * Waits for the work, but not when the signal has fired.
 * @param otherwise what stands for its value then; the work goes on by itself. Rejects as the work does before.
 */
export async function untilStopped<Value>(
	work: Promise<Value>,
	signal: AbortSignal,
	otherwise: () => Value,
): Promise<Value> {
	let forget = () => {};
	const stopped = new Promise<null>((resolve) => {
		if (signal.aborted) resolve(null);
		else forget = onStop(signal, () => resolve(null));
	});
	const ended = await Promise.race([work.then((value) => ({ value })), stopped]);
	forget();
	return ended === null ? otherwise() : ended.value;
}
