/** What an HTTP status alone says, the same for every provider that speaks HTTP. Providers judge the body first. */

import type { Problem } from './provider';
import type { WholeReply } from './readWhole';
import { providerError } from './replies';

/** Longest Retry-After that is believed; a longer one would only keep the workflow hanging. */
const maxRetryAfterMs = 300_000;

/**
 * @param value a Retry-After header (RFC 9110, 10.2.3): seconds or an HTTP date.
 * @param nowMs epoch milliseconds.
 * @returns milliseconds to wait, or null where the header is missing or unreadable.
 */
export function retryAfterMs(value: string | string[] | undefined, nowMs: number): number | null {
	const text = (Array.isArray(value) ? value[0] : value)?.trim();
	if (text === undefined || text === '') return null;
	const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
	return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), maxRetryAfterMs);
}

/** @returns the problem that the status stands for, or null where the body decides (2xx and unlisted ones). */
export function problemOfStatus(reply: Pick<WholeReply, 'status' | 'headers'>): Problem | null {
	const { status, headers } = reply;
	if (status === 429) {
		const sentAtMs = typeof headers.date === 'string' ? Date.parse(headers.date) : NaN;
		const nowMs = Number.isNaN(sentAtMs) ? Date.now() : sentAtMs;
		return { kind: 'throttled', code: 'HTTP 429', retryAfterMs: retryAfterMs(headers['retry-after'], nowMs) };
	}
	if (status === 407) {
		return {
			kind: 'account',
			failure: {
				cause: 'unreachable',
				code: 'HTTP 407',
				message: 'The proxy between n8n and the provider wants a sign-in; check n8n’s proxy settings.',
			},
		};
	}
	if (status >= 300 && status < 400) {
		return failed(status, 'The address answered with a redirect, which is never followed; check host and port.');
	}
	if (status >= 500) {
		// A gateway that got no answer (502, 504) may have passed the request on: the provider may have worked on it.
		const uncertain = status === 502 || status === 504;
		return failed(status, 'The provider’s server failed; try again later.', { mayPass: true, uncertain });
	}
	return null;
}

/** Whether a body is a page, which no provider sends: a proxy or another server speaks. */
export function isWebPage(body: string): boolean {
	return /^\s*<(!doctype|html|\?xml|head|body)/i.test(body);
}

/** The problem of an answer that no document explains. */
export function unreadable(reply: Pick<WholeReply, 'status' | 'body'>): Problem {
	const what = isWebPage(reply.body)
		? 'A web page came back instead of the provider’s answer; a proxy or a wrong address is likely.'
		: 'The answer is not one that the provider documents.';
	return failed(reply.status, what);
}

function failed(status: number, message: string, how?: Parameters<typeof providerError>[2]): Problem {
	return providerError(status === 0 ? 'unreadable' : `HTTP ${status}`, message, how);
}
