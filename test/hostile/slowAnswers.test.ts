/** Answers that trickle and never end: the run does, by the node's own time limits. */

import type { Socket } from 'node:net';

import { datagramServer, httpServer, streamServer } from '../transport/loopback';
import { drip, okHead } from './pouring';
import { addressOf, hostileRig, httpProviders, saidOf, shortMs } from './rig';

const rig = hostileRig();

const options = { timeout: shortMs };
const unanswered =
	'no_response | ETIMEDOUT | The provider did not answer in time; try again later or raise the Timeout option.';

describe('a server that sends', () => {
	it.each<[string, (socket: Socket) => void]>([
		[
			'a status line byte by byte and never a whole one',
			(socket) => {
				socket.write('HTTP/1.1 200 O');
				drip(socket, 'O');
			},
		],
		[
			'headers byte by byte and never a blank line',
			(socket) => {
				socket.write(`${okHead}x: `);
				drip(socket, 'y');
			},
		],
		['announcements again and again', (socket) => drip(socket, 'HTTP/1.1 102 Processing\r\n\r\n')],
		[
			'a body byte by byte and never its end',
			(socket) => {
				socket.write(`${okHead}\r\n`);
				drip(socket, '7');
			},
		],
		[
			'lines about numbers that nobody asked for',
			(socket) => {
				socket.write(`${okHead}\r\nQUERYOK\n`);
				drip(socket, '447700900000 23410\n');
			},
		],
		[
			'one empty chunk extension after the other',
			(socket) => {
				socket.write(`${okHead}Transfer-Encoding: chunked\r\n\r\n1`);
				drip(socket, ';x=y');
			},
		],
	])('%s is given up at every provider over HTTP', async (_what, answer) => {
		await Promise.all(
			httpProviders.map(async (provider) => {
				const server = await httpServer((socket) => answer(socket));
				const finished = await rig.lookUp(provider, addressOf(`127.0.0.1:${server.port}`), { options });
				expect(saidOf(finished)).toEqual([unanswered]);
				await server.allClosed();
			}),
		);
	});
});

describe('LINK direct', () => {
	it('gives up a peer that sends its answer byte by byte and never the end', async () => {
		const server = await streamServer((socket) => {
			socket.write('{"tel":"447788450450","cn":"');
			drip(socket, '7');
		});
		const finished = await rig.lookUp('linkDirect', { transport: 'tcp', tcpPort: server.port }, { options });
		expect(saidOf(finished)).toEqual([unanswered]);
		await server.allClosed();
	});

	it('gives up a peer whose datagrams say nothing', async () => {
		const timers: NodeJS.Timeout[] = [];
		const server = await datagramServer((socket, from) => {
			timers.push(setInterval(() => socket.send('{', from.port, from.address), 5));
		});
		const finished = await rig.lookUp('linkDirect', { transport: 'udp', udpPort: server.port }, { options });
		timers.forEach(clearInterval);
		expect(saidOf(finished)).toEqual([unanswered]);
	});
});

describe('a server that never ends the TLS handshake', () => {
	it.each(httpProviders)('cannot be reached, says %s', async (provider) => {
		const server = await streamServer(() => {});
		const { hints, results } = await rig.lookUp(provider, addressOf(`127.0.0.1:${server.port}`, 'https'), { options });
		expect(hints).toMatch(/cannot be reached\. No connection to 127\.0\.0\.1:\d+ \(ETIMEDOUT\)\. Check host and port/);
		expect(results[0]).toMatchObject({ status: 'not_looked_up', attempts: 0 });
		await server.allClosed();
	});
});
