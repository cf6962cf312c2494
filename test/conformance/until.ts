const deadlineMs = 5_000;

/** Resolves when the condition holds; it must within seconds. */
export async function until(condition: () => boolean): Promise<void> {
	const endMs = performance.now() + deadlineMs;
	while (!condition()) {
		if (performance.now() > endMs) throw new Error(`Never came true: ${condition.toString()}`);
		await new Promise(setImmediate);
	}
}
