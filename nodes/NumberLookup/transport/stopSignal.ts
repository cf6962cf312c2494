/**
 * The one way to listen to a signal that many share, such as the user's Stop. A listener each would make Node warn of a leak: so each
 * signal gets one listener, and the calls stand in a set behind it.
 */

const callsBySignal = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when the signal, which has not fired yet, fires.
 * @returns cancels the call; harmless when it is over.
 */
export function onStop(signal: AbortSignal, call: () => void): () => void {
	const calls = callsBySignal.get(signal) ?? listen(signal);
	calls.add(call);
	return () => {
		calls.delete(call);
	};
}

function listen(signal: AbortSignal): Set<() => void> {
	const calls = new Set<() => void>();
	callsBySignal.set(signal, calls);
	signal.addEventListener('abort', () => calls.forEach((call) => call()), { once: true });
	return calls;
}
