/** One workflow of a soak, run again and again: what a run leaves unfinished, the next goes on with. */

import type { LoadedPackage, WorkflowRun } from '../n8n-runner';
import { Lane } from '../test/properties/lane';
import { brokenPromises, endsInTime, rowsOf } from '../test/properties/promises';
import type { Scenario } from '../test/properties/scenario';
import type { Tally } from './tally';

export class SoakLane {
	private constructor(
		private readonly lane: Lane,
		private readonly tally: Tally,
		/** Takes what went wrong, in words. */
		private readonly complain: (fault: string) => void,
	) {}

	/** @param account shared by the lanes that have the same. */
	static async open(
		n8n: LoadedPackage,
		{ name, account }: { name: string; account: string },
		tally: Tally,
		complain: (fault: string) => void,
	): Promise<SoakLane> {
		return new SoakLane(await Lane.open(n8n, name, account), tally, complain);
	}

	async close(): Promise<void> {
		await this.lane.close();
	}

	/** Runs a scenario, and its workflow once more by hand where the first run left numbers over. */
	async try(scenario: Scenario): Promise<void> {
		try {
			const run = await endsInTime(this.lane.run(scenario), scenario);
			const billed = this.lane.timesBilled(scenario);
			const requests = this.lane.requests(scenario);
			const goesOn = isUnfinished(run);
			this.#judge(run, scenario, billed);
			this.tally.note(scenario.provider, run, billed, { requests, goesOn });
			if (goesOn) await this.#goOn({ ...scenario, maxLookups: 0 }, billed, requests);
		} catch (error) {
			this.#complainOf(String(error), scenario);
		}
	}

	async #goOn(
		scenario: Scenario,
		billedBefore: ReadonlyMap<string, number>,
		requestsBefore: ReturnType<Lane['requests']>,
	): Promise<void> {
		const run = await endsInTime(this.lane.goOn(scenario), scenario);
		const billed = new Map<string, number>();
		for (const [key, times] of this.lane.timesBilled(scenario)) {
			const before = billedBefore.get(key) ?? 0;
			// What was billed before counts as once: every further time is once again.
			if (times > before) billed.set(key, times - before + Math.min(before, 1));
		}
		this.#judge(run, scenario, billed);
		if (isUnfinished(run)) {
			const why = run.error?.message ?? run.hints.map(({ message }) => message).join(' ');
			this.#complainOf(`The run that went on left numbers over once more: ${why}`, scenario);
		}
		const sinceBefore = [...this.lane.requests(scenario)].map(
			([provider, times]) => [provider, times - (requestsBefore.get(provider) ?? 0)] as const,
		);
		const requests = new Map(sinceBefore);
		this.tally.note(scenario.provider, run, billed, { requests, goesOn: false });
	}

	#judge(run: WorkflowRun, scenario: Scenario, timesBilled: ReadonlyMap<string, number>): void {
		for (const fault of brokenPromises(run, scenario, timesBilled)) this.#complainOf(fault, scenario);
	}

	#complainOf(fault: string, scenario: Scenario): void {
		this.complain(`${fault}\n  in ${JSON.stringify(scenario)}`);
	}
}

function isUnfinished(run: WorkflowRun): boolean {
	return run.status !== 'success' || rowsOf(run).some(({ result }) => result.status === 'not_looked_up');
}
