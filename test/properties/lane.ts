/** Runs scenarios one after the other, with simulated providers and accounts of its own; lanes run side by side. */

import { setTimeout as sleep } from 'node:timers/promises';

import { chain, type LoadedPackage, type WorkflowRun } from '../../n8n-runner';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { credentialName, credentialType, nodeName } from '../workflow/harness';
import type { Scenario } from './scenario';

/** Short, because a request that is never answered waits for it. */
const timeoutMs = 150;

export class Lane {
	#runs = 0;

	private constructor(
		private readonly n8n: LoadedPackage,
		private readonly simulator: Simulator,
		private readonly name: string,
	) {}

	static async open(n8n: LoadedPackage, name: string): Promise<Lane> {
		return new Lane(n8n, await startSimulator(), name);
	}

	async close(): Promise<void> {
		await this.simulator.stop();
	}

	/** @returns how often the last run's account was billed, by MSISDN. Another run's late request counts there, not here. */
	timesBilled({ provider }: Scenario): ReadonlyMap<string, number> {
		const times = new Map<string, number>();
		for (const { account, msisdn } of this.simulator.ledger.of(provider).billed) {
			if (account === this.#signInName) times.set(msisdn, (times.get(msisdn) ?? 0) + 1);
		}
		return times;
	}

	async run(scenario: Scenario): Promise<WorkflowRun> {
		const { simulator } = this;
		const { provider, faults, lossRate, throttleAbove, offLineMs, stopAfterMs } = scenario;
		simulator.ledger.reset();
		simulator.faults.clear();
		for (const fault of faults) simulator.faults.add({ provider, ...fault });
		simulator.faults.lossRate = lossRate;
		if (throttleAbove > 0) simulator.faults.throttleAbove[provider] = throttleAbove;
		if (offLineMs !== null) await simulator.setOnline(provider, false);

		const over = new AbortController();
		const back = offLineMs === null ? null : this.#comeBack(scenario, offLineMs, over.signal);
		const stop = new AbortController();
		if (stopAfterMs !== null) {
			void sleep(stopAfterMs, undefined, { signal: over.signal }).then(
				() => stop.abort(),
				() => undefined,
			);
		}
		try {
			return await this.#runNode(scenario, stop.signal);
		} finally {
			over.abort();
			await back;
		}
	}

	/** Each run has an account of its own: what throttled one must not slow the next. */
	get #signInName(): string {
		return `demo-${this.name}-${this.#runs}`;
	}

	/** The provider is on line again after a while, or when the run is over. */
	async #comeBack({ provider }: Scenario, afterMs: number, over: AbortSignal): Promise<void> {
		await sleep(afterMs, undefined, { signal: over }).catch(() => undefined);
		await this.simulator.setOnline(provider, true);
	}

	async #runNode(scenario: Scenario, signal: AbortSignal): Promise<WorkflowRun> {
		const { provider, transport, cells, onError, retryOnFail } = scenario;
		const { batchSize, maxConcurrency, maxRetries, maxLookups, retryUncertain, routeByVerdict } = scenario;
		const type = credentialType(provider);
		const name = credentialName(provider);
		this.#runs++;
		const signInName = this.#signInName;
		const signIn = provider === 'linkGateway' || provider === 'linkDirect' ? 'clientId' : 'username';
		const direct = provider === 'linkDirect' ? { transport } : {};
		const data = this.simulator.credential(provider, { [signIn]: signInName, ...direct });
		const node = {
			name: nodeName,
			type: `${this.n8n.name}.numberLookup`,
			credentials: { [type]: { id: null, name } },
			onError,
			retryOnFail,
			maxTries: 2,
			waitBetweenTries: 1,
			parameters: {
				provider,
				phoneNumber: '={{ $json.phone }}',
				options: {
					batchSize,
					maxConcurrency,
					maxRetries,
					maxLookups,
					retryUncertain,
					routeByVerdict,
					timeout: timeoutMs,
				},
			},
		};
		return await this.n8n.runWorkflow({
			workflow: { id: signInName, ...chain(node) },
			items: cells.map((phone, index) => ({ json: { id: index, phone } })),
			credentials: { [name]: { type, data } },
			signal,
		});
	}
}
