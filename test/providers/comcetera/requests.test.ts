import { comcetera } from '../../../nodes/NumberLookup/providers/comcetera/provider';
import { asHttp, openAccount, plainOptions } from '../exchange';
import { account, credential, msisdns } from './account';

describe('Comcetera requests', () => {
	it('carry sign-in and numbers as a form', () => {
		expect(account.enquire(msisdns, 0, plainOptions, '').request).toEqual({
			transport: 'http',
			method: 'POST',
			origin: 'https://secure.comcetera.com',
			path: '/npl',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: 'user=bob&pass=pass%26word%2B1&apiver=2.4&msisdn=447788450450,447810701702,447973100100',
		});
	});

	it('sign in with UTF-8, and ask for the version chosen', () => {
		const other = openAccount(comcetera, { ...credential, username: 'jörg', password: '€', apiVersion: '2.3' });
		const { body } = asHttp(other.enquire(['447788450450'], 0, plainOptions, '').request);
		expect(body).toBe('user=j%C3%B6rg&pass=%E2%82%AC&apiver=2.3&msisdn=447788450450');
	});

	it('of the credential test hold no number', () => {
		expect(asHttp(account.probe(0, '').request).body).toBe('user=bob&pass=pass%26word%2B1&apiver=2.4');
	});
});

describe('Comcetera accounts', () => {
	it.each([
		['current', 'https://api.numberportabilitylookup.com', 'api.numberportabilitylookup.com:443', 100],
		['legacy', 'https://secure.comcetera.com', 'secure.comcetera.com:443', 1000],
	])('at the %s endpoint keep to its limits', (endpoint, origin, host, numbersPerRequest) => {
		const opened = openAccount(comcetera, { ...credential, endpoint, maxNumbersPerRequest: 5, maxConnections: 5 });
		expect(opened).toMatchObject({
			signInName: 'bob',
			numbersPerRequest,
			concurrency: 1,
			hardConcurrency: true,
			timeoutMs: 180_000,
			hosts: [host],
			usesToken: false,
		});
		expect(asHttp(opened.probe(0, '').request)).toMatchObject({ origin, path: '/npl' });
	});

	it('at a custom endpoint keep to what the user was told', () => {
		const custom = { ...credential, endpoint: 'custom', customUrl: ' http://npl.example.com:8080/batch/npl ' };
		expect(openAccount(comcetera, custom)).toMatchObject({
			numbersPerRequest: 1000,
			concurrency: 1,
			hosts: ['npl.example.com:8080'],
		});
		const told = openAccount(comcetera, { ...custom, maxNumbersPerRequest: '250', maxConnections: 5 });
		expect(told).toMatchObject({ numbersPerRequest: 250, concurrency: 5, hardConcurrency: true });
		expect(asHttp(told.probe(0, '').request)).toMatchObject({
			origin: 'http://npl.example.com:8080',
			path: '/batch/npl',
		});
	});

	it('use the current endpoint and version where the credential says nothing', () => {
		const bare = openAccount(comcetera, { username: 'bob', password: 'x' });
		expect(asHttp(bare.probe(0, '').request)).toMatchObject({
			origin: 'https://api.numberportabilitylookup.com',
			body: 'user=bob&pass=x&apiver=2.4',
		});
	});
});
