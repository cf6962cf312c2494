/** A server that sends the node elsewhere, or that is another than it says: nothing goes there, least of all a secret. */

import { once } from 'node:events';
import { createServer, getCACertificates, setDefaultCACertificates, type Server } from 'node:tls';

import { type Certificate, selfSignedCertificate } from '../../simulator/tls/certificate';
import { httpServer, type StreamServer } from '../transport/loopback';
import { credentialName } from '../workflow/harness';
import { addressOf, distinctNumbers, hostileRig, httpProviders, saidOf, testedByNode } from './rig';

const rig = hostileRig();

/** Answers every request with a redirect to another server. */
async function redirecting(status: number, other: StreamServer): Promise<StreamServer> {
	const location = `http://127.0.0.1:${other.port}/elsewhere`;
	return await httpServer((socket) =>
		socket.write(`HTTP/1.1 ${status} Elsewhere\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`),
	);
}

describe('a redirect to another host', () => {
	it.each([301, 302, 303, 307, 308])('by HTTP %i is followed for no provider', async (status) => {
		const other = await httpServer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
		for (const provider of httpProviders) {
			const server = await redirecting(status, other);
			const said = saidOf(await rig.lookUp(provider, addressOf(`127.0.0.1:${server.port}`)));
			const isThrottled = provider === 'sinch' && status === 307;
			const redirected = `provider_error | HTTP ${status} | The address answered with a redirect, which is never followed; check host and port.`;
			expect([provider, said]).toEqual([
				provider,
				[isThrottled ? expect.stringMatching(/^throttled \| HTTP 307/) : redirected],
			]);
		}
		expect(other.opened).toBe(0);
	});

	it.each(httpProviders)('is not followed for the Test button of %s, which tells of it', async (provider) => {
		const other = await httpServer((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
		const server = await redirecting(302, other);
		const tested = await rig.testCredential(provider, addressOf(`127.0.0.1:${server.port}`));
		expect(tested).toMatchObject({ status: 'Error', message: expect.stringContaining('redirect') });
		expect(other.opened).toBe(0);
	});
});

let signed: Certificate;
beforeAll(async () => void (signed = await selfSignedCertificate(Date.now())));
const trustedUsually = getCACertificates('default');

/** Takes whatever is sent once TLS stands; its certificate is for `localhost` and 127.0.0.1. */
class TlsServer {
	received = '';
	/** Connections that came as far as TLS. */
	opened = 0;
	readonly #server: Server;

	private constructor() {
		this.#server = createServer({ cert: signed.certificate, key: signed.privateKey }, (socket) => {
			socket.on('error', () => socket.destroy());
			socket.on('data', (chunk: Buffer) => (this.received += chunk.toString('latin1')));
		});
		this.#server.on('connection', () => this.opened++);
		this.#server.on('tlsClientError', () => undefined);
	}

	static async listen(address: string): Promise<TlsServer> {
		const server = new TlsServer();
		server.#server.listen(0, address);
		await once(server.#server, 'listening');
		return server;
	}

	get port(): number {
		const address = this.#server.address();
		if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
		return address.port;
	}

	async close(): Promise<void> {
		const closed = once(this.#server, 'close');
		this.#server.close();
		await closed;
	}
}

describe.each([
	['signed by nobody', '127.0.0.1', false, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
	['of another host', '::1', true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
])('a certificate %s', (_what, address, isTrusted, code) => {
	let server: TlsServer;
	const host = () => (address.includes(':') ? `[${address}]:${server.port}` : `${address}:${server.port}`);

	beforeAll(async () => {
		if (isTrusted) setDefaultCACertificates([...trustedUsually, signed.certificate]);
		server = await TlsServer.listen(address);
	});
	afterEach(() => {
		expect(server.opened).toBeGreaterThan(0);
		expect(server.received).toBe('');
	});
	afterAll(async () => {
		setDefaultCACertificates(trustedUsually);
		await server.close();
	});

	it.each(httpProviders)('is refused before anything is sent to %s, and the error tells why', async (provider) => {
		const { hints, results } = await rig.lookUp(provider, addressOf(host(), 'https'));
		expect(hints).toContain(`(credential "${credentialName(provider)}") cannot be reached`);
		expect(hints).toContain(`(${code}). The certificate there is not trusted, not valid now, or for another name`);
		expect(results.slice(0, distinctNumbers)).toMatchObject(
			Array(distinctNumbers).fill({ status: 'not_looked_up', providerCode: code, attempts: 0 }),
		);
	});

	it('is refused before a client secret is sent to the source of access tokens', async () => {
		const address = { accessTokenUrl: `https://${host()}/oauth2/token`, oauthTokenData: undefined };
		const { hints } = await rig.lookUp('linkGateway', address);
		expect(hints).toContain(`No connection to the Access Token URL (${code}). The certificate there is not trusted`);
	});

	it.each(testedByNode)('is told by the Test button of %s', async (provider) => {
		const tested = await rig.testCredential(provider, addressOf(host(), 'https'));
		expect(tested).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(new RegExp(`^Host not reachable.*The certificate there.*\\(${code}\\)$`)),
		});
	});

	it('fails the Test button of linkGateway', async () => {
		expect(await rig.testCredential('linkGateway', addressOf(host(), 'https'))).toMatchObject({ status: 'Error' });
	});
});
