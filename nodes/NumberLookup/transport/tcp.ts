/** TCP: one connection for each request; the reply ends when the reader has enough or the peer closes. */

// eslint-disable-next-line @n8n/community-nodes/no-restricted-imports -- LINK Mobility's direct connection is a raw socket
import { Socket } from 'node:net';
import type { Exchange } from './exchange';
import type { Egress, SocketRequest } from './wire';

export function sendTcp(request: SocketRequest, exchange: Exchange, egress: Egress | null): void {
	const socket = new Socket();
	// Before it connects, which may throw or end the exchange at once, with the socket open already.
	exchange.release = () => socket.destroy();
	socket.once('connect', () => {
		exchange.sent = 1;
		exchange.progress();
		socket.write(request.payload);
	});
	socket.on('data', (chunk) => exchange.receive(chunk));
	socket.once('end', () => exchange.complete());
	socket.on('error', (error) => exchange.fail(error));
	socket.connect({ host: request.host, port: request.port, lookup: egress?.lookup });
}
