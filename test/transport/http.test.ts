import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { carry } from '../../nodes/NumberLookup/transport/carry';
import type { HttpRequest } from '../../nodes/NumberLookup/transport/wire';
import {
	closedPort,
	closeServers,
	collect,
	conditions,
	egress,
	failingEgress,
	httpServer,
	settingsRefusal,
	silentEgress,
	streamServer,
} from './loopback';

afterEach(closeServers);

function get(port: number, changes: Partial<HttpRequest> = {}): HttpRequest {
	return { transport: 'http', method: 'GET', origin: `http://127.0.0.1:${port}`, path: '/', headers: {}, ...changes };
}

const ok = 'HTTP/1.1 200 OK\r\n';

/** Writes a piece again and again for as long as the client listens. */
function repeat(socket: Socket, piece: string, everyMs: number): void {
	const timer = setInterval(() => socket.write(piece), everyMs);
	socket.on('close', () => clearInterval(timer));
}

describe('HTTP', () => {
	it('sends method, path, headers and body as they are, and hands on status, headers and body', async () => {
		const server = await httpServer((socket) =>
			socket.write(`${ok}Content-Type: text/plain\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nContent-Length: 5\r\n\r\nhello`),
		);
		const reader = collect();
		const request = get(server.port, {
			method: 'POST',
			path: '/lookup?x=%2B1',
			headers: { authorization: 'Basic eA==', 'content-type': 'text/plain' },
			body: 'é',
		});
		expect(await carry(request, reader, conditions())).toEqual({ kind: 'complete', code: '', sent: 1 });
		const [head, body] = server.received.split('\r\n\r\n');
		expect(head?.split('\r\n')).toEqual([
			'POST /lookup?x=%2B1 HTTP/1.1',
			`host: 127.0.0.1:${server.port}`,
			'connection: keep-alive',
			'authorization: Basic eA==',
			'content-type: text/plain',
			'content-length: 2',
		]);
		expect(Buffer.from(body ?? '', 'latin1').toString()).toBe('é');
		expect(reader.heads).toEqual([
			{ status: 200, headers: { 'content-type': 'text/plain', 'set-cookie': ['a', 'b'], 'content-length': '5' } },
		]);
		expect(reader.text).toBe('hello');
	});

	it.each([
		['a body of known length', `${ok}Content-Length: 2\r\n\r\nab`, 'ab'],
		['a chunked body', `${ok}Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n`, 'ab'],
		['a body that ends with the connection', `${ok}\r\nab`, 'ab'],
		['an HTTP/1.0 body', 'HTTP/1.0 200 OK\r\n\r\nab', 'ab'],
		['no body', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
		['an error page', 'HTTP/1.1 500 Oops\r\nContent-Length: 2\r\n\r\nno', 'no'],
	])('completes with %s', async (_, reply, body) => {
		const server = await httpServer((socket) => socket.end(reply));
		const reader = collect();
		expect(await carry(get(server.port), reader, conditions())).toEqual({ kind: 'complete', code: '', sent: 1 });
		expect(reader.text).toBe(body);
		expect(reader.heads).toHaveLength(1);
	});

	it('passes over the announcements that come before a reply', async () => {
		const server = await httpServer((socket) =>
			socket.write(`HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n${ok}Content-Length: 0\r\n\r\n`),
		);
		const reader = collect();
		expect((await carry(get(server.port), reader, conditions())).kind).toBe('complete');
		expect(reader.heads.map((head) => head.status)).toEqual([200]);
	});

	it('does not follow a redirect', async () => {
		const server = await httpServer((socket) =>
			socket.write('HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n'),
		);
		const reader = collect();
		expect((await carry(get(server.port), reader, conditions())).kind).toBe('complete');
		expect(reader.heads[0]).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
		expect(server.received).not.toContain('elsewhere');
	});

	it('neither asks for compression nor undoes it', async () => {
		const zipped = gzipSync('hello');
		const server = await httpServer((socket) => {
			socket.write(`${ok}Content-Encoding: gzip\r\nContent-Length: ${zipped.length}\r\n\r\n`);
			socket.write(zipped);
		});
		const reader = collect();
		expect((await carry(get(server.port), reader, conditions())).kind).toBe('complete');
		expect(Buffer.from(reader.text, 'latin1')).toEqual(zipped);
		expect(server.received.toLowerCase()).not.toContain('accept-encoding');
	});

	it('reaches an IPv6 address', async () => {
		const server = await httpServer((socket) => socket.write(`${ok}Content-Length: 0\r\n\r\n`), '::1');
		const asked: string[] = [];
		const guarded = egress({ allows: (host) => asked.push(host) > 0 });
		const request = get(0, { origin: `http://[::1]:${server.port}` });
		expect((await carry(request, collect(), conditions({ egress: guarded }))).kind).toBe('complete');
		expect(asked).toEqual(['::1']);
	});
});

describe('HTTP, when nothing could be sent', () => {
	it('is unreachable where nobody listens', async () => {
		expect(await carry(get(await closedPort()), collect(), conditions())).toEqual({
			kind: 'unreachable',
			code: 'ECONNREFUSED',
			sent: 0,
		});
	});

	it('is unreachable where the host is unknown', async () => {
		const unknown = failingEgress(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }));
		const request = get(0, { origin: 'http://nowhere.example' });
		expect(await carry(request, collect(), conditions({ egress: unknown }))).toEqual({
			kind: 'unreachable',
			code: 'ENOTFOUND',
			sent: 0,
		});
	});

	it('is unreachable where the name is never resolved', async () => {
		const request = get(0, { origin: 'http://slow.example' });
		expect(await carry(request, collect(), conditions({ egress: silentEgress(), timeoutMs: 50 }))).toEqual({
			kind: 'unreachable',
			code: 'ETIMEDOUT',
			sent: 0,
		});
	});

	it('is unreachable where TLS is asked of a server that speaks none', async () => {
		const server = await streamServer((socket) => socket.once('data', () => socket.write('HTTP/1.1 400 Bad\r\n\r\n')));
		const request = get(0, { origin: `https://127.0.0.1:${server.port}` });
		const ending = await carry(request, collect(), conditions());
		expect(ending).toMatchObject({ kind: 'unreachable', sent: 0 });
		expect(ending.code).toContain('SSL');
	});

	it('is unreachable where the TLS handshake never ends, and closes the connection', async () => {
		const server = await streamServer(() => {});
		const request = get(0, { origin: `https://127.0.0.1:${server.port}` });
		expect(await carry(request, collect(), conditions({ timeoutMs: 50 }))).toEqual({
			kind: 'unreachable',
			code: 'ETIMEDOUT',
			sent: 0,
		});
		await server.allClosed();
	});

	it.each([
		['an address that is none', { origin: 'nonsense' }, 'ERR_INVALID_URL'],
		['a header that would split the request', { headers: { x: 'a\r\nb: c' } }, 'UND_ERR_INVALID_ARG'],
		['a path that would split the request', { path: '/ HTTP/1.1\r\n' }, 'UND_ERR_INVALID_ARG'],
	])('is unreachable, and does not reject, at %s', async (_, changes, code) => {
		const server = await httpServer(() => {});
		const ending = await carry(get(server.port, changes), collect(), conditions({ egress: egress() }));
		expect(ending).toEqual({ kind: 'unreachable', code, sent: 0 });
		expect(server.received).toBe('');
	});

	it('is forbidden where the settings refuse an address in digits', async () => {
		const server = await httpServer(() => {});
		const refusing = egress({ allows: (host) => host !== '127.0.0.1' });
		const ending = await carry(get(server.port), collect(), conditions({ egress: refusing }));
		expect(ending).toEqual({ kind: 'forbidden', code: 'SSRF', sent: 0 });
		expect(server.opened).toBe(0);
	});

	it.each(['SsrfBlockedIpError', 'SsrfBlockedHostnameError'])(
		'is forbidden where the lookup refuses with %s',
		async (name) => {
			const request = get(0, { origin: 'http://inside.example' });
			const ending = await carry(request, collect(), conditions({ egress: failingEgress(settingsRefusal(name)) }));
			expect(ending).toEqual({ kind: 'forbidden', code: 'SSRF', sent: 0 });
		},
	);
});

describe('HTTP, when the reply breaks', () => {
	const headers = `${ok}Content-Type: text/plain\r\n`;
	it.each<[string, string, 'end' | 'reset', string]>([
		['closed before the reply', '', 'end', 'UND_ERR_SOCKET'],
		['reset before the reply', '', 'reset', 'ECONNRESET'],
		['closed in the headers', headers, 'end', 'UND_ERR_SOCKET'],
		['reset in the headers', headers, 'reset', 'ECONNRESET'],
		['closed in a body of known length', `${headers}Content-Length: 9\r\n\r\nabc`, 'end', 'UND_ERR_SOCKET'],
		['reset in a body of known length', `${headers}Content-Length: 9\r\n\r\nabc`, 'reset', 'ECONNRESET'],
		['closed in a chunk', `${headers}Transfer-Encoding: chunked\r\n\r\n9\r\nabc`, 'end', 'UND_ERR_SOCKET'],
		['closed between chunks', `${headers}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n`, 'end', 'UND_ERR_SOCKET'],
		['reset in a chunk', `${headers}Transfer-Encoding: chunked\r\n\r\n9\r\nabc`, 'reset', 'ECONNRESET'],
		[
			'closed in an announced last body',
			`${headers}Connection: close\r\nContent-Length: 9\r\n\r\nabc`,
			'end',
			'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
		],
	])('is lost when the connection is %s', async (_, reply, how, code) => {
		const server = await httpServer((socket) => {
			// Two steps, so that the bytes are read before the connection breaks.
			socket.write(reply, () => setImmediate(() => (how === 'end' ? socket.end() : socket.resetAndDestroy())));
		});
		expect(await carry(get(server.port), collect(), conditions())).toEqual({ kind: 'lost', code, sent: 1 });
	});

	it('is lost when the reply is an upgrade nobody asked for', async () => {
		const upgrade = 'HTTP/1.1 101 Hi\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n';
		const server = await httpServer((socket) => socket.write(upgrade));
		const ending = await carry(get(server.port), collect(), conditions());
		expect(ending).toEqual({ kind: 'lost', code: 'UND_ERR_SOCKET', sent: 1 });
	});

	it.each([
		['something that is not HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'HTTPParserError'],
		[
			'ten thousand headers',
			`${ok}${Array.from({ length: 10_000 }, (_, index) => `x${index}: y\r\n`).join('')}\r\n`,
			'UND_ERR_HEADERS_OVERFLOW',
		],
		['one endless header', `${ok}x: ${'y'.repeat(100_000)}`, 'UND_ERR_HEADERS_OVERFLOW'],
	])('is garbled when the reply is %s', async (_, reply, code) => {
		const server = await httpServer((socket) => socket.write(reply));
		expect(await carry(get(server.port), collect(), conditions())).toEqual({ kind: 'garbled', code, sent: 1 });
	});

	it.each(['head', 'data'] as const)('is lost, and does not reject, when the reader throws in %s', async (where) => {
		const server = await httpServer((socket) => socket.write(`${ok}Content-Length: 2\r\n\r\nab`));
		const reader = collect();
		reader[where] = () => {
			throw new TypeError('a mistake');
		};
		expect(await carry(get(server.port), reader, conditions())).toEqual({ kind: 'lost', code: 'TypeError', sent: 1 });
	});
});

describe('HTTP time limits', () => {
	const timedOut = { kind: 'timeout', code: 'ETIMEDOUT', sent: 1 };

	it.each<[string, (socket: Socket) => void]>([
		['stays silent', () => {}],
		['stops in the headers', (socket) => socket.write(ok)],
		['stops in the body', (socket) => socket.write(`${ok}Content-Length: 9\r\n\r\nabc`)],
		[
			'drips headers',
			(socket) => {
				socket.write(ok);
				repeat(socket, 'x', 5);
			},
		],
		['announces without end', (socket) => repeat(socket, 'HTTP/1.1 102 Processing\r\n\r\n', 5)],
		[
			'drips a body',
			(socket) => {
				socket.write(`${ok}\r\n`);
				repeat(socket, 'x', 5);
			},
		],
	])('end a request whose server %s', async (_, answer) => {
		const server = await httpServer((socket) => {
			answer(socket);
		});
		expect(await carry(get(server.port), collect(), conditions({ timeoutMs: 60 }))).toEqual(timedOut);
		await server.allClosed();
	});

	it('let a body go on for longer than the time-out, as long as bytes arrive', async () => {
		const server = await httpServer((socket) => {
			socket.write(ok + '\r\n');
			repeat(socket, 'x', 5);
		});
		const startMs = performance.now();
		const reader = collect(() => performance.now() - startMs > 300);
		expect((await carry(get(server.port), reader, conditions({ timeoutMs: 100 }))).kind).toBe('complete');
	});
});

describe('HTTP and the user’s Stop', () => {
	const stop = async (request: HttpRequest, when: (stop: () => void) => void, guarded = egress()) => {
		const controller = new AbortController();
		when(() => controller.abort());
		return await carry(request, collect(), conditions({ signal: controller.signal, egress: guarded }));
	};

	it('sends nothing after it', async () => {
		const server = await httpServer(() => {});
		expect(await stop(get(server.port), (now) => now())).toEqual({ kind: 'stopped', code: '', sent: 0 });
		expect(server.opened).toBe(0);
	});

	it('stops while the name is resolved', async () => {
		const resolving = (now: () => void) => egress({ lookup: () => setImmediate(now) });
		const controller = new AbortController();
		const request = get(0, { origin: 'http://slow.example' });
		const guarded = resolving(() => controller.abort());
		const ending = await carry(request, collect(), conditions({ signal: controller.signal, egress: guarded }));
		expect(ending).toEqual({ kind: 'stopped', code: '', sent: 0 });
	});

	it('stops in the TLS handshake and closes the connection', async () => {
		const reached: Array<() => void> = [];
		const server = await streamServer((socket) => socket.once('data', () => reached.forEach((now) => now())));
		const request = get(0, { origin: `https://127.0.0.1:${server.port}` });
		expect(await stop(request, (now) => reached.push(now))).toEqual({ kind: 'stopped', code: '', sent: 0 });
		await server.allClosed();
	});

	it.each([
		['before the reply', ''],
		['in the headers', ok],
		['in the body', `${ok}Content-Length: 9\r\n\r\nabc`],
	])('stops %s and closes the connection', async (_, part) => {
		const reached: Array<() => void> = [];
		const server = await httpServer((socket) => {
			socket.write(part, () => setImmediate(() => reached.forEach((now) => now())));
		});
		const ending = await stop(get(server.port), (now) => reached.push(now));
		expect(ending).toEqual({ kind: 'stopped', code: '', sent: 1 });
		await server.allClosed();
	});

	it('stops five thousand requests at once without a warning of leaking listeners', async () => {
		const warnings: string[] = [];
		const onWarning = (warning: Error) => warnings.push(warning.name);
		process.on('warning', onWarning);
		const controller = new AbortController();
		const silent = conditions({ signal: controller.signal, egress: silentEgress() });
		const request = get(0, { origin: 'http://slow.example' });
		const endings = Array.from({ length: 5000 }, () => carry(request, collect(), silent));
		controller.abort();
		const kinds = new Set((await Promise.all(endings)).map((ending) => ending.kind));
		await new Promise(setImmediate);
		process.off('warning', onWarning);
		expect([...kinds]).toEqual(['stopped']);
		expect(warnings).toEqual([]);
	});
});
