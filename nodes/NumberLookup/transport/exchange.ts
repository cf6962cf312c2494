/** One request under way. It ends once: by its reply, the peer, the clock or the user's Stop, whichever comes first. */

import { at } from './schedule';
import { onStop } from './stopSignal';
import type { ByteReader, Conditions, Ending } from './wire';

/** n8n's own word for these settings (`N8N_SSRF_PROTECTION_ENABLED` and others), whichever of them refused. */
const forbiddenCode = 'SSRF';

const nothing = () => {};

export class Exchange {
	readonly ending: Promise<Ending>;
	/** How often the request was put on the wire so far. */
	sent = 0;
	/** Releases the connection or socket; set by the transport before anything else can happen. */
	release: () => void = nothing;

	/** null when the exchange has ended. */
	#reader: ByteReader | null;
	readonly #idleTimeoutMs: number;
	readonly #wholeDueMs: number;
	#progressMs = performance.now();
	#satisfied = false;
	#resolve: (ending: Ending) => void = nothing;
	readonly #cancelStop: () => void;
	#cancelWatch: () => void;

	/** @param wholeTimeoutMs from now to the end of the request, whatever arrives meanwhile. */
	constructor(reader: ByteReader, conditions: Conditions, wholeTimeoutMs: number) {
		this.#reader = reader;
		this.#idleTimeoutMs = conditions.timeoutMs;
		this.#wholeDueMs = this.#progressMs + wholeTimeoutMs;
		this.ending = new Promise((resolve) => {
			this.#resolve = resolve;
		});
		this.#cancelStop = onStop(conditions.signal, () => this.end('stopped', ''));
		this.#cancelWatch = this.#watch();
	}

	/** Something happened: the idle time-out starts again. */
	progress(): void {
		this.#progressMs = performance.now();
	}

	/** Hands the reader the status and the headers. */
	head(status: number, headers: Readonly<Record<string, string | string[] | undefined>>): void {
		if (this.#reader === null) return;
		this.progress();
		try {
			this.#reader.head?.(status, headers);
		} catch (error) {
			this.fail(error);
		}
	}

	/** Hands the reader the next bytes, and ends the exchange if they satisfy it. */
	receive(chunk: Uint8Array): void {
		if (this.#reader === null || this.#satisfied) return;
		this.progress();
		try {
			this.#satisfied = this.#reader.data(chunk);
		} catch (error) {
			this.fail(error);
		}
		// Not at once: if these were the reply's last bytes, its end is reported before the microtask, and HTTP keeps the connection.
		if (this.#satisfied) queueMicrotask(() => this.complete());
	}

	complete(): void {
		this.end('complete', '');
	}

	forbid(): void {
		this.end('forbidden', forbiddenCode);
	}

	/**
	 * Ends by an error of a socket, of undici, or of a lookup that refused.
	 * @param kind what it means where the request was sent.
	 */
	fail(error: unknown, kind: 'lost' | 'garbled' = 'lost'): void {
		if (isRefusalBySettings(error)) this.forbid();
		else this.end(this.sent === 0 ? 'unreachable' : kind, codeOf(error));
	}

	end(kind: Ending['kind'], code: string): void {
		if (this.#reader === null) return;
		this.#reader = null;
		this.#cancelStop();
		this.#cancelWatch();
		this.release();
		// Like the reader: sockets and undici hold on to whom they told last, and all that the request was made of would stay with it.
		this.release = nothing;
		this.#resolve({ kind, code, sent: this.sent });
	}

	#watch(): () => void {
		const dueMs = this.#dueMs();
		return at(dueMs, () => {
			if (this.#dueMs() > dueMs) this.#cancelWatch = this.#watch();
			else this.end(this.sent === 0 ? 'unreachable' : 'timeout', 'ETIMEDOUT');
		});
	}

	#dueMs(): number {
		return Math.min(this.#progressMs + this.#idleTimeoutMs, this.#wholeDueMs);
	}
}

/** What is read of an error. Not by `instanceof`: a sandbox, such as the tests', has an `Error` of its own. */
interface Failure {
	name?: unknown;
	code?: unknown;
	cause?: unknown;
}

function failureOf(error: unknown): Failure {
	return typeof error === 'object' && error !== null ? error : {};
}

/** n8n's secure lookup fails with `SsrfBlockedIpError` or `SsrfBlockedHostnameError`; neither class can be imported here. */
function isRefusalBySettings(error: unknown): boolean {
	const { name } = failureOf(error);
	return typeof name === 'string' && name.startsWith('SsrfBlocked');
}

/** @returns the innermost error's code, such as `ECONNREFUSED`: undici wraps what a proxy's connection failed with. */
function codeOf(error: unknown): string {
	const { name, code, cause } = failureOf(error);
	if (typeof cause === 'object' && cause !== null) return codeOf(cause);
	return String(code ?? name ?? error);
}
