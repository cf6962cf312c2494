/** Long work in short pieces: between two, leases are renewed, Stop is heard and other executions have their turn. */

/** Steps of the work, each short. What it returns is its result. */
export type Steps<Value> = Generator<undefined, Value, undefined>;

/** What else this process has to do. */
export interface EventLoop {
	/** Milliseconds of a clock that never goes back. */
	nowMs: () => number;
	/** Resolves soon, but after whatever has happened by now. */
	nextTurn: () => Promise<void>;
}

/** A turn may come after the second piece only (`nextTurn`): still far shorter than anything can do without one, and turns cost nothing. */
export const pieceMs = 25;

/** @returns the work's result. Short work waits for no turn. */
export async function inTurns<Value>(work: Steps<Value>, { nowMs, nextTurn }: EventLoop): Promise<Value> {
	let endMs = nowMs() + pieceMs;
	for (let step = work.next(); ; step = work.next()) {
		if (step.done === true) return step.value;
		if (nowMs() < endMs) continue;
		await nextTurn();
		endMs = nowMs() + pieceMs;
	}
}

/** The same at once, for work that is known to be short. */
export function atOnce<Value>(work: Steps<Value>): Value {
	for (;;) {
		const step = work.next();
		if (step.done === true) return step.value;
	}
}
