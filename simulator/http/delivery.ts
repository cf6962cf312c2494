/** Writes HTTP answers: whole, line by line, in pieces, or only in part. */

import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Exchange } from '../exchange';
import { cutOf, type Fault } from '../faults/fault';
import { endAfter, endInPieces } from '../sockets/endings';
import { later } from '../later';
import { headersOf, headOfBatch, rawBytes, reasonOf } from './bytes';
import type { BatchAnswer, BatchLine, HttpAnswer, WholeAnswer } from './messages';

type Delivered = Pick<Exchange<HttpAnswer>, 'fault' | 'bill' | 'leave'>;

/**
 * Ends the exchange before the answer's last byte leaves: the client's next request must not find this one still under way.
 * @param lineLatencyMs before each line of a batch but the first.
 */
export function deliver(
	response: ServerResponse,
	answer: HttpAnswer,
	exchange: Delivered,
	lineLatencyMs: number,
): void {
	const { socket } = response.req;
	if (socket.destroyed) return;
	const cutAfter = cutOf(exchange.fault);
	if (cutAfter !== null) {
		settle(answer, exchange);
		return endAfter(socket, rawBytes(answer), cutAfter);
	}
	if (exchange.fault?.kind === 'splitAnswer') {
		settle(answer, exchange);
		return writeInPieces(response, socket, answer);
	}
	if ('lines' in answer) return writeBatch(socket, answer, exchange, lineLatencyMs);
	exchange.leave();
	writeWhole(response, answer);
}

export function writeWhole(response: ServerResponse, answer: WholeAnswer): void {
	if (answer.http10) {
		response.req.socket.end(rawBytes(answer));
		return;
	}
	openWhole(response, answer);
	response.end(answer.body);
}

/** HTTP/1.1 keeps a connection alive without saying so, and the documents' samples do not say so. */
function openWhole(response: ServerResponse, answer: WholeAnswer): void {
	response.removeHeader('Connection');
	response.writeHead(answer.status, reasonOf(answer), headersOf(answer));
}

function writeInPieces(response: ServerResponse, socket: Socket, answer: HttpAnswer): void {
	if ('lines' in answer || answer.http10) return endInPieces(socket, rawBytes(answer));
	openWhole(response, answer);
	endInPieces(response, Buffer.from(answer.body));
}

/** What a batch otherwise does while it is written. */
function settle(answer: HttpAnswer, { bill, leave }: Delivered): void {
	if ('lines' in answer) answer.lines.forEach(({ bills }) => bills !== null && bill(bills));
	leave();
}

function writeBatch(
	socket: Socket,
	answer: BatchAnswer,
	{ fault, bill, leave }: Delivered,
	lineLatencyMs: number,
): void {
	const lines = portionOf(answer.lines, fault);
	const writeFrom = (index: number) => {
		const line = lines[index];
		if (line === undefined || socket.destroyed) return;
		if (line.bills !== null) bill(line.bills);
		if (index === lines.length - 1) {
			leave();
			socket.end(line.text);
			return;
		}
		socket.write(line.text);
		later(lineLatencyMs, () => writeFrom(index + 1));
	};
	// Without pauses, all lines go out together.
	if (lineLatencyMs <= 0) socket.cork();
	socket.write(headOfBatch(answer));
	writeFrom(0);
}

function portionOf(lines: readonly BatchLine[], fault: Fault | null): readonly BatchLine[] {
	if (fault?.kind !== 'cutBatch') return lines;
	const wholeLines = 1 + (fault.afterLines ?? 0);
	const next = lines[wholeLines];
	const written = lines.slice(0, wholeLines);
	if (next === undefined || !fault.withinLine) return written;
	return [...written, { ...next, text: next.text.slice(0, next.text.length / 2) }];
}
