/** Answers with what nobody asked for: names of JavaScript's own, and numbers of other people. */

import { once } from 'node:events';
import { createServer } from 'node:http';

import type { CredentialData } from '../../simulator/credentials';
import { datagramServer, streamServer } from '../transport/loopback';
import { valuesOf, type Wishes } from '../workflow/harness';
import { type Address, addressOf, hostileRig, phones, shortMs } from './rig';

const rig = hostileRig();

const [asked = '', other = ''] = phones.map((phone) => phone.slice(1));
const neverAsked = '447700900000';

/** @param msisdn the number, or several with commas between them, that a request asks about. */
type Answer = (msisdn: string) => string;

const closers: Array<() => void> = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

function numberIn(request: string): string {
	return /\b(?:msisdn|tel)(?:=|":")([\d,]+)/.exec(request)?.[1] ?? '';
}

/** @returns where a server answers every request so. */
async function overHttp(answer: Answer): Promise<Address> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => response.end(answer(numberIn(`${request.url} ${Buffer.concat(chunks).toString()}`))));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	closers.push(() => {
		server.close();
		server.closeAllConnections();
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
	return addressOf(`127.0.0.1:${address.port}`);
}

async function overTcp(answer: Answer): Promise<CredentialData> {
	const { port } = await streamServer((socket) =>
		socket.once('data', (request) => socket.write(answer(numberIn(request.toString())))),
	);
	return { transport: 'tcp', tcpPort: port };
}

async function overUdp(answer: Answer): Promise<CredentialData> {
	const server = await datagramServer((socket, from) =>
		socket.send(answer(numberIn(server.received.at(-1) ?? '')), from.port, from.address),
	);
	return { transport: 'udp', udpPort: server.port };
}

const linkFields = (tel: string) => `"tel":"${tel}","mcc":"234","mnc":"15"`;
const link = (tel: string) => `{${linkFields(tel)}}`;
const horisen = (msisdn: string) => `{"imm":{"errcode":"000","mcc":"234","mnc":"15","msisdn":"${msisdn}"}}`;

describe('names of JavaScript’s own in an answer', () => {
	const poison =
		'"__proto__":{"polluted":"yes","mcc":"999","e":"01","errcode":"103"},' +
		'"constructor":{"prototype":{"polluted":"yes"}},"prototype":{"polluted":"yes"},"hasOwnProperty":"x"';
	const namesBefore = Object.getOwnPropertyNames(Object.prototype);

	const wrapped = (tel: string) => `{${poison},"statuscode":200,"response":{${poison},${linkFields(tel)}}}`;
	const bare = (tel: string) => `{${poison},${linkFields(tel)}}`;
	it.each([
		['LINK’s gateway', 'linkGateway', () => overHttp(bare), {}],
		['LINK’s gateway, wrapped', 'linkGateway', () => overHttp(wrapped), {}],
		['LINK direct over TCP', 'linkDirect', () => overTcp(bare), {}],
		['LINK direct over UDP', 'linkDirect', () => overUdp(bare), {}],
		[
			'HORISEN',
			'horisen',
			() => overHttp((msisdn) => horisen(msisdn).replace('"errcode"', `${poison},"errcode"`)),
			{ hasownproperty: 'x' },
		],
		['Sinch', 'sinch', () => overHttp(() => 'result=OK;imsi=23415;__proto__=x;constructor=y'), { constructor: 'y' }],
		[
			'Comcetera',
			'comcetera',
			() =>
				overHttp((msisdns) => {
					const lines = msisdns.split(',').map((msisdn) => `${msisdn} 23415\n`);
					return `QUERYOK\n__proto__ 99999\nconstructor 99999\n${lines.join('')}ENDBATCH\n`;
				}),
			{},
		],
	] as const)('of %s change neither it nor anything else', async (_who, provider, address, details) => {
		const { results } = await rig.lookUp(provider, await address());
		expect(valuesOf(results, 'status')).toEqual(['ok', 'ok', 'ok', 'invalid_number']);
		expect(valuesOf(results, 'mcc')).toEqual(['234', '234', '234', null]);
		for (const told of valuesOf(results.slice(0, -1), 'details')) {
			expect(Object.entries(told ?? {})).toEqual(Object.entries(details));
		}
		expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(namesBefore);
	});

	it.each([
		['linkGateway', `{"__proto__":{${linkFields(asked)}}}`],
		['horisen', '{"imm":{"__proto__":{"errcode":"000","mcc":"234","mnc":"15"}}}'],
	] as const)('are no answer of %s by themselves', async (provider, answer) => {
		const { results } = await rig.lookUp(provider, await overHttp(() => answer));
		expect(results.slice(0, -1)).toMatchObject(
			Array(3).fill({ status: 'provider_error', providerCode: 'HTTP 200', mcc: null }),
		);
	});
});

describe('an answer about a number that was never asked', () => {
	const swapped = (msisdn: string) => (msisdn === asked ? other : asked);
	it.each([
		['LINK’s gateway', 'linkGateway', () => overHttp((tel) => link(swapped(tel))), 'provider_error', 'another number'],
		[
			'LINK direct over TCP',
			'linkDirect',
			() => overTcp((tel) => link(swapped(tel))),
			'provider_error',
			'another number',
		],
		['HORISEN', 'horisen', () => overHttp((msisdn) => horisen(swapped(msisdn))), 'provider_error', 'other number'],
		['LINK direct over UDP', 'linkDirect', () => overUdp((tel) => link(swapped(tel))), 'no_response', 'ETIMEDOUT'],
	] as const)(
		'in this request, though in another, is used for neither: %s',
		async (_who, provider, address, status, providerCode) => {
			const wishes: Wishes = { options: { timeout: provider === 'linkDirect' ? shortMs : 10_000 } };
			const { results, hints } = await rig.lookUp(provider, await address(), wishes);
			expect(results.slice(0, -1)).toMatchObject(
				Array(3).fill({ status, providerCode, mcc: null, verdict: 'unknown' }),
			);
			expect(hints).toContain('0 lookups paid');
		},
	);

	it('in a batch of Comcetera is passed over', async () => {
		const address = await overHttp(
			() => `QUERYOK\n${neverAsked} 23410\n${asked} 23415\n${neverAsked} 23410\nENDBATCH\n`,
		);
		const { results, hints } = await rig.lookUp('comcetera', address);
		expect(valuesOf(results, 'status')).toEqual(['ok', 'provider_error', 'ok', 'invalid_number']);
		expect(results[1]).toMatchObject({ providerCode: 'no line before the end', mcc: null });
		expect(hints).toContain('1 lookup paid');
	});

	it('in one batch of Comcetera does not answer it in another', async () => {
		const batches: string[] = [];
		const address = await overHttp((msisdns) => {
			batches.push(msisdns);
			const lines = msisdns === asked ? `${other} 23410\n${asked} 23415\n` : '';
			return `QUERYOK\n${lines}ENDBATCH\n`;
		});
		const { results, hints } = await rig.lookUp('comcetera', address, { options: { batchSize: 1 } });
		expect(batches).toEqual([asked, other]);
		expect(valuesOf(results, 'status')).toEqual(['ok', 'provider_error', 'ok', 'invalid_number']);
		expect(valuesOf(results, 'mnc')).toEqual(['15', null, '15', null]);
		expect(hints).toContain('1 lookup paid');
	});
});
