/** Tiny servers on the loopback addresses, on ports that the system chooses, and what the transports are called with. */

import { createSocket, type RemoteInfo, type Socket as DatagramSocket } from 'node:dgram';
import { EventEmitter, once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { ByteReader, Conditions, Egress } from '../../nodes/NumberLookup/transport/wire';

const closers: Array<() => void> = [];

/** Closes whatever was opened since the last call; for `afterEach`. */
export function closeServers(): void {
	for (const close of closers.splice(0)) close();
}

export interface StreamServer {
	port: number;
	/** How many connections were ever opened, and how many stood at once before the client closed them. */
	opened: number;
	peak: number;
	/** All that every client sent, in order of arrival. */
	received: string;
	/** Resolves when no connection is left. */
	allClosed(): Promise<void>;
}

/** @param serve called for every new connection; its errors are nobody's. */
export async function streamServer(serve: (socket: Socket) => void, host = '127.0.0.1'): Promise<StreamServer> {
	const open = new Set<Socket>();
	const closed = new EventEmitter();
	const server = createServer({ allowHalfOpen: true }, (socket) => {
		open.add(socket);
		record.opened += 1;
		// After the turn, because the end of an earlier connection may lie in the same turn as this one's beginning.
		setImmediate(() => (record.peak = Math.max(record.peak, open.size)));
		socket.on('error', () => socket.destroy());
		socket.on('data', (chunk) => (record.received += chunk.toString('latin1')));
		socket.on('end', () => {
			open.delete(socket);
			socket.end();
		});
		socket.on('close', () => {
			open.delete(socket);
			if (open.size === 0) closed.emit('all');
		});
		serve(socket);
	});
	server.listen(0, host);
	await once(server, 'listening');
	closers.push(() => {
		server.close();
		open.forEach((socket) => socket.destroy());
	});
	const record: StreamServer = {
		port: portOf(server.address()),
		opened: 0,
		peak: 0,
		received: '',
		async allClosed() {
			if (open.size > 0) await once(closed, 'all');
		},
	};
	return record;
}

/** A server that gives each HTTP request on a connection, told by its blank line, to `answer`. */
export function httpServer(answer: (socket: Socket, head: string) => void, host?: string): Promise<StreamServer> {
	return streamServer((socket) => {
		let text = '';
		socket.on('data', (chunk) => {
			text += chunk.toString('latin1');
			for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
				const head = text.slice(0, end);
				text = text.slice(end + 4);
				answer(socket, head);
			}
		});
	}, host);
}

/** A proxy that opens tunnels to the port, whatever host the client names. */
export function tunnelTo(port: number): Promise<StreamServer> {
	return httpServer((socket, head) => {
		if (!head.startsWith('CONNECT')) return;
		const onward = connect(port, '127.0.0.1', () => {
			socket.removeAllListeners('data');
			socket.write('HTTP/1.1 200 Connected\r\n\r\n');
			socket.pipe(onward).pipe(socket);
		});
		onward.on('error', () => socket.destroy());
	});
}

export interface DatagramServer {
	port: number;
	received: string[];
	socket: DatagramSocket;
}

/** @param answer called for every datagram with the number of those received so far. */
export async function datagramServer(
	answer: (socket: DatagramSocket, from: RemoteInfo, count: number) => void,
	host = '127.0.0.1',
): Promise<DatagramServer> {
	const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
	socket.bind(0, host);
	await once(socket, 'listening');
	closers.push(() => socket.close());
	const received: string[] = [];
	socket.on('message', (datagram, from) => {
		received.push(datagram.toString());
		answer(socket, from, received.length);
	});
	return { port: socket.address().port, received, socket };
}

/** @returns a port of 127.0.0.1 on which nobody listens. */
export async function closedPort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const port = portOf(server.address());
	server.close();
	await once(server, 'close');
	return port;
}

function portOf(address: AddressInfo | string | null): number {
	if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
	return address.port;
}

/** A reader that keeps all it is given. */
export interface Collected extends ByteReader {
	heads: Array<{ status: number; headers: Readonly<Record<string, string | string[] | undefined>> }>;
	chunks: string[];
	text: string;
}

/** @param isWhole whether the text so far satisfies the reader. */
export function collect(isWhole: (text: string) => boolean = () => false): Collected {
	const collected: Collected = {
		heads: [],
		chunks: [],
		text: '',
		head: (status, headers) => void collected.heads.push({ status, headers }),
		data(chunk) {
			const text = Buffer.from(chunk).toString('latin1');
			collected.chunks.push(text);
			collected.text += text;
			return isWhole(collected.text);
		},
	};
	return collected;
}

export function conditions(changes: Partial<Conditions> = {}): Conditions {
	return { timeoutMs: 5000, resend: false, signal: new AbortController().signal, egress: null, ...changes };
}

/** An egress that allows everything and resolves every name to the IPv4 loopback address. */
export function egress(changes: Partial<Egress> = {}): Egress {
	return {
		allows: () => true,
		lookup: (_, options, callback) => {
			if (options.all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
			else callback(null, '127.0.0.1', 4);
		},
		...changes,
	};
}

/** An egress whose lookup fails as Node's does, giving the error and nothing else. */
export function failingEgress(error: Error): Egress {
	return egress({ lookup: (_, __, callback) => void Reflect.apply(callback, undefined, [error]) });
}

/** An egress whose lookup never answers. */
export function silentEgress(): Egress {
	return egress({ lookup: () => undefined });
}

/** The error of n8n's secure lookup, told by its name. */
export function settingsRefusal(name: string): Error {
	return Object.assign(new Error('The request was blocked'), { name });
}
