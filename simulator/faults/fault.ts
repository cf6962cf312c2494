/** All that can go wrong with one request. */

import type { Refusal } from '../accounts';

/**
 * Over UDP, what breaks a connection loses a datagram instead: the request where nothing was worked on, else the answer.
 * LINK's sockets have no HTTP: `status`, `html` and `throttle` drop the request there.
 */
export type Fault =
	/** The connection is reset (or the datagram lost) before the request is worked on; nothing is billed. */
	| { kind: 'resetBeforeAnswer' | 'loseDatagram' }
	/**
	 * Worked on and billed, then cut off after so many bytes of the raw answer, HTTP head included; a negative count is taken from
	 * the end, as `slice` does. Default 0, where the connection is reset instead of closed.
	 */
	| { kind: 'resetAfterProcessing'; afterBytes?: number }
	/** As `resetAfterProcessing` without a byte. */
	| { kind: 'loseAnswer' }
	/** Answered so much later, on top of the simulator's latency. */
	| { kind: 'delayMs'; delayMs: number }
	/** An HTTP status, unbilled; `retryAfter` in seconds or as an HTTP date. A 3xx points to an address where nobody listens. */
	| { kind: 'status'; status: number; retryAfter?: number | string }
	/** Too much at once: Sinch's REQUEST_THROTTLED, elsewhere HTTP 429. */
	| { kind: 'throttle' }
	/** All access tokens end now, this request's too. */
	| { kind: 'expireToken' }
	/**
	 * NPL: the connection closes after so many numbers' lines, or within the next one; numbers behind it are neither worked on
	 * nor billed. Where a number brings the fault on, the default is before its own line, else 0.
	 */
	| { kind: 'cutBatch'; afterLines?: number; withinLine?: boolean }
	| { kind: 'doubleAnswer' }
	/** UDP: before the answer comes a datagram from another port, or from the right one about another number. */
	| { kind: 'foreignDatagram'; from?: 'otherPort' | 'otherNumber' }
	/** A web page instead of an answer, unbilled. */
	| { kind: 'html' }
	/** Taken and never answered, unbilled. */
	| { kind: 'silence' }
	/** The answer arrives in many small pieces. */
	| { kind: 'splitAnswer' }
	/** The account is refused. */
	| { kind: 'accountFailure'; refusal: Refusal };

/** @returns after how many bytes the answer is cut off, counted as `resetAfterProcessing` does; null where it is not. */
export function cutOf(fault: Fault | null): number | null {
	if (fault?.kind === 'loseAnswer') return 0;
	return fault?.kind === 'resetAfterProcessing' ? (fault.afterBytes ?? 0) : null;
}

/** @returns milliseconds on top of the simulator's latency. */
export function delayOf(fault: Fault | null): number {
	return fault?.kind === 'delayMs' ? fault.delayMs : 0;
}
