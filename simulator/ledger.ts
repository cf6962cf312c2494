/** What the providers did and what they would bill: the record that tests and benchmarks check the node against. */

import { EventEmitter } from 'node:events';

import type { ProviderId } from './providerId';

/** One number worked to an answer, whether or not that answer arrived. */
export interface BilledLookup {
	provider: ProviderId;
	/** The sign-in name. */
	account: string;
	/** Digits, as asked. */
	msisdn: string;
	/** Epoch milliseconds. */
	atMs: number;
}

export interface ProviderRecord {
	/** Lookup requests that reached the server, whatever came of them; for UDP, datagrams that were not lost on the way. */
	requests: number;
	/** Those of them that came to the backup host. */
	requestsAtBackup: number;
	/** Requests for an access token. */
	tokenRequests: number;
	connectionsOpened: number;
	/** Most requests under way at one moment, over all accounts. */
	peakConcurrentRequests: number;
	/** Datagrams that the network brought, lost ones included. */
	datagramsReceived: number;
	/** The last lookup as it came: HTTP method, path, query and body, or the socket's text. Holds the sign-in data. */
	lastRequest: string;
	/** When requests were refused because there were too many of them; epoch milliseconds. */
	throttledAtMs: number[];
	/** In the order billed. */
	billed: BilledLookup[];
}

/** Says `billed` for each lookup, once it is on record. */
export class Ledger extends EventEmitter<{ billed: [] }> {
	readonly #records = new Map<ProviderId, ProviderRecord>();
	readonly #timesBilled = new Map<string, number>();

	/** @returns the provider's record; read it anew after `reset`. */
	of(provider: ProviderId): ProviderRecord {
		const record = this.#records.get(provider) ?? emptyRecord();
		this.#records.set(provider, record);
		return record;
	}

	bill(provider: ProviderId, account: string, msisdn: string): void {
		this.of(provider).billed.push({ provider, account, msisdn, atMs: Date.now() });
		this.#timesBilled.set(msisdn, this.timesBilled(msisdn) + 1);
		this.emit('billed');
	}

	throttle(provider: ProviderId): void {
		this.of(provider).throttledAtMs.push(Date.now());
	}

	/** @returns the lookups billed by one provider, or by all. */
	billedCount(provider?: ProviderId): number {
		if (provider !== undefined) return this.of(provider).billed.length;
		return [...this.#records.values()].reduce((count, { billed }) => count + billed.length, 0);
	}

	/** @returns how often this number (digits) was billed, all providers together. */
	timesBilled(msisdn: string): number {
		return this.#timesBilled.get(msisdn) ?? 0;
	}

	reset(): void {
		this.#records.clear();
		this.#timesBilled.clear();
	}
}

function emptyRecord(): ProviderRecord {
	return {
		requests: 0,
		requestsAtBackup: 0,
		tokenRequests: 0,
		connectionsOpened: 0,
		peakConcurrentRequests: 0,
		datagramsReceived: 0,
		lastRequest: '',
		throttledAtMs: [],
		billed: [],
	};
}
