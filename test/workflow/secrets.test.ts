import { createSocket } from 'node:dgram';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';

import { type CredentialData, leadingTo, signInFor } from '../../simulator/credentials';
import type { Fault } from '../../simulator/faults/fault';
import { refusals } from '../../simulator/accounts';
import { type ProviderId, providerIds, providers } from '../../simulator/providers';
import { echoedAnswers } from '../providers/echoedAnswers';
import { tracesOf } from '../tracesOf';
import { credentialType, workflowBench, type Wishes } from './harness';

const bench = workflowBench();

/** A password that reads differently in every encoding. */
const canary = 'canary/ü &4711';
const phones = ['+447788450450', '+46708100100', 'nobody'];
const onErrors = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

async function shownBy(provider: ProviderId, wishes: Wishes) {
	const { run } = await bench.lookUp({ provider, phones, ...wishes });
	return run;
}

async function testCredential(provider: ProviderId, changes: CredentialData) {
	const data = bench.simulator.credential(provider, changes);
	return await bench.n8n.testCredential({ type: credentialType(provider), data });
}

/** All that the simulator can do to a request. */
const faults: readonly Fault[] = [
	...(['silence', 'resetBeforeAnswer', 'loseAnswer', 'loseDatagram', 'html', 'throttle', 'expireToken'] as const).map(
		(kind) => ({ kind }),
	),
	...[30, 120, -1].map((afterBytes) => ({ kind: 'resetAfterProcessing' as const, afterBytes })),
	...[302, 400, 401, 407, 429, 500].map((status) => ({ kind: 'status' as const, status })),
	...refusals.map((refusal) => ({ kind: 'accountFailure' as const, refusal })),
	{ kind: 'cutBatch', afterLines: 1, withinLine: true },
	{ kind: 'doubleAnswer' },
	{ kind: 'foreignDatagram', from: 'otherPort' },
	{ kind: 'foreignDatagram', from: 'otherNumber' },
	{ kind: 'splitAnswer' },
];

describe('the search for a secret finds it', () => {
	it.each([
		['in an error’s message', new Error(`Failed for ${canary}`)],
		['in an error’s hidden cause', new Error('Failed', { cause: { url: `?pass=${encodeURIComponent(canary)}` } })],
		['in a header deep inside', { a: [{ b: { c: `Basic ${Buffer.from(`demo:${canary}`).toString('base64')}` } }] }],
		['in a form', { body: 'pass=canary%2F%C3%BC+%264711' }],
		['broken off', ['the first characters are canary/']],
	])('%s', (_place, shown) => {
		expect(tracesOf(canary, shown)).not.toEqual([]);
	});
});

describe.each(providerIds)('the secret of a credential for %s is shown nowhere', (provider) => {
	const withSecret = (changes: CredentialData = {}) =>
		bench.credentials({ [provider]: { ...signInFor(provider, { password: canary }), ...changes } });

	it.each(onErrors)('when it is refused and On Error is %s', async (onError) => {
		const run = await shownBy(provider, {
			credentials: withSecret(),
			settings: { onError },
			options: { includeRaw: true },
		});
		expect(tracesOf(canary, run)).toEqual([]);
	});

	it('when the host cannot be reached', async () => {
		const credentials = withSecret(leadingTo(provider, '127.0.0.1:1'));
		const run = await shownBy(provider, { credentials, options: { maxRetries: 0 } });
		expect(run.error).not.toBeNull();
		expect(tracesOf(canary, run)).toEqual([]);
	});

	it.each(faults)('when requests end in the fault %j', async (fault) => {
		bench.simulator.faults.add({ ...fault, provider, times: Infinity });
		for (const onError of onErrors) {
			const options = { timeout: 100, maxRetries: 0, includeRaw: true };
			// The bench looks for the right secret, as after every run.
			await shownBy(provider, { settings: { onError }, options });
			const refused = await shownBy(provider, { credentials: withSecret(), settings: { onError }, options });
			expect(tracesOf(canary, refused)).toEqual([]);
		}
	});

	it('when all goes well', async () => {
		const run = await shownBy(provider, { options: { includeRaw: true } });
		expect(run.error).toBeNull();
	});

	it('when the credential’s test fails', async () => {
		const tested = await testCredential(provider, signInFor(provider, { password: canary }));
		expect(tested.status).toBe('Error');
		expect(tracesOf(canary, tested)).toEqual([]);
	});

	it.each([200, 400, 401, 402, 403, 420, 500])(
		'when something answers HTTP %i and what it was sent',
		async (status) => {
			let wrap = (echo: string) => echo;
			const echo = await startEcho(status, (text) => wrap(text));
			const port = providers[provider].traits.carriage === 'http' ? echo.port : echo.tcpPort;
			const changes = leadingTo(provider, `127.0.0.1:${port}`);
			const [msisdn = ''] = phones.map((phone) => phone.slice(1));
			for (const index of echoedAnswers('', msisdn).keys()) {
				wrap = (text) => echoedAnswers(text, msisdn)[index] ?? text;
				const options = { maxRetries: 0, timeout: 200, includeRaw: true };
				const run = await shownBy(provider, { credentials: withSecret(changes), options });
				expect({ answer: wrap('…'), traces: tracesOf(canary, run) }).toEqual({ answer: wrap('…'), traces: [] });
				// An OAuth2 credential is tested by n8n alone, which shows the server's description of an error.
				if (providers[provider].traits.tokens) continue;
				const tested = await testCredential(provider, { ...signInFor(provider, { password: canary }), ...changes });
				expect({ answer: wrap('…'), traces: tracesOf(canary, tested) }).toEqual({ answer: wrap('…'), traces: [] });
			}
			echo.stop();
		},
	);
});

/** Answers over HTTP and TCP with the request, head and body. */
async function startEcho(status: number, wrap: (echo: string) => string) {
	const http = createHttpServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			response.statusCode = status;
			const sent = `${request.url} ${Buffer.concat(chunks).toString()} ${request.headers.authorization}`;
			response.end(wrap(`${sent} ${decodeURIComponent(sent)}`));
		});
	});
	const tcp = createTcpServer((socket) => {
		socket.on('error', () => socket.destroy());
		socket.once('data', (chunk) => socket.end(wrap(chunk.toString())));
	});
	await Promise.all([http, tcp].map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))));
	return {
		port: portOf(http.address()),
		tcpPort: portOf(tcp.address()),
		stop: () => [http, tcp].forEach((server) => server.close()),
	};
}

function portOf(address: AddressInfo | string | null): number {
	if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
	return address.port;
}

it('a LINK password echoed over UDP is shown nowhere, whatever the answer', async () => {
	let wrap = (echo: string) => echo;
	const socket = createSocket('udp4');
	socket.on('message', (message, from) => socket.send(wrap(message.toString()), from.port, from.address));
	await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
	const changes = { transport: 'udp', udpPort: socket.address().port, password: canary };
	const run = async () =>
		await shownBy('linkDirect', {
			credentials: bench.credentials({ linkDirect: changes }),
			options: { includeRaw: true, maxRetries: 0, timeout: 200 },
		});
	const msisdn = phones[0]?.slice(1) ?? '';
	for (const index of echoedAnswers('', msisdn).keys()) {
		wrap = (text) => echoedAnswers(text, msisdn)[index] ?? text;
		expect({ answer: wrap('…'), traces: tracesOf(canary, await run()) }).toEqual({ answer: wrap('…'), traces: [] });
	}
	wrap = (text) => `failed ${text}`;
	const refused = await run();
	socket.close();
	expect(refused.error?.message).toContain('LINK refused the account');
	expect(tracesOf(canary, refused)).toEqual([]);
});

it.each([200, 401, 403, 500])('an access token echoed with HTTP %i is shown nowhere', async (status) => {
	const answer = (text: string) => JSON.stringify({ tel: phones[0], mcc: '234', mnc: '15', cn: text });
	const echo = await startEcho(status, answer);
	const credentials = bench.credentials({ linkGateway: { baseUrl: `http://127.0.0.1:${echo.port}` } });
	const run = await shownBy('linkGateway', { credentials, options: { maxRetries: 0, includeRaw: true } });
	echo.stop();
	const token = /"access_token":"([^"]+)"/.exec(JSON.stringify(credentials))?.[1] ?? '';
	expect(token).not.toBe('');
	// A token's parts may stand anywhere by chance.
	expect(tracesOf(token, run, 12)).toEqual([]);
});
