/** What the simulator knows of a provider: one file of `protocols/` tells it all, and `providers.ts` lists it. */

import type { Listener } from './sockets/listener';
import type { Certificate } from './tls/certificate';
import type { World } from './world';

/** Fields of a credential. */
export type CredentialData = Record<string, unknown>;

/** Which of a provider's hosts a port belongs to. */
export type Host = 'primary' | 'backup';

export interface SimulatedPort {
	/** The port of `npm run simulator`. */
	usual: number;
	host: Host;
	/**
	 * @param port 0 lets the system choose.
	 * @param connected is told of every new connection.
	 */
	listen(world: World, port: number, certificate: Certificate, connected: () => void): Listener;
}

/** What decides what can go wrong with a provider's requests. */
export interface Traits {
	/** Sockets have no HTTP status, and may lose datagrams. */
	carriage: 'http' | 'sockets';
	/** How numbers that are asked together are answered: line by line, as one, or null where each is asked alone. */
	batches: 'lines' | 'whole' | null;
	/** Whether requests carry an access token. */
	tokens: boolean;
}

/** @typeParam Port names of its ports. */
export interface SimulatedProvider<Port extends string = string> {
	/** Heading of its column in the table of magic numbers; providers of one heading answer alike. */
	heading: string;
	/** What it is called beside others of its heading; else empty. */
	way: string;
	traits: Traits;
	ports: Readonly<Record<Port, SimulatedPort>>;
	/** Fields of the credential that sign in. A provider that knows a key alone reads both out of the key. */
	signIn: (name: string, password: string) => CredentialData;
	/**
	 * @param at `host:port` of a port.
	 * @param overrides fields that are set otherwise, for those that follow them.
	 * @returns the credential's other fields.
	 */
	credential: (at: (port: Port) => string, overrides: CredentialData) => CredentialData;
	/** @returns what to write into the credential by hand, one line or several. */
	addresses: (at: (port: Port) => string) => readonly string[];
	/** What the table of magic numbers says of its answers, by the last four digits; others are answered like any number. */
	cells: Readonly<Record<string, string>>;
	/** What magic numbers mean that no other provider knows, by their digits. */
	ownMeanings?: Readonly<Record<string, string>>;
}

/** @returns texts as the table shows them. */
export function cellsOf<Outcome>(
	answers: Readonly<Record<string, Outcome>>,
	cellOf: (outcome: Outcome) => string,
): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries(answers).map(([suffix, outcome]) => [suffix, cellOf(outcome)]));
}

export function codeCell(text: string): string {
	return text === '' ? 'nothing' : `\`${text}\``;
}
