import { spawnSync } from 'node:child_process';

/** Runs a script with the transports in a process of its own. */
function run(script: string): string {
	const imports = `import { carry } from './nodes/NumberLookup/transport/carry.ts';`;
	const options = ['--import', 'tsx', '--input-type=module', '--eval', imports + script];
	const { stdout, stderr, status } = spawnSync(process.execPath, options, { timeout: 25_000, encoding: 'utf8' });
	if (status !== 0) throw new Error(`The process ended with ${status}: ${stderr}`);
	return stdout.trim();
}

describe('a process', () => {
	it.each([
		['UDP', `{ transport: 'udp', host: '127.0.0.1', port: udp.address().port, payload: 'x' }`],
		['TCP', `{ transport: 'tcp', host: '127.0.0.1', port: tcp.address().port, payload: 'x' }`],
		[
			'HTTP',
			`{ transport: 'http', method: 'GET', origin: 'http://127.0.0.1:' + tcp.address().port, path: '/', headers: {} }`,
		],
	])('stays for the end of its %s request, and no longer', (_, request) => {
		const printed = run(`
			import { createSocket } from 'node:dgram';
			import { createServer } from 'node:net';
			import { once } from 'node:events';
			const udp = createSocket('udp4').bind(0, '127.0.0.1').unref();
			const tcp = createServer((socket) => socket.unref()).listen(0, '127.0.0.1').unref();
			await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
			const reader = { data: () => false };
			const conditions = { timeoutMs: 60, resend: true, signal: new AbortController().signal, egress: null };
			carry(${request}, reader, conditions).then((ending) => console.log(ending.kind));
		`);
		expect(printed).toBe('timeout');
	});

	it('is not kept by an idle connection', () => {
		const printed = run(`
			import { createServer } from 'node:http';
			import { once } from 'node:events';
			const server = createServer((_, response) => response.end('ok')).listen(0, '127.0.0.1').unref();
			server.on('connection', (socket) => socket.unref());
			server.keepAliveTimeout = 60_000;
			await once(server, 'listening');
			const request = { transport: 'http', method: 'GET', origin: 'http://127.0.0.1:' + server.address().port, path: '/', headers: {} };
			const conditions = { timeoutMs: 5000, resend: false, signal: new AbortController().signal, egress: null };
			carry(request, { data: () => false }, conditions).then((ending) => console.log(ending.kind));
		`);
		expect(printed).toBe('complete');
	});
});
