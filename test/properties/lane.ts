/** Runs scenarios one after the other, with simulated providers of its own; lanes run side by side. */

import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

import { chain, type LoadedPackage, type StoredCredential, type WorkflowRun } from '../../n8n-runner';
import { canaryPassword } from '../../simulator/accounts';
import { signInFor } from '../../simulator/credentials';
import { type ProviderId, providers } from '../../simulator/providers';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { credentialName, credentialType, nodeName } from '../workflow/harness';
import { msisdnsIn, providersOf, type Scenario } from './scenario';

/** Short, because a request that is never answered waits for it. */
const timeoutMs = 150;
/** Where all are answered: longer than a busy machine takes. */
const patientTimeoutMs = 10_000;

/** In so many turns of the event loop, a simulated provider has read what was on its way when a run ended. */
const turnsOfArrival = 10;

async function arrivals(): Promise<void> {
	for (let turn = 0; turn < turnsOfArrival; turn++) await nextTurn();
}

export class Lane {
	#runs = 0;
	readonly #credentials = new Map<string, StoredCredential>();

	private constructor(
		private readonly n8n: LoadedPackage,
		private readonly simulator: Simulator,
		private readonly name: string,
		private readonly account: string | null,
	) {}

	/**
	 * @param account sign-in name of all runs, which are then runs of one workflow. Without one, each run has an account and a
	 *   workflow of its own: what throttled or left one unfinished must not change the next.
	 */
	static async open(n8n: LoadedPackage, name: string, account: string | null = null): Promise<Lane> {
		return new Lane(n8n, await startSimulator(), name, account);
	}

	async close(): Promise<void> {
		await this.simulator.stop();
	}

	/**
	 * @returns how often each provider billed each number of the last run, by both their names. Another run's late request counts there,
	 *   not here.
	 */
	timesBilled(scenario: Scenario): ReadonlyMap<string, number> {
		const times = new Map<string, number>();
		const asked = new Set(scenario.cells.flatMap(msisdnsIn));
		const { ledger } = this.simulator;
		for (const { provider, account, msisdn } of providersOf(scenario).flatMap((each) => ledger.of(each).billed)) {
			const key = `${provider} ${msisdn}`;
			if (account === this.#signInName && asked.has(msisdn)) times.set(key, (times.get(key) ?? 0) + 1);
		}
		return times;
	}

	/** @returns requests, or datagrams, that came to each of the last run's providers. */
	requests(scenario: Scenario): ReadonlyMap<ProviderId, number> {
		return new Map(providersOf(scenario).map((each) => [each, this.simulator.ledger.of(each).requests]));
	}

	async run(scenario: Scenario): Promise<WorkflowRun> {
		this.#runs++;
		this.simulator.ledger.reset();
		return await this.#runAmidFaults(scenario, timeoutMs);
	}

	/** Runs the last scenario's workflow once more, by hand, with nothing going wrong; the ledger goes on. */
	async goOn(scenario: Scenario): Promise<WorkflowRun> {
		const calm = { faults: [], lossRate: 0, throttleAbove: 0, offLineMs: null, stopAfterMs: null };
		return await this.#runAmidFaults({ ...scenario, ...calm }, patientTimeoutMs);
	}

	async #runAmidFaults(scenario: Scenario, timeout: number): Promise<WorkflowRun> {
		const { simulator } = this;
		const { provider, faults, lossRate, throttleAbove, offLineMs, stopAfterMs } = scenario;
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
			return await this.#runNode(scenario, timeout, stop.signal);
		} finally {
			over.abort();
			await back;
			await arrivals();
		}
	}

	get #signInName(): string {
		return this.account ?? `demo-${this.name}-${this.#runs}`;
	}

	/** n8n writes access tokens into it, and reads them at the next run. */
	#credential(provider: ProviderId, { transport }: Scenario): StoredCredential {
		const key = `${provider} ${transport} ${this.#signInName}`;
		const known = this.#credentials.get(key);
		if (known !== undefined) return known;
		const signIn = signInFor(provider, { name: this.#signInName, password: canaryPassword });
		const sockets = providers[provider].traits.carriage === 'sockets' ? { transport } : {};
		const data = this.simulator.credential(provider, { ...signIn, ...sockets });
		const credential = { type: credentialType(provider), data };
		this.#credentials.set(key, credential);
		return credential;
	}

	/** The provider is on line again after a while, or when the run is over. */
	async #comeBack({ provider }: Scenario, afterMs: number, over: AbortSignal): Promise<void> {
		await sleep(afterMs, undefined, { signal: over }).catch(() => undefined);
		await this.simulator.setOnline(provider, true);
	}

	async #runNode(scenario: Scenario, timeout: number, signal: AbortSignal): Promise<WorkflowRun> {
		const { provider, cells, onError, retryOnFail, askNextOnUnknown, includeRaw, skipNonMobile } = scenario;
		const { batchSize, maxConcurrency, maxRetries, maxLookups, retryUncertain, routeByVerdict } = scenario;
		const providers = providersOf(scenario);
		const credentials = providers.map((each) => ({
			// n8n knows credentials by it, and fetches one access token for runs that need one at the same time.
			name: `${credentialName(each)} of ${this.name}, ${this.#signInName}`,
			stored: this.#credential(each, scenario),
		}));
		const node = {
			name: nodeName,
			type: `${this.n8n.name}.numberLookup`,
			credentials: Object.fromEntries(credentials.map(({ name, stored }) => [stored.type, { id: null, name }])),
			onError,
			retryOnFail,
			maxTries: 2,
			waitBetweenTries: 1,
			parameters: {
				...(providers.length > 1 ? { provider: 'chain', providerChain: providers } : { provider }),
				phoneNumber: '={{ $json.phone }}',
				options: {
					askNextOnUnknown,
					includeRaw,
					skipNonMobile,
					batchSize,
					maxConcurrency,
					maxRetries,
					maxLookups,
					retryUncertain,
					routeByVerdict,
					timeout,
				},
			},
		};
		return await this.n8n.runWorkflow({
			workflow: { id: this.account === null ? this.#signInName : this.name, ...chain(node) },
			items: cells.map((phone, index) => ({ json: { id: index, phone } })),
			credentials: Object.fromEntries(credentials.map(({ name, stored }) => [name, stored])),
			signal,
		});
	}
}
