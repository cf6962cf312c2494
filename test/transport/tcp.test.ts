import type { Socket } from 'node:net';
import { carry } from '../../nodes/NumberLookup/transport/carry';
import type { SocketRequest } from '../../nodes/NumberLookup/transport/wire';
import { openSockets } from '../conformance/openSockets';
import { until } from '../conformance/until';
import {
	closedPort,
	closeServers,
	collect,
	conditions,
	egress,
	failingEgress,
	settingsRefusal,
	silentEgress,
	streamServer,
} from './loopback';

const socketsBefore = openSockets();
afterEach(async () => {
	closeServers();
	await until(() => openSockets() <= socketsBefore);
});

function ask(port: number, host = '127.0.0.1'): SocketRequest {
	return { transport: 'tcp', host, port, payload: '{"é":1}' };
}

const satisfied = (text: string) => text.endsWith('}');

describe('TCP', () => {
	it('sends the payload as UTF-8 and hands on the bytes until the reader has enough', async () => {
		const server = await streamServer((socket) =>
			socket.once('data', () => socket.write('{"a"', () => setImmediate(() => socket.write(':1}')))),
		);
		const reader = collect(satisfied);
		expect(await carry(ask(server.port), reader, conditions())).toEqual({ kind: 'complete', code: '', sent: 1 });
		expect(Buffer.from(server.received, 'latin1').toString()).toBe('{"é":1}');
		expect(reader.text).toBe('{"a":1}');
		await server.allClosed();
	});

	it.each([
		['a reply', '{"a":1'],
		['no reply at all', ''],
	])('completes when the peer closes after %s', async (_, reply) => {
		const server = await streamServer((socket) => socket.once('data', () => socket.end(reply)));
		const reader = collect(satisfied);
		expect(await carry(ask(server.port), reader, conditions())).toEqual({ kind: 'complete', code: '', sent: 1 });
		expect(reader.text).toBe(reply);
	});

	it('gives a satisfied reader nothing more, and closes on a peer that goes on', async () => {
		const server = await streamServer((socket) => {
			const pour = () => {
				while (!socket.destroyed && socket.write('{}'.repeat(5000)));
			};
			socket.on('drain', pour);
			socket.once('data', pour);
		});
		const reader = collect(satisfied);
		expect((await carry(ask(server.port), reader, conditions())).kind).toBe('complete');
		expect(reader.chunks).toHaveLength(1);
		await server.allClosed();
	});

	it('opens one connection for each request', async () => {
		const server = await streamServer((socket) => socket.once('data', () => socket.write('{}')));
		for (let count = 0; count < 3; count += 1) await carry(ask(server.port), collect(satisfied), conditions());
		expect([server.opened, server.peak]).toEqual([3, 1]);
	});

	it('reaches an IPv6 address', async () => {
		const server = await streamServer((socket) => socket.end('{}'), '::1');
		expect((await carry(ask(server.port, '::1'), collect(), conditions())).kind).toBe('complete');
	});

	it('resolves a name through the egress settings', async () => {
		const server = await streamServer((socket) => socket.end('{}'));
		const ending = await carry(ask(server.port, 'provider.example'), collect(), conditions({ egress: egress() }));
		expect(ending.kind).toBe('complete');
	});
});

describe('TCP endings', () => {
	it('is unreachable where nobody listens', async () => {
		expect(await carry(ask(await closedPort()), collect(), conditions())).toEqual({
			kind: 'unreachable',
			code: 'ECONNREFUSED',
			sent: 0,
		});
	});

	it.each([
		['unknown', failingEgress(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })), 'ENOTFOUND'],
		['never resolved', silentEgress(), 'ETIMEDOUT'],
	])('is unreachable where the name is %s', async (_, guarded, code) => {
		const ending = await carry(ask(1, 'name.example'), collect(), conditions({ egress: guarded, timeoutMs: 50 }));
		expect(ending).toEqual({ kind: 'unreachable', code, sent: 0 });
	});

	it('is unreachable, and does not reject, at a port that is none', async () => {
		const ending = await carry(ask(70_000), collect(), conditions());
		expect(ending).toEqual({ kind: 'unreachable', code: 'ERR_SOCKET_BAD_PORT', sent: 0 });
	});

	it.each([
		['an address in digits', '127.0.0.1', egress({ allows: () => false })],
		['a name', 'inside.example', failingEgress(settingsRefusal('SsrfBlockedIpError'))],
	])('is forbidden where the settings refuse %s', async (_, host, guarded) => {
		const server = await streamServer(() => {});
		const ending = await carry(ask(server.port, host), collect(), conditions({ egress: guarded }));
		expect(ending).toEqual({ kind: 'forbidden', code: 'SSRF', sent: 0 });
		expect(server.opened).toBe(0);
	});

	it.each([
		['before the reply', ''],
		['in the reply', '{"a"'],
	])('is lost when the connection is reset %s', async (_, part) => {
		const server = await streamServer((socket) =>
			socket.once('data', () => socket.write(part, () => setImmediate(() => socket.resetAndDestroy()))),
		);
		const reader = collect(satisfied);
		expect(await carry(ask(server.port), reader, conditions())).toEqual({ kind: 'lost', code: 'ECONNRESET', sent: 1 });
		expect(reader.text).toBe(part);
	});

	it('is lost, and does not reject, when the reader throws', async () => {
		const server = await streamServer((socket) => socket.end('{}'));
		const reader = collect(() => {
			throw new TypeError('a mistake');
		});
		expect(await carry(ask(server.port), reader, conditions())).toEqual({ kind: 'lost', code: 'TypeError', sent: 1 });
	});

	it.each<[string, (socket: Socket) => void]>([
		['is silent', () => {}],
		['stops in the reply', (socket) => socket.write('{"a"')],
		[
			'drips without end',
			(socket) => {
				const timer = setInterval(() => socket.write('x'), 5);
				socket.on('close', () => clearInterval(timer));
			},
		],
	])('times out, and closes the connection, where the peer %s', async (_, serve) => {
		const server = await streamServer((socket) => {
			serve(socket);
		});
		const ending = await carry(ask(server.port), collect(satisfied), conditions({ timeoutMs: 60 }));
		expect(ending).toEqual({ kind: 'timeout', code: 'ETIMEDOUT', sent: 1 });
		await server.allClosed();
	});

	it('lets a reply go on for longer than the time-out, as long as bytes arrive', async () => {
		const server = await streamServer((socket) => {
			const timer = setInterval(() => socket.write('x'), 5);
			socket.on('close', () => clearInterval(timer));
		});
		const startMs = performance.now();
		const reader = collect(() => performance.now() - startMs > 300);
		expect((await carry(ask(server.port), reader, conditions({ timeoutMs: 100 }))).kind).toBe('complete');
	});

	it('reads a reply that came while the process was busy for longer than the time-out', async () => {
		const server = await streamServer((socket) =>
			socket.once('data', () => {
				socket.write('{}');
				const freeMs = performance.now() + 150;
				while (performance.now() < freeMs);
			}),
		);
		const ending = await carry(ask(server.port), collect(satisfied), conditions({ timeoutMs: 50 }));
		expect(ending.kind).toBe('complete');
	});

	it('stops at once and closes the connection', async () => {
		const controller = new AbortController();
		const server = await streamServer((socket) => socket.once('data', () => controller.abort()));
		const ending = await carry(ask(server.port), collect(), conditions({ signal: controller.signal }));
		expect(ending).toEqual({ kind: 'stopped', code: '', sent: 1 });
		await server.allClosed();
	});

	it('stops while the name is resolved', async () => {
		const controller = new AbortController();
		const guarded = egress({ lookup: () => controller.abort() });
		const under = conditions({ signal: controller.signal, egress: guarded });
		expect(await carry(ask(1, 'slow.example'), collect(), under)).toEqual({ kind: 'stopped', code: '', sent: 0 });
	});
});
