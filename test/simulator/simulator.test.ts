import { X509Certificate } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { request } from 'node:https';
import { setImmediate } from 'node:timers/promises';

import { startSimulator, type Simulator } from '../../simulator/simulator';
import { selfSignedCertificate } from '../../simulator/tls/certificate';
import { ask, basic, talk, until } from './wire';

let simulator: Simulator;
beforeAll(async () => void (simulator = await startSimulator()));
afterAll(() => simulator.stop());
beforeEach(() => simulator.ledger.reset());

const headers = { authorization: basic('demo') };
const lookUp = (port: number) => ask(port, '/lookup?msisdn=46708100100', { headers });

describe('the simulator’s credentials', () => {
	it('point at it, with an account that is good', () => {
		const { ports } = simulator;
		expect(simulator.credential('sinch')).toEqual({
			region: 'custom',
			useTls: false,
			primaryHost: `127.0.0.1:${ports.sinch}`,
			backupHost: `127.0.0.1:${ports.sinchBackup}`,
			username: 'demo',
			password: 'demo-password',
		});
		expect(simulator.credential('comcetera')).toMatchObject({ customUrl: `http://127.0.0.1:${ports.comcetera}/npl` });
		expect(simulator.credential('linkGateway')).toMatchObject({
			accessTokenUrl: `http://127.0.0.1:${ports.linkGateway}/oauth2/token`,
			baseUrl: `http://127.0.0.1:${ports.linkGateway}`,
			clientId: 'demo',
			clientSecret: 'demo-password',
			scope: 'linklookup/lookup',
		});
		expect(simulator.credential('linkDirect')).toMatchObject({ tcpPort: ports.linkTcp, udpPort: ports.linkUdp });
		expect(simulator.credential('horisen')).toMatchObject({ url: `http://127.0.0.1:${ports.horisen}/mnpjson` });
	});

	it('follow what is overridden', () => {
		const { ports } = simulator;
		expect(simulator.credential('sinch', { useTls: true, username: 'locked' })).toMatchObject({
			primaryHost: `127.0.0.1:${ports.sinchTls}`,
			backupHost: `127.0.0.1:${ports.sinchTlsBackup}`,
			username: 'locked',
		});
		expect(simulator.credential('horisen', { apiVersion: '1.0' })).toMatchObject({
			url: `http://127.0.0.1:${ports.horisen}/mnp`,
		});
	});
});

describe('the simulator’s certificate', () => {
	const reply = (servername: string, trusted: string) =>
		new Promise<string>((resolve, reject) => {
			const { sinchTls: port } = simulator.ports;
			const options = {
				host: '127.0.0.1',
				servername,
				port,
				path: '/lookup?msisdn=46708100100',
				headers,
				ca: trusted,
				agent: false,
			};
			request(options, (response) => {
				response.setEncoding('utf8');
				response.on('data', resolve);
			})
				.on('error', reject)
				.end();
		});

	it.each(['', 'localhost'])('is good for a client that trusts it, by the name "%s"', async (servername) => {
		expect(await reply(servername, simulator.tlsCertificate)).toBe('result=OK;imsi=24008');
	});

	it('is no good for one that trusts another', async () => {
		const { certificate } = await selfSignedCertificate(Date.now());
		await expect(reply('', certificate)).rejects.toThrow(/self-signed certificate/);
	});

	it('says what it is for and for how long', () => {
		const certificate = new X509Certificate(simulator.tlsCertificate);
		expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1');
		expect(certificate.verify(certificate.publicKey)).toBe(true);
		expect(certificate.ca).toBe(true);
		expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).toBe(31 * 86_400_000);
	});
});

describe('a host that is off line', () => {
	it('refuses connections while the other goes on, and comes back on its port', async () => {
		await simulator.setOnline('sinch', false, 'primary');
		await expect(lookUp(simulator.ports.sinch)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
		await expect(lookUp(simulator.ports.sinchTls)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
		expect(await lookUp(simulator.ports.sinchBackup)).toMatchObject({ status: 200 });
		await simulator.setOnline('sinch', true, 'primary');
		expect(await lookUp(simulator.ports.sinch)).toMatchObject({ status: 200 });
	});

	it('breaks the connections that it had', async () => {
		simulator.faults.add({ provider: 'sinch', kind: 'silence' });
		const waiting = talk(
			simulator.ports.sinch,
			`GET /lookup?msisdn=46708100100 HTTP/1.1\r\nHost: x\r\nAuthorization: ${headers.authorization}\r\n\r\n`,
		);
		await until(() => simulator.ledger.of('sinch').requests === 1);
		await simulator.setOnline('sinch', false);
		expect((await waiting).text).toBe('');
		await simulator.setOnline('sinch', true);
	});

	it('waits for its port where a client’s socket has it meanwhile', async () => {
		await simulator.setOnline('linkDirect', false);
		const client = createSocket('udp4');
		await new Promise<void>((resolve) => client.bind(simulator.ports.linkUdp, '127.0.0.1', resolve));
		const back = simulator.setOnline('linkDirect', true);
		await setImmediate();
		client.close();
		await back;
	});
});

describe('the ledger', () => {
	it('keeps what was billed, in order, by provider and by number', async () => {
		await lookUp(simulator.ports.sinch);
		await ask(simulator.ports.horisen, '/mnpjson?user=demo-2&password=demo-password&msisdn=46708100100');
		await lookUp(simulator.ports.sinch);
		const { ledger } = simulator;
		expect(ledger.of('horisen').billed).toEqual([
			{ provider: 'horisen', account: 'demo-2', msisdn: '46708100100', atMs: expect.any(Number) },
		]);
		expect(ledger.billedCount('sinch')).toBe(2);
		expect(ledger.billedCount()).toBe(3);
		expect(ledger.timesBilled('46708100100')).toBe(3);
		ledger.reset();
		expect(ledger.billedCount()).toBe(0);
		expect(ledger.timesBilled('46708100100')).toBe(0);
		expect(ledger.of('sinch').requests).toBe(0);
	});
});

describe('starting and stopping', () => {
	it('rejects where a port is taken, and leaves nothing behind', async () => {
		const { port: free } = await freePort();
		const ports = { sinch: free, horisen: simulator.ports.horisen };
		await expect(startSimulator({ ports })).rejects.toMatchObject({ code: 'EADDRINUSE' });
		await expect(lookUp(free)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	});

	it('listens on the ports that it is given, and on none after it stopped', async () => {
		const { port: free } = await freePort();
		const other = await startSimulator({ ports: { sinch: free } });
		expect(await lookUp(free)).toMatchObject({ status: 200 });
		await other.stop();
		await other.stop();
		await expect(lookUp(free)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	});
});

/** A port that was free a moment ago. */
async function freePort(): Promise<{ port: number }> {
	const passing = await startSimulator();
	await passing.stop();
	return { port: passing.ports.sinch };
}
