/** A TCP proxy before Redis that makes each round trip take longer, and counts what it carries. */

import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';

import { freePort } from '../../e2e/freePort';
import { sleep } from '../../nodes/NumberLookup/workflow/surroundings';

export interface SlowRedis {
	readonly port: number;
	/** How often bytes came from a client. */
	readonly requests: () => number;
	/** From now on nothing passes, but connections stay. */
	hang(): void;
	close(): void;
}

const never = new AbortController().signal;

/** @param roundTripMs half of it on the way there, half on the way back. */
export async function slowRedis(port: number, roundTripMs: number): Promise<SlowRedis> {
	const sockets = new Set<Socket>();
	let requests = 0;
	let hangs = false;
	const server = createServer((client) => {
		const redis = connect(port, '127.0.0.1');
		client.on('data', () => requests++);
		for (const [from, to] of [
			[client, redis],
			[redis, client],
		] as const) {
			sockets.add(from);
			from.setNoDelay(true);
			from.on('error', () => to.destroy());
			from.on('close', () => to.destroy());
			from.on('data', (chunk) => void pass(chunk, to));
		}
	});
	const pass = async (chunk: Buffer, to: Socket) => {
		if (roundTripMs > 0) await sleep(roundTripMs / 2, never);
		if (!hangs) to.write(chunk);
	};
	const ownPort = await freePort();
	server.listen(ownPort, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: ownPort,
		requests: () => requests,
		hang: () => void (hangs = true),
		close() {
			server.close();
			for (const socket of sockets) socket.destroy();
		},
	};
}
