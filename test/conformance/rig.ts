/** A running simulator and one provider's account at it, for the length of a `describe`. */

import type { LookupOptions, Surroundings } from '../../nodes/NumberLookup/lookup/options';
import type { CredentialData } from '../../simulator/credentials';
import type { FaultOrder } from '../../simulator/faults/faults';
import type { Fault } from '../../simulator/faults/fault';
import type { ProviderRecord } from '../../simulator/ledger';
import type { Host } from '../../simulator/provider';
import type { ProviderId } from '../../simulator/providers';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { run, stageOf, type Run } from './engine';
import { msisdnOf } from './numbers';
import { openSockets } from './openSockets';
import type { Subject } from './subject';
import { until } from './until';

type Terms = Pick<FaultOrder, 'times' | 'after' | 'endpoint'>;

export class Rig {
	#simulator: Simulator | null = null;

	constructor(readonly subject: Subject) {}

	get provider(): ProviderId {
		return this.subject.provider;
	}

	get simulator(): Simulator {
		if (this.#simulator === null) throw new Error('The simulator runs only while tests run.');
		return this.#simulator;
	}

	/** What the provider saw and billed since the test began. */
	get record(): ProviderRecord {
		return this.simulator.ledger.of(this.provider);
	}

	async start(): Promise<void> {
		this.#simulator = await startSimulator();
		this.subject.prepare?.(this.#simulator);
	}

	async reset(): Promise<void> {
		const { ledger, faults } = this.simulator;
		await this.simulator.setOnline(this.provider, true);
		ledger.reset();
		faults.clear();
		faults.seed(1);
		this.simulator.latencyMs = 0;
		this.simulator.lineLatencyMs = 0;
	}

	async stop(): Promise<void> {
		await this.#simulator?.stop();
	}

	/** Takes the provider's host off line, by default all of them. Resolves when idle connections have noticed it. */
	async goOffLine(host?: Host): Promise<void> {
		await this.simulator.setOnline(this.provider, false, host);
		for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
	}

	async comeBack(): Promise<void> {
		await this.simulator.setOnline(this.provider, true);
	}

	/** @param credential fields that differ from the subject's. */
	async ask(
		numbers: readonly string[],
		options: Partial<LookupOptions> = {},
		changes: Partial<Surroundings> = {},
		credential: CredentialData = {},
	): Promise<Run> {
		const stage = stageOf(this.simulator, this.provider, { ...this.subject.credential, ...credential });
		return await run(numbers, [stage], options, changes);
	}

	/** Orders a fault; by default it strikes at the next request. */
	spoil(fault: Fault, terms: Terms = {}): void {
		this.simulator.faults.add({ ...fault, ...terms, provider: this.provider });
	}

	timesBilled(number: string): number {
		return this.simulator.ledger.timesBilled(msisdnOf(number));
	}

	/** @returns the requests that so many numbers take. */
	requestsFor(count: number): number {
		return Math.ceil(count / this.subject.numbersPerRequest);
	}
}

/** Starts a simulator for the `describe` that this is called in, resets it before each test, and sees that no socket stays open. */
export function rigFor(subject: Subject): Rig {
	const rig = new Rig(subject);
	const socketsBefore = openSockets();
	beforeAll(() => rig.start());
	beforeEach(() => rig.reset());
	afterAll(async () => {
		await rig.stop();
		await until(() => openSockets() <= socketsBefore);
	});
	return rig;
}
