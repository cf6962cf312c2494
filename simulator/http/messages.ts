/** Requests and answers over HTTP as the protocols see them, without sockets. */

import type { IncomingHttpHeaders } from 'node:http';
import type { Inquiry, Service } from '../exchange';
import type { Fault } from '../faults/fault';

export interface HttpQuestion {
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface WholeAnswer {
	status: number;
	/** Default: the status's usual phrase. */
	reason?: string;
	contentType: string;
	/** Further headers: name, value, name, value. */
	headers?: readonly string[];
	body: string;
	/** Numbers that were worked to an answer, billed already. */
	bills: readonly string[];
	/** Speaks HTTP/1.0 and closes the connection. */
	http10?: true;
}

export interface BatchLine {
	/** With its line end. */
	text: string;
	/** The number billed when the line is written; null for none. */
	bills: string | null;
}

/** An answer that is written line by line and ends with the connection. */
export interface BatchAnswer {
	contentType: string;
	/** The first says that the query was accepted and the last that the batch is complete; the numbers' lines are between. */
	lines: readonly BatchLine[];
	/** Nothing is billed before its line is written. */
	bills: readonly [];
}

export type HttpAnswer = WholeAnswer | BatchAnswer;

/** One address of a provider. */
export interface Route extends Service<HttpAnswer> {
	methods: readonly string[];
	read(question: HttpQuestion): Inquiry<HttpAnswer>;
}

export function text(status: number, body: string, bills: readonly string[] = []): WholeAnswer {
	return { status, contentType: 'text/plain', body, bills };
}

export function json(status: number, body: unknown, bills: readonly string[] = []): WholeAnswer {
	return { status, contentType: 'application/json', body: JSON.stringify(body), bills };
}

/** HTTP's own answer to too much at once (RFC 6585, 4). */
export const tooManyRequests = text(429, 'Too many requests');

const page = '<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><h1>It works!</h1></body></html>\n';

/** The answers of a web server that is not, or not now, the provider. */
export function brokenAnswer(fault: Extract<Fault, { kind: 'status' | 'html' }>): WholeAnswer {
	if (fault.kind === 'html') return { status: 200, contentType: 'text/html; charset=utf-8', body: page, bills: [] };
	const retryAfter = fault.retryAfter === undefined ? [] : ['Retry-After', String(fault.retryAfter)];
	// The discard port: a client that follows the redirect reaches nobody.
	const location = fault.status >= 300 && fault.status < 400 ? ['Location', 'http://127.0.0.1:9/'] : [];
	return { ...text(fault.status, 'Simulated failure'), headers: [...retryAfter, ...location] };
}

/** @returns name and password of HTTP basic authentication (RFC 7617), null where there is none. */
export function basicSignIn(authorization: string | undefined): { name: string; password: string } | null {
	if (authorization === undefined || !/^basic /i.test(authorization)) return null;
	const pair = Buffer.from(authorization.slice('basic '.length), 'base64').toString();
	const colon = pair.indexOf(':');
	return colon < 0 ? null : { name: pair.slice(0, colon), password: pair.slice(colon + 1) };
}
