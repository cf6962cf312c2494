/** Runs a property on many inputs, and prints the line that runs it again on the input that failed. */

import fc from 'fast-check';

/** All inputs of `npm test`; the soak run has twenty times as many, a million. */
const inputsOfAllTests = 50_000;
const times = process.env.SOAK === '1' ? 20 : 1;

// How long so many take depends on the machine; none of them waits for anything.
jest.setTimeout(3_600_000);

/** @param share of all inputs that this property gets. */
export function fuzz<Input>(share: number, inputs: fc.Arbitrary<Input>, property: (input: Input) => void): void {
	const { FUZZ_SEED: seed, FUZZ_PATH: path } = process.env;
	const run = fc.check(fc.property(inputs, property), {
		numRuns: Math.ceil(inputsOfAllTests * share) * times,
		...(seed === undefined ? {} : { seed: Number(seed) }),
		...(path === undefined ? {} : { path, endOnFailure: true }),
	});
	if (!run.failed) return;
	const { currentTestName } = expect.getState();
	const again = `FUZZ_SEED=${run.seed} FUZZ_PATH=${run.counterexamplePath} npx jest test/fuzz -t '${currentTestName}'`;
	throw new Error(`Run it again: ${again}\n${fc.defaultReportMessage(run)}`);
}
