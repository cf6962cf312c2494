/** Asks for everything, so many at once, as plainly as can be. */
export async function inLanes<Question>(
	questions: readonly Question[],
	concurrency: number,
	ask: (question: Question) => Promise<void>,
): Promise<void> {
	const left = questions.values();
	const lane = async () => {
		for (const question of left) await ask(question);
	};
	await Promise.all(Array.from({ length: concurrency }, lane));
}
