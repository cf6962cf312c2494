/** Runs now where there is nothing to wait for; what is still waiting keeps no process alive. */
export function later(delayMs: number, run: () => void): void {
	if (delayMs <= 0) run();
	else setTimeout(run, delayMs).unref();
}
