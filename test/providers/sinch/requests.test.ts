import { sinch } from '../../../nodes/NumberLookup/providers/sinch/provider';
import { asHttp, openAccount, plainOptions } from '../exchange';
import { account, credential, msisdn } from './account';

describe('Sinch requests', () => {
	it('ask about one number with basic authentication', () => {
		expect(account.enquire([msisdn], 0, plainOptions, '').request).toEqual({
			transport: 'http',
			method: 'GET',
			origin: 'https://eu3.httplookup.api.sinch.com:3701',
			path: '/lookup?msisdn=46708100100',
			headers: { authorization: 'Basic YWxpY2U6cGFzcyB3b3JkKzE=' },
		});
	});

	it('bypass the cache with a bare flag', () => {
		const { request } = account.enquire([msisdn], 0, { ...plainOptions, bypassProviderCache: true }, '');
		expect(asHttp(request).path).toBe('/lookup?msisdn=46708100100&nocache');
	});

	it('sign in with UTF-8', () => {
		const { request } = openAccount(sinch, { ...credential, username: 'jörg', password: 'pässwörd€' }).probe(0, '');
		const [, encoded = ''] = asHttp(request).headers.authorization?.split(' ') ?? [];
		expect(Buffer.from(encoded, 'base64').toString('utf8')).toBe('jörg:pässwörd€');
	});

	it('go to the backup host where that is asked for', () => {
		expect(asHttp(account.enquire([msisdn], 1, plainOptions, '').request).origin).toBe(
			'https://eu1.httplookup.api.sinch.com:3701',
		);
	});

	it('of the credential test hold no number', () => {
		expect(asHttp(account.probe(0, '').request).path).toBe('/lookup?nocache');
	});
});

describe('Sinch accounts', () => {
	it('ask one number a request, ten at once, and may ask more', () => {
		expect(account).toMatchObject({
			signInName: 'alice',
			numbersPerRequest: 1,
			concurrency: 10,
			hardConcurrency: false,
			timeoutMs: 30_000,
			usesToken: false,
		});
	});

	it.each([
		['eu', ['eu3.httplookup.api.sinch.com', 'eu1.httplookup.api.sinch.com']],
		['us', ['us1.httplookup.api.sinch.com', 'us7.httplookup.api.sinch.com', 'us3.httplookup.api.sinch.com']],
		['au', ['au1-1.httplookup.api.sinch.com', 'au1-2.httplookup.api.sinch.com']],
		['clxEu', ['http-eu3.clxcommunications.com', 'http-eu1.clxcommunications.com']],
		['clxUs', ['http-us3.clxcommunications.com', 'http-us2.clxcommunications.com']],
	])('in region %s know its servers, the primary first', (region, servers) => {
		const encrypted = openAccount(sinch, { ...credential, region });
		expect(encrypted.hosts).toEqual(servers.map((server) => `${server}:3701`));
		const plain = openAccount(sinch, { ...credential, region, useTls: false });
		expect(plain.hosts).toEqual(servers.map((server) => `${server}:3700`));
		expect(asHttp(plain.probe(0, '').request).origin).toBe(`http://${servers[0]}:3700`);
	});

	it.each([
		['127.0.0.1:8080', '', ['127.0.0.1:8080']],
		[' lookup.example.com:443 ', 'backup.example.com:80', ['lookup.example.com:443', 'backup.example.com:80']],
		['[::1]:3701', '[2001:DB8::2]:65535', ['[::1]:3701', '[2001:db8::2]:65535']],
		['LOOKUP.example.com:03701', null, ['lookup.example.com:3701']],
	])('take custom hosts %j and %j', (primaryHost, backupHost, hosts) => {
		const custom = openAccount(sinch, { ...credential, region: 'custom', primaryHost, backupHost });
		expect(custom.hosts).toEqual(hosts);
		expect(asHttp(custom.probe(0, '').request).origin).toBe(`https://${hosts[0]}`);
	});

	it('ignore custom hosts in a published region', () => {
		expect(openAccount(sinch, { ...credential, primaryHost: 'http://', backupHost: 7 }).hosts).toHaveLength(2);
	});

	it('encrypt unless told otherwise', () => {
		const unsaid = openAccount(sinch, { ...credential, useTls: undefined });
		expect(asHttp(unsaid.probe(0, '').request).origin).toMatch(/^https:/);
	});
});
