/** HTTP/1.1 over undici. Redirects are not followed and bodies are not decompressed: no provider needs either. */

import type { Dispatcher } from 'undici';
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
	const reply = new HttpReply(exchange);
	exchange.release = () => {
		if (reply.whole) giveBack(connection, request.origin, egress);
		else connection.destroy();
	};
	const { origin, path, method, headers, body } = request;
	connection.dispatcher.dispatch({ origin, path, method, headers, body }, reply);
}

class HttpReply implements Dispatcher.DispatchHandler {
	/** Whether the reply was read to its end, so that the connection can carry another. */
	whole = false;
	readonly #exchange: Exchange;

	constructor(exchange: Exchange) {
		this.#exchange = exchange;
	}

	/** Called when the connection stands, just before the request is written. */
	onRequestStart(): void {
		this.#exchange.sent = 1;
		this.#exchange.progress();
	}

	onResponseStart(_: unknown, status: number, headers: Record<string, string | string[] | undefined>): void {
		// 1xx announces the reply and is none (RFC 9110, 15.2).
		if (status >= 200) this.#exchange.head(status, headers);
	}

	onResponseData(_: unknown, chunk: Uint8Array): void {
		this.#exchange.receive(chunk);
	}

	onResponseEnd(): void {
		this.whole = true;
		this.#exchange.complete();
	}

	onResponseError(_: unknown, error: Error): void {
		const refusal = proxyRefusal.exec(error.message);
		if (refusal === null) return this.#exchange.fail(error, garbledReplies.has(error.name) ? 'garbled' : 'lost');
		this.#exchange.sent = 0;
		this.#exchange.end('unreachable', `proxy HTTP ${refusal[1]}`);
	}
}
