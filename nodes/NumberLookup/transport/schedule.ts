/**
 * One shared clock for all time limits. Most requests end long before their limit, and thousands run at once: an entry in a
 * set and one coarse tick for all of them cost less than a timer each.
 */

/** Calls come one to two ticks late. Time limits here are hundreds of milliseconds and more. */
const tickMs = 20;

interface Appointment {
	dueMs: number;
	call: () => void;
}

const nothing = () => {};

const appointments = new Set<Appointment>();
let ticking = false;

/**
 * Calls back once, soon after the given time. Keeps no process alive: a time limit has its socket for that, and waits between
 * tries, for Retry-After or for the pace, which hold none, have n8n's server.
 * @param dueMs on the clock of `performance.now()`.
 * @returns cancels the call; harmless when it is over.
 */
export function at(dueMs: number, call: () => void): () => void {
	const appointment = { dueMs, call };
	appointments.add(appointment);
	tick();
	return () => {
		appointments.delete(appointment);
		// Whoever still has the means to cancel it, a closed socket's listeners among them, does not keep more in memory with it.
		appointment.call = nothing;
	};
}

/** Ticks on for as long as anything is due. */
function tick(): void {
	if (ticking || appointments.size === 0) return;
	ticking = true;
	const startMs = performance.now();
	AbortSignal.timeout(tickMs).addEventListener('abort', () => {
		ticking = false;
		// Not what became due since: if the process was busy until now, answers that came in time are still to be read.
		callDue(startMs);
		tick();
	});
}

function callDue(untilMs: number): void {
	for (const appointment of appointments) {
		if (appointment.dueMs > untilMs) continue;
		appointments.delete(appointment);
		appointment.call();
	}
}
