/** Takes measurements, and makes ratios of those of one round. */

import type { Contender } from './contenders/contender';
import { msisdns } from './numbers';

export interface Measurement {
	/** Microseconds for each number. */
	wallUs: number;
	/** Of this process, user and system together; microseconds for each number. */
	cpuUs: number;
}

const microsecondsInMillisecond = 1000;

/** Runs a contender once. */
export async function measure(contender: Contender, msisdns: readonly string[]): Promise<Measurement> {
	return await measureWork(contender.prepare(msisdns), msisdns.length);
}

/**
 * No collection of garbage is forced before it: after each, V8 compiles anew what it had optimised, which is a third of the time that
 * 20,000 numbers take. It collects when it wants to, as in n8n. What was measured before leaves litter that costs the next one
 * time: see `unmeasured`.
 * @param count numbers that the work is about.
 */
export async function measureWork(work: () => Promise<void> | void, count: number): Promise<Measurement> {
	const cpuBefore = process.cpuUsage();
	const startMs = performance.now();
	await work();
	const wallUs = (performance.now() - startMs) * microsecondsInMillisecond;
	const { user, system } = process.cpuUsage(cpuBefore);
	return { wallUs: wallUs / count, cpuUs: (user + system) / count };
}

/** Runs a contender a few times unmeasured: the first runs of any code are slower, and of the node more so. */
export async function warmUp(...contenders: readonly Contender[]): Promise<void> {
	for (const contender of contenders) {
		for (let done = 0; done < warmUpRuns; done++) await contender.prepare(msisdns(warmUpNumbers))();
	}
}

/** Runs a contender once more, unmeasured, so that the litter of what ran before is gone when it is measured. */
export async function unmeasured(contender: Contender): Promise<void> {
	await contender.prepare(msisdns(warmUpNumbers))();
}

const warmUpRuns = 2;
const warmUpNumbers = 10_000;

/** Repeats a round of measurements; each gives one sample, from measurements that stand side by side. */
export async function repeat(rounds: number, round: () => Promise<number>): Promise<number[]> {
	const samples: number[] = [];
	for (let done = 0; done < rounds; done++) samples.push(await round());
	return samples;
}
