/** Bytes that nobody asked for, and replies that were cut: neither counts for anybody. */

import type { Socket } from 'node:net';
import { carry } from '../../nodes/NumberLookup/transport/carry';
import { closeServers, collect, conditions, httpServer } from './loopback';

afterEach(closeServers);

const reply = (body: string, headers = '') =>
	`HTTP/1.1 200 OK\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;
const chunked = (body: string) =>
	`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;

/** @returns what became of the request, and its body. */
async function ask(port: number) {
	const reader = collect();
	const origin = `http://127.0.0.1:${port}`;
	const ending = await carry(
		{ transport: 'http', method: 'GET', origin, path: '/', headers: {} },
		reader,
		conditions(),
	);
	return { ...ending, text: reader.text };
}

/** Asks one request after the other, without a pause. */
async function askInTurn(port: number, requests: number) {
	const seen = [];
	for (let count = 0; count < requests; count++) seen.push(await ask(port));
	return seen;
}

const whole = (text: string) => ({ kind: 'complete', code: '', sent: 1, text });

describe('a second reply to a request', () => {
	it.each<[string, (socket: Socket, count: number) => void]>([
		['in the same piece', (socket, count) => socket.write(reply(`own${count}`) + reply('surplus'))],
		['in the same piece, in chunks', (socket, count) => socket.write(chunked(`own${count}`) + chunked('surplus'))],
		[
			'in the next piece',
			(socket, count) => socket.write(reply(`own${count}`), () => setImmediate(() => socket.write(reply('surplus')))),
		],
		[
			'a little later',
			(socket, count) => socket.write(reply(`own${count}`), () => setTimeout(() => socket.write(reply('surplus')), 2)),
		],
	])('%s, is given to no other, and the connection is closed', async (_, answer) => {
		let count = 0;
		const server = await httpServer((socket) => answer(socket, ++count));
		expect(await askInTurn(server.port, 5)).toEqual([1, 2, 3, 4, 5].map((number) => whole(`own${number}`)));
		expect(server.opened).toBe(5);
	});

	it('makes both worth nothing on a connection that carried others, to which either may be a late one', async () => {
		let count = 0;
		const server = await httpServer((socket) => {
			count += 1;
			socket.write(count === 3 ? reply('late?') + reply('own?') : reply(`own${count}`));
		});
		const [first, second, third, fourth] = await askInTurn(server.port, 4);
		expect([first, second]).toEqual([whole('own1'), whole('own2')]);
		expect(third).toMatchObject({ kind: 'lost', code: 'surplus bytes', sent: 1 });
		expect(fourth).toEqual(whole('own4'));
		expect(server.opened).toBe(2);
	});

	it('stops nobody who waits for the connection to prove quiet', async () => {
		const server = await httpServer((socket) => socket.write(reply('own')));
		await ask(server.port);
		const stop = new AbortController();
		const origin = `http://127.0.0.1:${server.port}`;
		const request = { transport: 'http', method: 'GET', origin, path: '/', headers: {} } as const;
		const second = carry(request, collect(), conditions({ signal: stop.signal }));
		stop.abort();
		expect(await second).toEqual({ kind: 'stopped', code: '', sent: 0 });
		await server.allClosed();
		expect(server.received.match(/GET/g)).toHaveLength(1);
	});
});

describe('a reply', () => {
	it.each([
		['a body that is longer than its length', reply('31026') + '0'],
		['the same on a connection that closes', reply('31026', 'Connection: close\r\n') + '0'],
		['the same behind a 100', `HTTP/1.1 100 Continue\r\n\r\n${reply('31026')}0`],
	])('with %s is lost', async (_, bytes) => {
		const server = await httpServer((socket) => socket.write(bytes));
		expect(await ask(server.port)).toMatchObject({ kind: 'lost', code: 'surplus bytes', sent: 1 });
		await server.allClosed();
	});

	it('may have a line break behind it, as some servers write', async () => {
		const server = await httpServer((socket) => socket.write(`${reply('own')}\r\n`));
		expect(await askInTurn(server.port, 3)).toEqual(Array(3).fill(whole('own')));
		expect(server.opened).toBe(1);
	});

	it.each([
		['without a length', 'HTTP/1.1 200 OK\r\n\r\n31026'],
		['of HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\n31026'],
		['that announced its end', 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n31026'],
	])('%s is lost where it ends with a reset, and whole where the connection is closed in order', async (_, bytes) => {
		let resets = true;
		const server = await httpServer((socket) => {
			// Two steps, so that the bytes are read before the connection breaks.
			socket.write(bytes, () => setImmediate(() => (resets ? socket.resetAndDestroy() : socket.end())));
		});
		expect(await ask(server.port)).toMatchObject({ kind: 'lost', code: 'ECONNRESET', sent: 1 });
		resets = false;
		expect(await ask(server.port)).toEqual(whole('31026'));
	});

	it.each([100, 102, 103, 199])('may be announced by a %i, in pieces or not', async (status) => {
		const announcement = `HTTP/1.1 ${status} Wait\r\nX: y\r\n\r\n`;
		const inPieces = (socket: Socket, bytes: string) => {
			socket.write(bytes.slice(0, 11), () => setImmediate(() => socket.write(bytes.slice(11))));
		};
		const server = await httpServer((socket) =>
			server.received.includes('\r\n\r\nGET')
				? inPieces(socket, announcement + reply('own'))
				: socket.write(announcement + announcement + reply('own')),
		);
		expect(await askInTurn(server.port, 2)).toEqual([whole('own'), whole('own')]);
		expect(server.opened).toBe(1);
	});

	it.each(['000', '099', '600', '999'])('with the status %s, which does not exist, is none', async (status) => {
		const server = await httpServer((socket) => socket.write(reply('own').replace('200', status)));
		const reader = collect();
		const origin = `http://127.0.0.1:${server.port}`;
		const request = { transport: 'http', method: 'GET', origin, path: '/', headers: {} } as const;
		const ending = await carry(request, reader, conditions());
		expect(ending).toEqual({ kind: 'garbled', code: `HTTP ${Number(status)}`, sent: 1 });
		expect(reader.heads).toEqual([]);
		await server.allClosed();
	});
});
