/** A port of 127.0.0.1 that can be taken off line and put on line again. */

import type { Server, Socket } from 'node:net';

export interface Listener {
	/** @returns the port; 0 before `open`. */
	port(): number;
	/** Listens, after the first time on the same port again. Rejects where the port is taken. */
	open(): Promise<void>;
	/** Stops listening and breaks every connection. */
	close(): Promise<void>;
}

export const loopback = '127.0.0.1';

/**
 * @param port 0 lets the system choose.
 * @param serve makes a server that does not listen yet.
 * @param connected is told of every new connection.
 */
export function streamListener(port: number, serve: () => Server, connected: () => void): Listener {
	const sockets = new Set<Socket>();
	let chosenPort = port;
	let server: Server | null = null;
	return {
		port: () => chosenPort,
		async open() {
			if (server !== null) return;
			const opening = serve();
			opening.on('connection', (socket: Socket) => {
				connected();
				sockets.add(socket);
				socket.once('close', () => sockets.delete(socket));
			});
			await new Promise<void>((resolve, reject) => {
				opening.once('error', reject).listen(chosenPort, loopback, resolve);
			});
			const address = opening.address();
			if (typeof address === 'object' && address !== null) chosenPort = address.port;
			server = opening;
		},
		async close() {
			const closing = server;
			if (closing === null) return;
			server = null;
			const closed = new Promise((resolve) => closing.close(resolve));
			sockets.forEach((socket) => socket.destroy());
			await closed;
		},
	};
}
