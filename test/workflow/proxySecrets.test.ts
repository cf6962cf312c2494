/** What a proxy repeats of its own sign-in is shown to nobody: not in rows, errors, hints, log lines, nor by the Test button. */

import { tracesOf } from '../tracesOf';
import { closeServers, httpServer } from '../transport/loopback';
import { credentialType, workflowBench } from './harness';

const bench = workflowBench();

/** Reads differently in every encoding. */
const password = 'tunnel/ö &0815';
const before = process.env.HTTP_PROXY;

afterEach(() => {
	closeServers();
	if (before === undefined) delete process.env.HTTP_PROXY;
	else process.env.HTTP_PROXY = before;
});

/** A proxy that answers each request itself, with what it was told and in a provider's words. */
async function debuggingProxy(words: (told: string) => string): Promise<void> {
	const proxy = await httpServer((socket, head) => {
		const signIn = /^proxy-authorization: Basic (.*)$/im.exec(head)?.[1] ?? '';
		const body = words(`${signIn} ${Buffer.from(signIn, 'base64').toString()}`);
		socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
	});
	process.env.HTTP_PROXY = `http://demo:${encodeURIComponent(password)}@127.0.0.1:${proxy.port}`;
}

it.each([
	['in an answer', 'sinch', (told: string) => `result=OK;imsi=23415;debug=${told}`, 'ok'],
	['in a refusal', 'comcetera', (told: string) => `FAIL ${told}\n`, 'not_looked_up'],
] as const)('%s', async (_, provider, words, status) => {
	await debuggingProxy(words);
	const address = { primaryHost: 'provider.test:80', backupHost: '', customUrl: 'http://provider.test/npl' };
	const credentials = bench.credentials({ [provider]: address });
	const finished = await bench.lookUp({
		provider,
		phones: ['+447788450450'],
		credentials,
		options: { includeRaw: true },
		settings: { onError: 'continueRegularOutput' },
	});
	expect(finished.results).toMatchObject([{ status }]);
	expect(JSON.stringify(finished.results)).toContain('***');
	expect(tracesOf(password, finished)).toEqual([]);
	const data = bench.simulator.credential(provider, address);
	const tested = await bench.n8n.testCredential({ type: credentialType(provider), data });
	expect(tracesOf(password, tested)).toEqual([]);
});

it('nor where its address cannot be read', async () => {
	process.env.HTTP_PROXY = `http://demo:${password}@127.0.0.1:port`;
	const finished = await bench.lookUp({
		phones: ['+447788450450'],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(finished.results).toMatchObject([{ status: 'not_looked_up' }]);
	expect(tracesOf(password, finished)).toEqual([]);
});
