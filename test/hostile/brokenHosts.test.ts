/** Hosts that take requests and break, cut or double their answers: no number gets what is not its own, whole and sound. */

import type { Socket } from 'node:net';

import { httpServer } from '../transport/loopback';
import { valuesOf } from '../workflow/harness';
import { addressOf, hostileRig, httpProviders, saidOf } from './rig';

const rig = hostileRig();

/** Every network a number's own. */
const many = Array.from({ length: 30 }, (_, index) => `+4477884504${10 + index}`);
const imsiOf = (head: string) => `23415${/msisdn=\d+(\d\d)\b/.exec(head)?.[1] ?? ''}00000000`;
const replyOf = (body: string, status = '200 OK') =>
	`HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const sinchReply = (head: string) => replyOf(`result=OK;imsi=${imsiOf(head)}`);
const imsis = many.map((phone) => `23415${phone.slice(-2)}00000000`);

const reset = (socket: Socket) => void socket.resetAndDestroy();

describe('a primary host that takes requests and resets them', () => {
	it('is left for the backup, however many requests were under way at it', async () => {
		const primary = await httpServer(reset);
		const backup = await httpServer((socket, head) => socket.write(sinchReply(head)));
		const hosts = { primaryHost: `127.0.0.1:${primary.port}`, backupHost: `127.0.0.1:${backup.port}` };
		const address = { ...addressOf('')('sinch'), ...hosts };
		const { results, hints } = await rig.lookUp('sinch', address, { phones: many, options: { maxRetries: 2 } });
		expect(valuesOf(results, 'imsi')).toEqual(imsis);
		expect(hints).toContain('30 lookups paid');
		expect(primary.opened).toBe(10);
	});

	it('fails the account only with the backup, when both have been silent ten times', async () => {
		const [primary, backup] = [await httpServer(reset), await httpServer(reset)];
		const hosts = { primaryHost: `127.0.0.1:${primary.port}`, backupHost: `127.0.0.1:${backup.port}` };
		const address = { ...addressOf('')('sinch'), ...hosts };
		const { results } = await rig.lookUp('sinch', address, { phones: many, options: { maxRetries: 2 } });
		expect(valuesOf(results, 'status')).toContain('not_looked_up');
		expect(results.at(-1)?.statusMessage).toContain('10 requests in a row to ');
		expect([primary.opened, backup.opened]).toEqual([10, 10]);
	});
});

describe('an answer of Sinch', () => {
	it.each<[string, (socket: Socket, head: string) => void]>([
		['twice in one piece', (socket, head) => socket.write(sinchReply(head) + replyOf('result=OK;imsi=310410'))],
		[
			'and a little later another',
			(socket, head) =>
				socket.write(sinchReply(head), () => setTimeout(() => socket.write(replyOf('result=OK;imsi=310410')), 2)),
		],
		['behind a 100', (socket, head) => socket.write(`HTTP/1.1 100 Continue\r\n\r\n${sinchReply(head)}`)],
	])('that comes %s is the number’s own', async (_, answer) => {
		const server = await httpServer(answer);
		const { results } = await rig.lookUp('sinch', addressOf(`127.0.0.1:${server.port}`), { phones: many });
		expect(valuesOf(results, 'imsi')).toEqual(imsis);
	});

	const half = 'result=OK;imsi=31026';
	it.each<[string, (socket: Socket) => void]>([
		[
			'ends with a reset, and has no length',
			(socket) => socket.write(`HTTP/1.1 200 OK\r\n\r\n${half}`, () => setImmediate(() => reset(socket))),
		],
		['is longer than its length', (socket) => socket.write(`${replyOf(half)}0`)],
		['is shorter than its length', (socket) => socket.end(replyOf(`${half}0`).slice(0, -1))],
	])('that %s is no answer', async (_, answer) => {
		const server = await httpServer(answer);
		const { results } = await rig.lookUp('sinch', addressOf(`127.0.0.1:${server.port}`));
		expect(valuesOf(results.slice(0, -1), 'status')).toEqual(Array(3).fill('no_response'));
		expect(valuesOf(results.slice(0, -1), 'mcc')).toEqual(Array(3).fill(null));
	});
});

describe('an HTTP status that does not exist', () => {
	it.each(httpProviders)('makes what came with it no answer of %s', async (provider) => {
		const bodies = [
			...['result=OK;imsi=23415', 'QUERYOK\n447788450450 23415\n46708100100 23415\nENDBATCH\n'],
			...['{"mcc":"234","mnc":"15"}', '{"imm":{"errcode":"000","mcc":"234","mnc":"15"}}'],
		];
		const body = bodies[httpProviders.indexOf(provider)] ?? '';
		const server = await httpServer((socket) => socket.write(replyOf(body, '999 What')));
		const said = saidOf(await rig.lookUp(provider, addressOf(`127.0.0.1:${server.port}`)));
		expect(said).toEqual([expect.stringContaining('provider_error | HTTP 999 | What came back is not HTTP')]);
	});
});
