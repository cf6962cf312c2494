/** HTTP answers as they go over the wire. */

import { STATUS_CODES } from 'node:http';
import type { BatchAnswer, HttpAnswer, WholeAnswer } from './messages';

export function reasonOf({ status, reason }: WholeAnswer): string {
	return reason ?? STATUS_CODES[status] ?? 'Unknown';
}

/** @returns name, value, name, value, in the order of the Sinch document's sample. */
export function headersOf({ body, contentType, headers = [] }: WholeAnswer): string[] {
	const length = String(Buffer.byteLength(body));
	return ['Date', new Date().toUTCString(), 'Content-Length', length, 'Content-Type', contentType, ...headers];
}

/** A batch has no length and is not chunked: "the HTTP connection will automatically close" at its end (NPL, Response). */
export function headOfBatch({ contentType }: BatchAnswer): string {
	const headers = ['Date', new Date().toUTCString(), 'Content-Type', contentType, 'Connection', 'close'];
	return `HTTP/1.1 200 OK\r\n${headerLines(headers)}\r\n`;
}

/** @returns the whole answer, head and body. */
export function rawBytes(answer: HttpAnswer): Buffer {
	if ('lines' in answer) return Buffer.from(headOfBatch(answer) + answer.lines.map(({ text }) => text).join(''));
	const version = answer.http10 ? 'HTTP/1.0' : 'HTTP/1.1';
	const head = `${version} ${answer.status} ${reasonOf(answer)}\r\n${headerLines(headersOf(answer))}\r\n`;
	return Buffer.from(head + answer.body);
}

function headerLines(headers: readonly string[]): string {
	return headers.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
}
