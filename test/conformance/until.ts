/** How long a test waits that fails; on a machine that is busy with other things, one that holds may take seconds. */
const deadlineMs = 20_000;

/** Resolves when the condition holds; it must, sooner or later. */
export async function until(condition: () => boolean): Promise<void> {
	const endMs = performance.now() + deadlineMs;
	while (!condition()) {
		if (performance.now() > endMs) throw new Error(`Never came true: ${condition.toString()}`);
		await new Promise(setImmediate);
	}
}
