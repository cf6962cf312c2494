/**
 * What every transport understands: a request as bytes, a reader that takes the reply's bytes as they arrive, and how the
 * exchange ended. Nothing here knows what the bytes mean.
 */

export interface HttpRequest {
	transport: 'http';
	method: 'GET' | 'POST';
	/** Scheme, host and port, such as `https://eu3.httplookup.api.sinch.com:3701`. */
	origin: string;
	/** Path and query, already encoded. */
	path: string;
	headers: Readonly<Record<string, string>>;
	body?: string;
}

export interface SocketRequest {
	transport: 'tcp' | 'udp';
	host: string;
	port: number;
	/** Sent as UTF-8: the whole stream before the peer answers (TCP), or one datagram (UDP). */
	payload: string;
}

export type WireRequest = HttpRequest | SocketRequest;

export interface ByteReader {
	/** HTTP only: the status code and the headers, names in lower case. Called once, before any data. */
	head?(status: number, headers: Readonly<Record<string, string | string[] | undefined>>): void;
	/**
	 * Takes the next bytes (TCP, HTTP) or one whole datagram (UDP).
	 * @returns true when the reply is complete and nothing more need be read; false to go on waiting.
	 */
	data(chunk: Uint8Array): boolean;
}

/**
 * How an exchange ended.
 * - `complete`: the reader was satisfied, or the peer ended the reply as its protocol ends one (for TCP: closed).
 * - `unreachable`: no byte of the request reached the peer: refused, no route, unknown host, TLS or proxy refused, time-out
 *   while connecting.
 * - `lost`: the connection broke after the request was sent.
 * - `garbled`: what came back was no HTTP, or had more headers than any provider sends.
 * - `timeout`: sent, and then no byte for the idle time-out, or no end within ten times that.
 * - `forbidden`: n8n's SSRF settings do not allow the address.
 * - `stopped`: the user's Stop.
 */
export interface Ending {
	kind: 'complete' | 'unreachable' | 'lost' | 'garbled' | 'timeout' | 'forbidden' | 'stopped';
	/** The system's or undici's word, such as `ECONNREFUSED`; `proxy HTTP 407`; `SSRF`; empty for `complete` and `stopped`. */
	code: string;
	/** How often the request was put on the wire: 0 or 1, more where a datagram was sent again. */
	sent: number;
}

/** Resolves a host name, in the shape of Node's own `dns.lookup`, so that every kind of socket takes it. */
export type Lookup = (
	hostname: string,
	options: { family?: number | 'IPv4' | 'IPv6'; hints?: number; all?: boolean },
	callback: (
		error: Error | null,
		address: string | Array<{ address: string; family: number }>,
		family?: number,
	) => void,
) => void;

/**
 * n8n's SSRF settings, in a form that sockets take. HTTP connections are kept per object: one for the process, not one per
 * execution, lets executions share them.
 */
export interface Egress {
	/** Resolves names, refusing addresses that the settings forbid. */
	lookup: Lookup;
	/**
	 * @param host a name or an address without brackets.
	 * @returns false where the settings forbid it; needed because an address in digits never reaches a lookup.
	 */
	allows(host: string): boolean;
}

export interface Conditions {
	/** Milliseconds without a byte (HTTP, TCP), or for the whole request (UDP). */
	timeoutMs: number;
	/** Whether a datagram may be sent again on the same socket while its answer is outstanding. */
	resend: boolean;
	signal: AbortSignal;
	/** null where n8n gives none, as in credential tests. */
	egress: Egress | null;
}

/** Sends one request and feeds the reply to the reader. Never rejects: whatever happens is an ending. */
export type Carry = (request: WireRequest, reader: ByteReader, conditions: Conditions) => Promise<Ending>;

/** A request as a whole ends after this many times the idle time-out (contract, `options.timeout`). */
export const wholeRequestTimeoutFactor = 10;
