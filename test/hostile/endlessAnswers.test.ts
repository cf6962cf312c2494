/** Answers without end: the node reads no more than a provider's answer can be, asks no second time, and says what it met. */

import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

import { type ProviderId, providers } from '../../simulator/providers';
import { datagramServer, httpServer, streamServer, type StreamServer } from '../transport/loopback';
import { valuesOf } from '../workflow/harness';
import { fewBytes, MemoryWatch, offeredBytes, okHead, Pouring } from './pouring';
import { addressOf, distinctNumbers, hostileRig, httpProviders, saidOf, shortMs, testedByNode } from './rig';

const rig = hostileRig();

/** Of what a single connection is offered, the node must keep far less; the rest is litter that V8 has not collected yet. */
const littleMemoryBytes = offeredBytes / 2;

const tooLarge =
	'provider_error | answer too large | The answer was far larger than any this provider documents; something else answers at this address.';
const garbled =
	'provider_error | UND_ERR_HEADERS_OVERFLOW | What came back is not HTTP, or has more headers than any provider sends; something else may answer at this address: check host and port in the credential.';
const unreadable = 'provider_error | HTTP 200 | The answer is not one that the provider documents.';
const unanswered =
	'no_response | ETIMEDOUT | The provider did not answer in time; try again later or raise the Timeout option.';

function requestsAt(provider: ProviderId): number {
	return providers[provider].traits.batches === null ? distinctNumbers : 1;
}

/** How an answer begins, where a reader would not go on with any other. */
const beginnings: Partial<Record<ProviderId, string>> = {
	sinch: 'result=OK;imsi=23415;note=',
	comcetera: 'QUERYOK\n447700900000 23410\n',
	linkGateway: '{"tel":"447788450450","mcc":"234","mnc":"15","cn":"',
	horisen: '{"imm":{"errcode":"000","mcc":"234","mnc":"15","errdesc":"',
};

/** @returns what the run said, once the server's connections are closed. */
async function poured(provider: ProviderId, pour: (socket: Socket, pouring: Pouring) => void, maxRetries = 0) {
	const pouring = new Pouring();
	const server = await httpServer((socket) => pour(socket, pouring));
	const memory = new MemoryWatch();
	const finished = await rig.lookUp(provider, addressOf(`127.0.0.1:${server.port}`), { options: { maxRetries } });
	await server.allClosed();
	expect(memory.end()).toBeLessThan(littleMemoryBytes);
	expect(pouring.taken).toHaveLength(requestsAt(provider));
	for (const bytes of pouring.taken) expect(bytes).toBeLessThan(fewBytes);
	return saidOf(finished);
}

describe.each(httpProviders)('%s, answered', (provider) => {
	it.each([
		['of announced length', `Content-Length: ${Number.MAX_SAFE_INTEGER}\r\n\r\n`, '7'],
		['that ends with the connection', '\r\n', '7'],
		['in chunks', 'Transfer-Encoding: chunked\r\n\r\n', `400\r\n${'7'.repeat(0x400)}\r\n`],
	])('with an endless body %s, has soon read enough and does not ask again', async (_form, headers, pattern) => {
		const isChunked = pattern !== '7';
		const beginning = `${okHead}${headers}${isChunked ? '' : (beginnings[provider] ?? '')}`;
		const said = await poured(provider, (socket, pouring) => pouring.pour(socket, beginning, pattern), 2);
		expect(said).toEqual([tooLarge]);
	});

	it.each([
		['headers', 'x: y\r\n'],
		['one header', 'y'],
	])('with %s without end, has soon read enough', async (_what, pattern) => {
		const said = await poured(provider, (socket, pouring) => pouring.pour(socket, `${okHead}x: `, pattern));
		expect(said).toEqual([garbled]);
	});

	it('with ten thousand headers, reads none of them', async () => {
		const headers = Array.from({ length: 10_000 }, (_, index) => `x-${index}: y\r\n`).join('');
		const server = await httpServer((socket) => socket.write(`${okHead}${headers}\r\n`));
		const finished = await rig.lookUp(provider, addressOf(`127.0.0.1:${server.port}`));
		expect(saidOf(finished)).toEqual([garbled]);
	});

	it.each([
		['announcements', 'HTTP/1.1 102 Processing\r\n\r\n', 'HTTP/1.1 102 Processing\r\n\r\n'],
		['extensions of a chunk', `${okHead}Transfer-Encoding: chunked\r\n\r\n1;`, 'x'],
	])(
		'with endless %s, which are no answer, waits for one no longer than allowed',
		async (_what, beginning, pattern) => {
			const pouring = new Pouring();
			const server = await httpServer((socket) => pouring.pour(socket, beginning, pattern));
			const memory = new MemoryWatch();
			const options = { timeout: shortMs };
			const finished = await rig.lookUp(provider, addressOf(`127.0.0.1:${server.port}`), { options });
			await server.allClosed();
			expect(memory.end()).toBeLessThan(littleMemoryBytes);
			expect(saidOf(finished)).toEqual([unanswered]);
		},
	);

	it('with a gzip bomb, does not unpack it', async () => {
		const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024));
		const server = await httpServer((socket) => {
			socket.write(`${okHead}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`);
			socket.write(bomb);
		});
		const finished = await rig.lookUp(provider, addressOf(`127.0.0.1:${server.port}`));
		// Unpacked, it would be too large.
		expect(saidOf(finished)).toEqual([unreadable]);
	});
});

describe('LINK direct over TCP, answered', () => {
	const lookUp = async (server: StreamServer) =>
		await rig.lookUp('linkDirect', { transport: 'tcp', tcpPort: server.port }, { options: { maxRetries: 2 } });

	it.each([
		['a text without end', '{"tel":"447788450450","cn":"', '7'],
		['an object that never closes', '{', '"a":{'],
		['a web page without end', '<html>', '<p>failed</p>'],
	])('with %s, has soon read enough and does not ask again', async (_what, beginning, pattern) => {
		const pouring = new Pouring();
		const server = await streamServer((socket) => pouring.pour(socket, beginning, pattern));
		const memory = new MemoryWatch();
		const finished = await lookUp(server);
		await server.allClosed();
		expect(memory.end()).toBeLessThan(littleMemoryBytes);
		expect(pouring.taken).toHaveLength(distinctNumbers);
		for (const bytes of pouring.taken) expect(bytes).toBeLessThan(fewBytes);
		expect(saidOf(finished)).toEqual([tooLarge]);
	});
});

describe('LINK direct over UDP, answered', () => {
	it('with a flood of the largest datagrams about nothing, waits for its answer no longer than allowed', async () => {
		const largest = Buffer.alloc(65_507, '{"a":');
		const server = await datagramServer((socket, from) => {
			const flood = () => {
				if (flooding) socket.send(largest, from.port, from.address, () => setImmediate(flood));
			};
			flood();
		});
		let flooding = true;
		const memory = new MemoryWatch();
		const address = { transport: 'udp', udpPort: server.port };
		const finished = await rig.lookUp('linkDirect', address, { options: { timeout: shortMs } });
		flooding = false;
		expect(memory.end()).toBeLessThan(littleMemoryBytes);
		expect(saidOf(finished)).toEqual([unanswered]);
	});
});

describe('a provider that answers without end', () => {
	it('leaves its numbers to the next of several providers', async () => {
		const pouring = new Pouring();
		const server = await httpServer((socket) => pouring.pour(socket, `${okHead}\r\n`, '7'));
		const { results } = await rig.lookUp('sinch', addressOf(`127.0.0.1:${server.port}`), {
			provider: 'chain',
			parameters: { providerChain: ['sinch', 'comcetera'] },
			// The next provider is the simulator's, which knows no other password.
			credentials: {
				...rig.bench.credentials(),
				...rig.bench.credentials({ sinch: addressOf(`127.0.0.1:${server.port}`)('sinch') }),
			},
		});
		expect(valuesOf(results, 'status')).toEqual(['ok', 'ok', 'ok', 'invalid_number']);
		expect(valuesOf(results, 'provider')).toEqual(['comcetera', 'comcetera', 'comcetera', null]);
		expect(server.opened).toBe(distinctNumbers);
	});

	it.each(testedByNode)('fails the Test button of %s in words', async (provider) => {
		const pouring = new Pouring();
		const endless = await httpServer((socket) => pouring.pour(socket, `${okHead}\r\n`, '7'));
		const tested = await rig.testCredential(provider, addressOf(`127.0.0.1:${endless.port}`));
		expect(tested).toMatchObject({ status: 'Error', message: expect.stringContaining('something else answers') });
		const manyHeaders = await httpServer((socket) => pouring.pour(socket, okHead, 'x: y\r\n'));
		expect(await rig.testCredential(provider, addressOf(`127.0.0.1:${manyHeaders.port}`))).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('check host and port'),
		});
		for (const bytes of pouring.taken) expect(bytes).toBeLessThan(fewBytes);
	});
});
