import type { Socket } from 'node:net';
import { carry } from '../../nodes/NumberLookup/transport/carry';
import { closeServers, collect, conditions, egress, httpServer } from './loopback';
import type { Conditions, HttpRequest } from '../../nodes/NumberLookup/transport/wire';

afterEach(closeServers);

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

function ask(port: number, under: Conditions = conditions(), isWhole?: (text: string) => boolean) {
	const request: HttpRequest = {
		transport: 'http',
		method: 'GET',
		origin: `http://127.0.0.1:${port}`,
		path: '/',
		headers: {},
	};
	return carry(request, collect(isWhole), under);
}

/** Asks over and over, each lane one request after the other, without a pause between them. */
async function askInLanes(port: number, requests: number, lanes: number): Promise<string[]> {
	const kinds: string[] = [];
	let left = requests;
	const lane = async () => {
		while (left-- > 0) kinds.push((await ask(port)).kind);
	};
	await Promise.all(Array.from({ length: lanes }, lane));
	return kinds;
}

describe('HTTP connections', () => {
	it('carry one request after the other', async () => {
		const server = await httpServer((socket) => socket.write(answer));
		expect(await askInLanes(server.port, 20, 1)).toEqual(Array(20).fill('complete'));
		expect(server.opened).toBe(1);
	});

	it('are never more than requests in flight', async () => {
		const server = await httpServer((socket) => socket.write(answer));
		expect(await askInLanes(server.port, 50, 10)).toEqual(Array(50).fill('complete'));
		expect(server.opened).toBeLessThanOrEqual(10);
	});

	it.each<[string, (socket: Socket) => void]>([
		['announces that it closes', (socket) => socket.end(answer.replace('\r\n', '\r\nConnection: close\r\n'))],
		['closes without a word', (socket) => socket.end(answer)],
		['speaks HTTP/1.0', (socket) => socket.end('HTTP/1.0 200 OK\r\n\r\nok')],
	])('never stand two at once for one request at a time, where the server %s', async (_, reply) => {
		const server = await httpServer(reply);
		for (let count = 0; count < 10; count += 1) {
			// Without a wait for the server's FIN, a request may be lost to it; what counts here is the number of connections.
			await ask(server.port);
		}
		expect(server.peak).toBe(1);
		expect(server.opened).toBeGreaterThan(1);
	});

	it('are kept again where a request came just as an idle one was closed', async () => {
		// undici closes a connection two seconds before the server's own limit: here one second after the reply.
		const reply = answer.replace('\r\n', '\r\nKeep-Alive: timeout=3\r\n');
		const server = await httpServer((socket) => socket.write(reply));
		const lanes = 60;
		await askInLanes(server.port, lanes, lanes);
		// One request every millisecond around that moment meets it in every phase.
		const idle = (lane: number) => new Promise((resolve) => setTimeout(resolve, 970 + lane));
		await Promise.all(
			Array.from({ length: lanes }, (_, lane) => idle(lane).then(() => askInLanes(server.port, 20, 1))),
		);
		expect(server.opened).toBeLessThanOrEqual(3 * lanes);
	});

	it('are kept when a reader is satisfied by the last bytes of a reply', async () => {
		const server = await httpServer((socket) => socket.write(answer));
		for (let count = 0; count < 3; count += 1) {
			expect((await ask(server.port, conditions(), (text) => text === 'ok')).kind).toBe('complete');
		}
		expect(server.opened).toBe(1);
	});

	it('are closed when a reader is satisfied while the reply goes on', async () => {
		const server = await httpServer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nok'));
		const ending = await ask(server.port, conditions(), (text) => text === 'ok');
		expect(ending).toEqual({ kind: 'complete', code: '', sent: 1 });
		await server.allClosed();
	});

	it('are closed when an endless reply has filled its reader', async () => {
		const server = await httpServer((socket) => {
			socket.write('HTTP/1.1 200 OK\r\n\r\n');
			const pour = () => {
				while (!socket.destroyed && socket.write('x'.repeat(10_000)));
			};
			socket.on('drain', pour);
			pour();
		});
		const ending = await ask(server.port, conditions(), (text) => text.length > 65_536);
		expect(ending).toEqual({ kind: 'complete', code: '', sent: 1 });
		await server.allClosed();
	});

	it('give a satisfied reader nothing more', async () => {
		const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n4\r\nmore\r\n0\r\n\r\n';
		const server = await httpServer((socket) => socket.write(chunked));
		const reader = collect((text) => text === 'ok');
		const origin = `http://127.0.0.1:${server.port}`;
		await carry({ transport: 'http', method: 'GET', origin, path: '/', headers: {} }, reader, conditions());
		expect(reader.text).toBe('ok');
	});

	it('are opened anew after one was lost', async () => {
		const server = await httpServer((socket) =>
			server.opened === 1 ? socket.resetAndDestroy() : socket.write(answer),
		);
		expect((await ask(server.port)).kind).toBe('lost');
		expect((await ask(server.port)).kind).toBe('complete');
		expect(server.opened).toBe(2);
	});

	it('are not opened for a request that was stopped while it waited for one', async () => {
		const server = await httpServer((socket) => socket.end('HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'));
		await ask(server.port);
		const stop = new AbortController();
		const second = ask(server.port, conditions({ signal: stop.signal }));
		stop.abort();
		expect((await second).kind).toBe('stopped');
		await server.allClosed();
		await ask(server.port);
		// The third request's; a connection for the second would have come before it.
		expect(server.opened).toBe(2);
	});

	it('are not shared between egress settings', async () => {
		const server = await httpServer((socket) => socket.write(answer));
		const first = conditions({ egress: egress() });
		const second = conditions({ egress: egress() });
		for (const under of [first, second, first, second]) await ask(server.port, under);
		expect(server.opened).toBe(2);
	});
});
