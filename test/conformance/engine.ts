/** The engine as the node runs it, from written numbers to results, over real sockets: only n8n is left out. */

import { lookUp } from '../../nodes/NumberLookup/lookup/lookUp';
import type { LookupOptions, Stage, Surroundings } from '../../nodes/NumberLookup/lookup/options';
import type { LookupReport } from '../../nodes/NumberLookup/lookup/outcome';
import { planLookups } from '../../nodes/NumberLookup/lookup/plan';
import type { NumberResult } from '../../nodes/NumberLookup/lookup/result';
import { resultsOf } from '../../nodes/NumberLookup/lookup/results';
import { registry } from '../../nodes/NumberLookup/providers/registry';
import { carry } from '../../nodes/NumberLookup/transport/carry';
import type { Carry } from '../../nodes/NumberLookup/transport/wire';
import type { CredentialData } from '../../simulator/credentials';
import type { ProviderId } from '../../simulator/providers';
import type { Simulator } from '../../simulator/simulator';
import { plainOptions, surroundings } from '../lookup/scriptedProvider';
import { tokenSourceOf } from './tokenSource';

export interface Run {
	report: LookupReport;
	results: NumberResult[];
	statuses: string[];
	/** Milliseconds of each wait; none of them is really waited. */
	slept: number[];
	/** Most requests under way at once, as the engine saw it. */
	peak: number;
}

/** Long enough for any pause of a busy machine; a lost datagram is sent again after a tenth of it. */
export const patient = { timeoutMs: 4_000 } satisfies Partial<LookupOptions>;

/** For what is never answered: asked once. */
export const hasty = { timeoutMs: 250, maxRetries: 0, retryUncertain: false } satisfies Partial<LookupOptions>;

/** A provider of the simulator as a stage of a chain. */
export function stageOf(simulator: Simulator, provider: ProviderId, overrides: CredentialData = {}): Stage {
	return {
		provider,
		async open() {
			const registered = registry.find(({ facts }) => facts.id === provider);
			if (registered === undefined) throw new Error(`The registry has no ${provider}.`);
			const credential = simulator.credential(provider, overrides);
			const { account, problem } = (await registered.load()).open(credential);
			if (problem !== null) throw new Error(`${problem.field}: ${problem.message}`);
			return { kind: 'opened', account, tokens: account.usesToken ? tokenSourceOf(credential) : null };
		},
	};
}

/** @param numbers as people write them. */
export async function run(
	numbers: readonly string[],
	stages: readonly Stage[],
	options: Partial<LookupOptions> = {},
	changes: Partial<Surroundings> = {},
): Promise<Run> {
	const counted = countRequests();
	const { world, slept } = surroundings([], { carry: counted.carry, ...changes });
	const plan = planLookups(numbers.map((phoneNumber) => ({ phoneNumber, defaultCountry: '' })));
	const report = await lookUp(plan.distinct, stages, { ...plainOptions, ...patient, ...options }, world);
	const results = Array.from(resultsOf(plan, report.outcomes, true), ([, result]) => result);
	return { report, results, statuses: results.map(({ status }) => status), slept, peak: counted.peak() };
}

function countRequests(): { carry: Carry; peak(): number } {
	let underWay = 0;
	let peak = 0;
	return {
		async carry(request, reader, conditions) {
			underWay += 1;
			peak = Math.max(peak, underWay);
			const ending = await carry(request, reader, conditions);
			underWay -= 1;
			return ending;
		},
		peak: () => peak,
	};
}
