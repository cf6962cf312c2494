import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { carry } from '../../nodes/NumberLookup/transport/carry';
import type { SocketRequest } from '../../nodes/NumberLookup/transport/wire';
import {
	closeServers,
	collect,
	conditions,
	datagramServer,
	egress,
	failingEgress,
	settingsRefusal,
	silentEgress,
} from './loopback';

afterEach(closeServers);

function ask(port: number, host = '127.0.0.1'): SocketRequest {
	return { transport: 'udp', host, port, payload: '{"é":1}' };
}

const satisfied = (text: string) => text.endsWith('}');

/** A port on which nobody receives datagrams. */
async function deafPort(): Promise<number> {
	const socket = createSocket('udp4').bind(0, '127.0.0.1');
	await once(socket, 'listening');
	const { port } = socket.address();
	socket.close();
	await once(socket, 'close');
	return port;
}

describe('UDP', () => {
	it('sends the payload as UTF-8 and completes with the datagram that satisfies the reader', async () => {
		const server = await datagramServer((socket, from) => {
			socket.send('something else', from.port, from.address);
			socket.send('{}', from.port, from.address);
		});
		const reader = collect(satisfied);
		expect(await carry(ask(server.port), reader, conditions())).toEqual({ kind: 'complete', code: '', sent: 1 });
		expect(server.received).toEqual(['{"é":1}']);
		expect(reader.chunks).toEqual(['something else', '{}']);
	});

	it('reaches an IPv6 address', async () => {
		const server = await datagramServer((socket, from) => socket.send('{}', from.port, from.address), '::1');
		expect((await carry(ask(server.port, '::1'), collect(satisfied), conditions())).kind).toBe('complete');
	});

	it('resolves a name once, through the egress settings, however often it sends', async () => {
		const server = await datagramServer((socket, from, count) => {
			if (count === 2) socket.send('{}', from.port, from.address);
		});
		const asked: string[] = [];
		const guarded = egress({
			lookup: (hostname, options, callback) => {
				asked.push(`${hostname} ${options.family}`);
				callback(null, '127.0.0.1', 4);
			},
		});
		const under = conditions({ egress: guarded, resend: true, timeoutMs: 500 });
		const ending = await carry(ask(server.port, 'provider.example'), collect(satisfied), under);
		expect(ending).toEqual({ kind: 'complete', code: '', sent: 2 });
		expect(asked).toEqual(['provider.example 4']);
	});

	it('gives a satisfied reader no second copy of the answer', async () => {
		const server = await datagramServer((socket, from) => {
			socket.send('{}', from.port, from.address);
			socket.send('{}', from.port, from.address);
		});
		const reader = collect(satisfied);
		await carry(ask(server.port), reader, conditions());
		expect(reader.chunks).toEqual(['{}']);
	});

	it('hears nobody but the peer', async () => {
		const stranger = createSocket('udp4').bind(0, '127.0.0.1');
		await once(stranger, 'listening');
		const server = await datagramServer((socket, from) => {
			stranger.send('{"forged":1}', from.port, from.address, () => socket.send('{}', from.port, from.address));
		});
		const reader = collect(satisfied);
		await carry(ask(server.port), reader, conditions());
		stranger.close();
		expect(reader.chunks).toEqual(['{}']);
	});
});

describe('UDP endings', () => {
	it.each([
		['once, where it may not resend,', false, 1],
		['four times, where it may,', true, 4],
	])('sends %s and then times out', async (_, resend, sent) => {
		const ports = new Set<number>();
		const server = await datagramServer((__, from) => ports.add(from.port));
		const ending = await carry(ask(server.port), collect(), conditions({ timeoutMs: 1500, resend }));
		expect(ending).toEqual({ kind: 'timeout', code: 'ETIMEDOUT', sent });
		expect(server.received).toHaveLength(sent);
		expect(ports.size).toBe(1);
	});

	it.each([1, 2, 3, 4])('completes with datagram %i and sends no further one', async (answered) => {
		const server = await datagramServer((socket, from, count) => {
			if (count === answered) socket.send('{}', from.port, from.address);
		});
		const under = conditions({ timeoutMs: 1000, resend: true });
		expect(await carry(ask(server.port), collect(satisfied), under)).toEqual({
			kind: 'complete',
			code: '',
			sent: answered,
		});
		await carry(ask(server.port), collect(), conditions({ timeoutMs: 150 }));
		expect(server.received).toHaveLength(answered + 1);
	});

	it('times out as a whole, though datagrams that say nothing keep coming', async () => {
		const server = await datagramServer((socket, from) => {
			const timer = setInterval(() => socket.send('x', from.port, from.address), 5);
			socket.on('close', () => clearInterval(timer));
		});
		const ending = await carry(ask(server.port), collect(satisfied), conditions({ timeoutMs: 100 }));
		expect(ending).toEqual({ kind: 'timeout', code: 'ETIMEDOUT', sent: 1 });
	});

	it('is deaf to an answer that comes after the time-out', async () => {
		const clients: number[] = [];
		const server = await datagramServer((_, from) => clients.push(from.port));
		const reader = collect(satisfied);
		expect((await carry(ask(server.port), reader, conditions({ timeoutMs: 50 }))).kind).toBe('timeout');
		server.socket.connect(clients[0] ?? 0, '127.0.0.1');
		await once(server.socket, 'connect');
		server.socket.send('{}');
		const [error] = await once(server.socket, 'error');
		expect(error).toMatchObject({ code: 'ECONNREFUSED' });
		expect(reader.chunks).toEqual([]);
	});

	it('is unreachable where nobody receives', async () => {
		const ending = await carry(ask(await deafPort()), collect(), conditions());
		expect(ending).toEqual({ kind: 'unreachable', code: 'ECONNREFUSED', sent: 0 });
	});

	it('is lost where the peer was there and is gone', async () => {
		const port = await deafPort();
		const peer = createSocket('udp4').bind(port, '127.0.0.1');
		await once(peer, 'listening');
		peer.once('message', (_, from) => peer.send('x', from.port, from.address, () => peer.close()));
		const ending = await carry(ask(port), collect(satisfied), conditions({ timeoutMs: 500, resend: true }));
		expect(ending).toEqual({ kind: 'lost', code: 'ECONNREFUSED', sent: 2 });
	});

	it.each([
		['unknown', failingEgress(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })), 'ENOTFOUND'],
		['never resolved', silentEgress(), 'ETIMEDOUT'],
	])('is unreachable where the name is %s', async (_, guarded, code) => {
		const ending = await carry(ask(1, 'name.example'), collect(), conditions({ egress: guarded, timeoutMs: 50 }));
		expect(ending).toEqual({ kind: 'unreachable', code, sent: 0 });
	});

	it('is unreachable where the datagram is too large to send', async () => {
		const server = await datagramServer(() => {});
		const request = { ...ask(server.port), payload: 'x'.repeat(70_000) };
		expect(await carry(request, collect(), conditions())).toEqual({ kind: 'unreachable', code: 'EMSGSIZE', sent: 0 });
	});

	it('is unreachable, and does not reject, at a port that is none', async () => {
		const ending = await carry(ask(70_000), collect(), conditions());
		expect(ending).toEqual({ kind: 'unreachable', code: 'ERR_SOCKET_BAD_PORT', sent: 0 });
	});

	it.each([
		['an address in digits', '127.0.0.1', egress({ allows: () => false })],
		['a name', 'inside.example', failingEgress(settingsRefusal('SsrfBlockedHostnameError'))],
	])('is forbidden where the settings refuse %s', async (_, host, guarded) => {
		const server = await datagramServer(() => {});
		const ending = await carry(ask(server.port, host), collect(), conditions({ egress: guarded }));
		expect(ending).toEqual({ kind: 'forbidden', code: 'SSRF', sent: 0 });
		expect(server.received).toEqual([]);
	});

	it('stops at once', async () => {
		const controller = new AbortController();
		const server = await datagramServer(() => controller.abort());
		const ending = await carry(ask(server.port), collect(), conditions({ signal: controller.signal }));
		expect(ending).toEqual({ kind: 'stopped', code: '', sent: 1 });
	});

	it.each([
		['is resolved', () => {}],
		['was resolved a moment ago', (found: () => void) => found()],
	])('stops while the name %s, and sends nothing', async (_, resolve) => {
		const controller = new AbortController();
		const server = await datagramServer(() => {});
		const guarded = egress({
			lookup: (__, ___, callback) => {
				resolve(() => callback(null, '127.0.0.1', 4));
				controller.abort();
			},
		});
		const under = conditions({ signal: controller.signal, egress: guarded });
		const ending = await carry(ask(server.port, 'provider.example'), collect(), under);
		expect(ending).toEqual({ kind: 'stopped', code: '', sent: 0 });
		await new Promise(setImmediate);
		expect(server.received).toEqual([]);
	});

	it('is lost, and does not reject, when the reader throws', async () => {
		const server = await datagramServer((socket, from) => socket.send('{}', from.port, from.address));
		const reader = collect(() => {
			throw new TypeError('a mistake');
		});
		expect(await carry(ask(server.port), reader, conditions())).toEqual({ kind: 'lost', code: 'TypeError', sent: 1 });
	});
});
