/** The scenarios of a soak, one after the other: those of the property test, with longer lists and numbers of their own. */

import fc from 'fast-check';

import { type Numbers, scenarioOf, type Scenario } from '../test/properties/scenario';

const mobilesOfRun = 40;
const mostCells = 80;
const mostTimes = 3;

/** The simulator's magic numbers end in 9000 and more. */
const numbersInBlock = 9_000;
const blocks = 1_000;

/** @returns the scenario of a run; equal for equal seeds. */
export function scenarioOfRun(seed: number, run: number): Scenario {
	const [scenario] = fc.sample(scenarioOf(numbersOfRun(run), mostCells), { numRuns: 1, seed: seed + run });
	if (scenario === undefined) throw new Error('fast-check made no scenario.');
	return { ...scenario, faults: scenario.faults.map(atTimes) };
}

/** With a fault at each request, a long list would mostly wait for its next tries. */
function atTimes<Each extends Scenario['faults'][number]>(fault: Each): Each {
	return fault.kind === 'accountFailure' ? fault : { ...fault, times: Math.min(fault.times, mostTimes) };
}

/** No other run has them, until all are used up: a late bill is told from the next run's. */
function numbersOfRun(run: number): Numbers {
	const first = run * mobilesOfRun;
	return {
		mobiles: Array.from({ length: mobilesOfRun }, (_, index) => mobile(first + index)),
		landline: `+468${1000 + (run % 9000)}9047`,
	};
}

function mobile(index: number): string {
	const block = String(Math.floor(index / numbersInBlock) % blocks).padStart(3, '0');
	return `+4670${block}${String(index % numbersInBlock).padStart(4, '0')}`;
}
