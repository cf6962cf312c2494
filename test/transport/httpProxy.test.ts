import type { Socket } from 'node:net';
import { carry } from '../../nodes/NumberLookup/transport/carry';
import type { HttpRequest } from '../../nodes/NumberLookup/transport/wire';
import { closeServers, collect, conditions, egress, httpServer, streamServer, tunnelTo } from './loopback';

const variables = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'] as const;
const before = variables.map((name) => [name, process.env[name]] as const);

/** Sets n8n's proxy environment to exactly these variables. */
function setProxies(values: Partial<Record<(typeof variables)[number], string>>): void {
	for (const name of variables) {
		const value = values[name];
		if (value === undefined) delete process.env[name];
		else process.env[name] = value;
	}
}

afterEach(() => {
	closeServers();
	setProxies(Object.fromEntries(before));
});

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

function request(origin: string): HttpRequest {
	return { transport: 'http', method: 'GET', origin, path: '/lookup?x=1', headers: {} };
}

describe('HTTP through the environment’s proxy', () => {
	it('hands http requests to the proxy with the whole address, and keeps the connection', async () => {
		const proxy = await httpServer((socket) => socket.write(answer));
		setProxies({ HTTP_PROXY: `http://user:p%40ss@127.0.0.1:${proxy.port}` });
		for (let count = 0; count < 3; count += 1) {
			const reader = collect();
			const ending = await carry(request('http://provider.example:8080'), reader, conditions());
			expect(ending).toEqual({ kind: 'complete', code: '', sent: 1 });
			expect(reader.text).toBe('ok');
		}
		expect(proxy.received).toContain('GET http://provider.example:8080/lookup?x=1 HTTP/1.1\r\n');
		expect(proxy.received).toContain('host: provider.example:8080\r\n');
		const signIn = Buffer.from('user:p@ss').toString('base64');
		expect(proxy.received).toContain(`proxy-authorization: Basic ${signIn}\r\n`);
		expect(proxy.opened).toBe(1);
	});

	it('opens a tunnel for https requests and speaks TLS in it', async () => {
		const provider = await streamServer((socket) => socket.once('data', () => socket.end('no TLS here')));
		const proxy = await tunnelTo(provider.port);
		setProxies({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
		const ending = await carry(request('https://provider.example'), collect(), conditions());
		expect(proxy.received).toContain('CONNECT provider.example:443 HTTP/1.1\r\n');
		expect(provider.received).toContain('provider.example');
		expect(ending).toMatchObject({ kind: 'unreachable', sent: 0 });
		expect(ending.code).toContain('SSL');
	});

	it('goes round the proxy where NO_PROXY says so', async () => {
		const provider = await httpServer((socket) => socket.write(answer));
		const proxy = await httpServer((socket) => socket.write(answer));
		setProxies({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: '127.0.0.1' });
		expect((await carry(request(`http://127.0.0.1:${provider.port}`), collect(), conditions())).kind).toBe('complete');
		expect([provider.opened, proxy.opened]).toEqual([1, 0]);
	});

	it('asks the egress settings about the provider’s address and not about the proxy’s', async () => {
		const proxy = await httpServer((socket) => socket.write(answer));
		setProxies({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });
		const guarded = egress({ allows: (host) => host === '192.0.2.1' });
		const allowed = await carry(request('http://192.0.2.1'), collect(), conditions({ egress: guarded }));
		const refused = await carry(request('http://192.0.2.2'), collect(), conditions({ egress: guarded }));
		expect([allowed.kind, refused.kind]).toEqual(['complete', 'forbidden']);
		expect(proxy.received).not.toContain('192.0.2.2');
	});

	it.each([
		['http', '407 Proxy Authentication Required', 'proxy HTTP 407'],
		['https', '407 Proxy Authentication Required', 'proxy HTTP 407'],
		['https', '403 Forbidden', 'proxy HTTP 403'],
	])('is unreachable where the proxy answers an %s request with %s', async (scheme, status, code) => {
		const proxy = await httpServer((socket) => socket.write(`HTTP/1.1 ${status}\r\nContent-Length: 2\r\n\r\nno`));
		setProxies({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });
		const reader = collect();
		const ending = await carry(request(`${scheme}://provider.example`), reader, conditions());
		expect(ending).toEqual({ kind: 'unreachable', code, sent: 0 });
		expect(reader.heads).toEqual([]);
	});

	it.each<[string, (socket: Socket) => void]>([
		['closes', (socket) => socket.end()],
		['resets', (socket) => socket.resetAndDestroy()],
	])('is unreachable at once where the proxy %s instead of opening a tunnel', async (_, answerConnect) => {
		const proxy = await httpServer(answerConnect);
		setProxies({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
		const ending = await carry(request('https://provider.example'), collect(), conditions());
		expect(ending).toMatchObject({ kind: 'unreachable', sent: 0 });
		expect(ending.code).not.toBe('ETIMEDOUT');
		expect(proxy.opened).toBe(1);
	});

	it.each([
		['opens no tunnel', () => httpServer(() => {})],
		['opens a tunnel into silence', async () => tunnelTo((await streamServer(() => {})).port)],
	])('gives up, and closes its connection, where the proxy %s', async (_, start) => {
		const proxy = await start();
		setProxies({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
		const ending = await carry(request('https://provider.example'), collect(), conditions({ timeoutMs: 60 }));
		expect(ending).toEqual({ kind: 'unreachable', code: 'ETIMEDOUT', sent: 0 });
		await proxy.allClosed();
	});

	it('closes its connection when the user stops it in the tunnel’s making', async () => {
		const controller = new AbortController();
		const proxy = await httpServer(() => controller.abort());
		setProxies({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
		const stopping = conditions({ signal: controller.signal });
		const ending = await carry(request('https://provider.example'), collect(), stopping);
		expect(ending).toEqual({ kind: 'stopped', code: '', sent: 0 });
		await proxy.allClosed();
	});
});
