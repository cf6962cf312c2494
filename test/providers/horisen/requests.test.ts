import { horisen } from '../../../nodes/NumberLookup/providers/horisen/provider';
import { asHttp, openAccount, plainOptions } from '../exchange';
import { account, credential, msisdn } from './account';

describe('HORISEN requests', () => {
	it('hold number and sign-in in the query', () => {
		expect(account.enquire([msisdn], 0, plainOptions, '').request).toEqual({
			transport: 'http',
			method: 'GET',
			origin: 'https://mnp1.horisen.com:16089',
			path: '/mnpjson?msisdn=41787078880&user=testuser&password=test%20pass%2B1',
			headers: {},
		});
	});

	it('hold the customer’s reference where there is one', () => {
		const { request } = account.enquire([msisdn], 0, { ...plainOptions, referenceId: 'order 7+8&user=x' }, '');
		expect(asHttp(request).path).toBe(
			'/mnpjson?msisdn=41787078880&user=testuser&password=test%20pass%2B1&refid=order%207%2B8%26user%3Dx',
		);
	});

	it('encode values as UTF-8', () => {
		const { request } = openAccount(horisen, { ...credential, username: 'jörg', password: '€/?#%' }).probe(0, '');
		expect(asHttp(request).path).toBe('/mnpjson?user=j%C3%B6rg&password=%E2%82%AC%2F%3F%23%25');
	});

	it('replace half a character instead of failing', () => {
		const { request } = account.enquire([msisdn], 0, { ...plainOptions, referenceId: '😀'.slice(0, 1) }, '');
		expect(asHttp(request).path).toMatch(/&refid=%EF%BF%BD$/);
	});

	it('of the credential test hold no number', () => {
		expect(asHttp(account.probe(0, '').request).path).toBe('/mnpjson?user=testuser&password=test%20pass%2B1');
	});
});

describe('HORISEN accounts', () => {
	it('ask one number a request, ten at once, and may ask more', () => {
		expect(account).toMatchObject({
			signInName: 'testuser',
			numbersPerRequest: 1,
			concurrency: 10,
			hardConcurrency: false,
			timeoutMs: 30_000,
			usesToken: false,
		});
	});

	it.each([
		['2.0', '', 'mnp1.horisen.com:16089', 'https://mnp1.horisen.com:16089', '/mnpjson'],
		['1.0', '  ', 'sms.horisen.info:12015', 'http://sms.horisen.info:12015', '/mnp'],
		[
			'2.0',
			'http://mnp1.horisen.com:16091/mnpjson',
			'mnp1.horisen.com:16091',
			'http://mnp1.horisen.com:16091',
			'/mnpjson',
		],
		['1.0', ' https://mnp.example.com/a%20b/ ', 'mnp.example.com:443', 'https://mnp.example.com', '/a%20b/'],
		['2.0', 'http://[::1]:8080', '[::1]:8080', 'http://[::1]:8080', '/'],
	])('of version %s with the URL %j ask %s', (apiVersion, url, host, origin, path) => {
		const opened = openAccount(horisen, { ...credential, apiVersion, url });
		expect(opened.hosts).toEqual([host]);
		const request = asHttp(opened.probe(0, '').request);
		expect(request.origin).toBe(origin);
		expect(request.path.split('?')[0]).toBe(path);
	});
});
