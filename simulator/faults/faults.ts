/** What goes wrong next: faults ordered by a test, and those that a number's last digits bring on. */

import type { Outcome } from '../outcomes/outcome';
import type { ProviderId } from '../providerId';
import type { Fault } from './fault';
import { seededRandom } from './random';

/** `token` is LINK's token address; everything else is `lookup`. */
export type Endpoint = 'lookup' | 'token';

export type FaultOrder = Fault & {
	provider: ProviderId;
	/** Requests that it spoils; default 1, for `accountFailure` all from now on. */
	times?: number;
	/** Requests that it lets pass first; default 0. */
	after?: number;
	/** Default `lookup`; an `accountFailure` strikes at both unless told otherwise. */
	endpoint?: Endpoint;
};

interface Pending {
	fault: FaultOrder;
	times: number;
	after: number;
}

export class Faults {
	/** Most requests of one account under way at once, by provider; those above are throttled. Default: no limit. */
	throttleAbove: Partial<Record<ProviderId, number>> = {};
	/** Share of UDP datagrams, in each direction, that the network loses: 0 to 1. */
	lossRate = 0;
	readonly #pending = new Map<ProviderId, Pending[]>();
	readonly #spoiled = new Map<string, number>();
	#random = seededRandom(1);

	/** @param spoilsOf what a number brings on. */
	constructor(private readonly spoilsOf: (msisdn: string) => Outcome['spoils']) {}

	/** Faults of a provider are used up in the order in which they were added. */
	add(fault: FaultOrder): void {
		const times = fault.times ?? (fault.kind === 'accountFailure' ? Infinity : 1);
		const pending = this.#pending.get(fault.provider) ?? [];
		this.#pending.set(fault.provider, [...pending, { fault, times, after: fault.after ?? 0 }]);
	}

	/** Everything works again; numbers that fail at first fail at first again. */
	clear(): void {
		this.throttleAbove = {};
		this.lossRate = 0;
		this.#pending.clear();
		this.#spoiled.clear();
	}

	/** Starts the sequence that decides which datagrams get lost. */
	seed(seed: number): void {
		this.#random = seededRandom(seed);
	}

	/** @returns whether the network loses the next datagram. */
	losesDatagram(): boolean {
		return this.lossRate > 0 && this.#random() < this.lossRate;
	}

	/** @returns what spoils this request: an ordered fault first, else one that a number in it brings on; null for none. */
	next(provider: ProviderId, endpoint: Endpoint, msisdns: readonly string[]): Fault | null {
		return this.#ordered(provider, endpoint) ?? this.#ofNumbers(provider, msisdns);
	}

	#ordered(provider: ProviderId, endpoint: Endpoint): Fault | null {
		const pending = this.#pending.get(provider);
		const next = pending?.find(({ fault }) => strikes(fault, endpoint));
		if (pending === undefined || next === undefined) return null;
		if (next.after > 0) {
			next.after--;
			return null;
		}
		next.times--;
		if (next.times <= 0) pending.splice(pending.indexOf(next), 1);
		return next.fault;
	}

	/** A request counts as an attempt for every number in it; the first number that still fails decides how. */
	#ofNumbers(provider: ProviderId, msisdns: readonly string[]): Fault | null {
		let fault: Fault | null = null;
		const passing: string[] = [];
		for (const [index, msisdn] of msisdns.entries()) {
			const spoils = this.spoilsOf(msisdn)[provider];
			if (spoils === undefined) continue;
			const key = `${provider}:${msisdn}`;
			const attempts = this.#spoiled.get(key) ?? 0;
			if (attempts >= spoils.times) {
				passing.push(key);
				continue;
			}
			this.#spoiled.set(key, attempts + 1);
			fault ??= spoils.fault.kind === 'cutBatch' ? { afterLines: index, ...spoils.fault } : spoils.fault;
		}
		// A number that has passed begins anew, so that every run sees the same.
		if (fault === null) passing.forEach((key) => this.#spoiled.delete(key));
		return fault;
	}
}

function strikes({ kind, endpoint }: FaultOrder, at: Endpoint): boolean {
	return endpoint === undefined ? kind === 'accountFailure' || at === 'lookup' : endpoint === at;
}
