/** LINK's direct connection over TCP: one request and one answer in a connection (Direct connection). */

import { createServer, type Server, type Socket } from 'node:net';
import { attend } from '../../exchange';
import { cutOf, delayOf } from '../../faults/fault';
import { endAfter, endInPieces } from '../../sockets/endings';
import { later } from '../../later';
import type { World } from '../../world';
import { linkDirectService, linkInquiry, parseLinkRequest } from './direct';

/** Far above any request that the document shows; whoever sends more speaks another protocol. */
const mostCharacters = 4096;

export function linkTcpServer(world: World): Server {
	return createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
		socket.on('error', () => socket.destroy());
		collect(socket, (text) => respond(world, socket, text));
	});
}

/** No framing is documented: a request ends with its JSON, at the latest with its line (the Java sample) or the stream. */
function collect(socket: Socket, take: (text: string) => void): void {
	let text = '';
	socket.setEncoding('utf8');
	socket.on('data', (chunk: string) => {
		text += chunk;
		const whole = parseLinkRequest(text) !== null || text.endsWith('\n') || text.length > mostCharacters;
		if (!whole) return;
		socket.removeAllListeners('data').removeAllListeners('end').resume();
		take(text);
	});
	socket.on('end', () => (text === '' ? socket.end() : take(text)));
}

function respond(world: World, socket: Socket, text: string): void {
	const { answer, fault, leave } = attend(world, linkDirectService, linkInquiry(text), text);
	socket.once('close', leave);
	if (answer === null) {
		// A silent server, too, lets go of a client that has left.
		if (fault?.kind === 'silence') socket.once('end', () => socket.end());
		else socket.resetAndDestroy();
		return;
	}
	later(world.latencyMs + delayOf(fault), () => {
		if (socket.destroyed) return;
		leave();
		const bytes = Buffer.from(answer.text);
		if (fault?.kind === 'splitAnswer') endInPieces(socket, bytes);
		else endAfter(socket, bytes, cutOf(fault) ?? bytes.length);
	});
}
