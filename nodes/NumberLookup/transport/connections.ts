/**
 * HTTP connections, kept for the next request to the same origin. undici's own pools open a second connection when a request
 * follows on a reply at once, which a provider that allows one connection takes for a breach. Here a connection is one undici
 * agent that never has more than one request and one socket: there are never more than requests in flight.
 */

import { Client, EnvHttpProxyAgent, type Dispatcher } from 'undici';
import { Arrivals } from './arrivals';
import type { Egress } from './wire';

/** More than any provider's headers need; a reply with more ends as garbled. */
const maxHeaderBytes = 16_384;

export interface Connection {
	/** Its socket was closed. undici's agent then loses count of its sockets and opens one for every request. */
	readonly closed: boolean;
	/** For one request at a time. Opens the socket when it is needed, and again when the peer closed it. */
	dispatcher: Dispatcher;
	readonly arrivals: Arrivals;
	/** Closes the socket at once, in whatever phase it is. */
	destroy(): void;
}

const withoutEgress = {};
const idleByEgress = new WeakMap<object, Map<string, Connection[]>>();

/** @returns an idle connection to the origin, or a new one. */
export function takeConnection(origin: string, egress: Egress | null): Connection {
	const idle = idleConnections(origin, egress);
	let connection = idle.pop();
	while (connection?.closed) connection = idle.pop();
	return connection ?? newConnection(origin, egress);
}

/** Keeps a connection whose reply was read to its end for the next request to the origin. */
export function giveBack(connection: Connection, origin: string, egress: Egress | null): void {
	if (!connection.closed) idleConnections(origin, egress).push(connection);
}

function idleConnections(origin: string, egress: Egress | null): Connection[] {
	const key = egress ?? withoutEgress;
	const idleByOrigin = idleByEgress.get(key) ?? new Map<string, Connection[]>();
	idleByEgress.set(key, idleByOrigin);
	const idle = idleByOrigin.get(origin) ?? [];
	idleByOrigin.set(origin, idle);
	return idle;
}

/** @returns a connection that goes through the proxy of n8n's environment, if it names one for the origin. */
function newConnection(origin: string, egress: Egress | null): Connection {
	const closing = new AbortController();
	const arrivals = new Arrivals();
	let closed = false;
	// No time limit of undici's: every exchange watches the clock itself.
	const socket = { signal: closing.signal, timeout: 0 };
	/** The agent's only client, where no proxy needs the requests in another form. */
	let direct: Client | null = null;
	const agent = new EnvHttpProxyAgent({
		connect: { ...socket, lookup: egress?.lookup },
		// The proxy is the operator's choice and often has a private address: the egress settings are not for it.
		proxyTls: socket,
		// As n8n itself does: many proxies allow tunnels only to port 443.
		proxyTunnel: false,
		factory: (peer: string | URL, options: object) => {
			const client = newClient(peer, options).on('disconnect', () => {
				closed = true;
			});
			arrivals.watch(client);
			if (peer === origin) direct = client;
			return client;
		},
	});
	return {
		arrivals,
		// The agent looks for a proxy in n8n's environment anew for each request.
		get dispatcher() {
			return direct ?? agent;
		},
		get closed() {
			return closed;
		},
		destroy() {
			closing.abort();
			// A request that still waits for its socket would otherwise get a new one.
			void agent.destroy();
		},
	};
}

function newClient(origin: string | URL, options: object): Client {
	const client = new Client(origin, { ...options, maxHeaderSize: maxHeaderBytes, headersTimeout: 0, bodyTimeout: 0 });
	// undici would try for ever where a proxy closes the connection instead of opening a tunnel.
	client.on('connectionError', (_, __, error) => void client.destroy(error));
	return client;
}
