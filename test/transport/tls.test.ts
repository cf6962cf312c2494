import { createServer } from 'node:https';
import { once } from 'node:events';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { carry } from '../../nodes/NumberLookup/transport/carry';
import type { HttpRequest } from '../../nodes/NumberLookup/transport/wire';
import { selfSignedCertificate } from '../../simulator/tls/certificate';
import { closeServers, collect, conditions, egress, tunnelTo } from './loopback';

let certificate: string;
const server = createServer((_, response) => {
	served += 1;
	response.end('ok');
});
let served = 0;
let opened = 0;
server.on('secureConnection', () => (opened += 1));

const usual = getCACertificates('default');

beforeAll(async () => {
	const made = await selfSignedCertificate(Date.now());
	certificate = made.certificate;
	server.setSecureContext({ cert: certificate, key: made.privateKey });
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
});
beforeEach(() => {
	served = 0;
	opened = 0;
});
afterEach(() => {
	setDefaultCACertificates(usual);
	delete process.env.HTTPS_PROXY;
	closeServers();
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
});

function port(): number {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
	return address.port;
}

/** All names resolve to the server. */
function ask(host: string, everyName = egress()) {
	const origin = `https://${host}:${port()}`;
	const request: HttpRequest = { transport: 'http', method: 'GET', origin, path: '/', headers: {} };
	return carry(request, collect(), conditions({ egress: everyName }));
}

describe('HTTPS', () => {
	it('is unreachable, with nothing sent, where the certificate is not trusted', async () => {
		const ending = await ask('localhost');
		expect(ending).toEqual({ kind: 'unreachable', code: 'DEPTH_ZERO_SELF_SIGNED_CERT', sent: 0 });
		expect(served).toBe(0);
	});

	it('is unreachable, each time it is asked, where the certificate is another host’s', async () => {
		setDefaultCACertificates([...usual, certificate]);
		const everyName = egress();
		for (let count = 0; count < 2; count += 1) {
			const ending = await ask('other.example', everyName);
			expect(ending).toEqual({ kind: 'unreachable', code: 'ERR_TLS_CERT_ALTNAME_INVALID', sent: 0 });
		}
		expect(served).toBe(0);
	});

	it('carries request after request over one connection where the certificate is trusted', async () => {
		setDefaultCACertificates([...usual, certificate]);
		const everyName = egress();
		for (let count = 0; count < 3; count += 1) {
			expect(await ask('localhost', everyName)).toEqual({ kind: 'complete', code: '', sent: 1 });
		}
		expect([served, opened]).toEqual([3, 1]);
	});

	it('checks the provider’s certificate inside a proxy’s tunnel', async () => {
		const proxy = await tunnelTo(port());
		process.env.HTTPS_PROXY = `http://127.0.0.1:${proxy.port}`;
		expect((await ask('localhost')).code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
		setDefaultCACertificates([...usual, certificate]);
		expect((await ask('other.example')).code).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
		expect(served).toBe(0);
		expect(await ask('localhost')).toEqual({ kind: 'complete', code: '', sent: 1 });
	});
});
