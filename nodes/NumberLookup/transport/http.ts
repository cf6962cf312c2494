/** HTTP/1.1 over undici. Redirects are not followed and bodies are not decompressed: no provider needs either. */

import type { Dispatcher } from 'undici';
import type { Arrivals } from './arrivals';
import { giveBack, takeConnection } from './connections';
import type { Exchange } from './exchange';
import type { Egress, HttpRequest } from './wire';

/** What undici says when the proxy, not the provider, answered. */
const proxyRefusal = /^Proxy .*\((\d{3})\)/;

/** undici's errors about a reply that it cannot read, by their names. */
const garbledReplies: ReadonlySet<string> = new Set(['HTTPParserError', 'HeadersOverflowError']);

/** Sends the request on an idle connection to its origin, or on a new one. */
export function sendHttp(request: HttpRequest, exchange: Exchange, egress: Egress | null): void {
	const connection = takeConnection(request.origin, egress);
	const reply = new HttpReply(exchange, connection.arrivals);
	let cancel = () => {};
	exchange.release = () => {
		cancel();
		if (reply.leavesConnection) giveBack(connection, request.origin, egress);
		else connection.destroy();
	};
	const { origin, path, method, headers, body } = request;
	cancel = connection.arrivals.whenQuiet(() => {
		try {
			if (connection.closed) sendHttp(request, exchange, egress);
			else connection.dispatcher.dispatch({ origin, path, method, headers, body }, reply);
		} catch (error) {
			exchange.fail(error);
		}
	});
}

class HttpReply implements Dispatcher.DispatchHandler {
	/** Whether the reply was read to its end and nothing came behind it, so that the connection can carry another. */
	leavesConnection = false;
	readonly #exchange: Exchange;
	readonly #arrivals: Arrivals;
	#hasLength = false;
	#lastPiece: Uint8Array | null = null;

	constructor(exchange: Exchange, arrivals: Arrivals) {
		this.#exchange = exchange;
		this.#arrivals = arrivals;
	}

	/** Called when the connection stands, just before the request is written. */
	onRequestStart(): void {
		this.#exchange.sent = 1;
		this.#exchange.progress();
	}

	onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
		if (status < 100 || status > 599) return this.#exchange.end('garbled', `HTTP ${status}`);
		// 1xx announces the reply and is none (RFC 9110, 15.2).
		if (status < 200) return;
		this.#hasLength = headers['content-length'] !== undefined;
		this.#exchange.head(status, headers);
	}

	onResponseData(_: unknown, chunk: Uint8Array): void {
		this.#lastPiece = chunk;
		this.#exchange.receive(chunk);
	}

	/**
	 * A reply without a length ends with its connection: a reset cut it, while an orderly end may have cut it as well, which
	 * nobody can tell. A body that is longer than its length was cut, too. A second reply shows that the server is out of
	 * step: on a connection that carried others before, either may be a late one to an earlier request.
	 */
	onResponseEnd(): void {
		if (this.#arrivals.broke) return this.#exchange.end('lost', 'ECONNRESET');
		const isFirst = this.#arrivals.replies === 0;
		const behind = this.#arrivals.endReply(this.#lastPiece, this.#hasLength);
		const isSound = behind.length === 0 || (isFirst && behind.toString('latin1', 0, 5) === 'HTTP/');
		if (!isSound) return this.#exchange.end('lost', 'surplus bytes');
		this.leavesConnection = behind.length === 0;
		this.#exchange.complete();
	}

	onResponseError(_: unknown, error: Error): void {
		const refusal = proxyRefusal.exec(error.message);
		if (refusal === null) return this.#exchange.fail(error, garbledReplies.has(error.name) ? 'garbled' : 'lost');
		this.#exchange.sent = 0;
		this.#exchange.end('unreachable', `proxy HTTP ${refusal[1]}`);
	}
}
