import { linkGateway } from '../../../nodes/NumberLookup/providers/linkGateway/provider';
import type { LookupType } from '../../../nodes/NumberLookup/providers/provider';
import { asHttp, openAccount, plainOptions } from '../exchange';
import { msisdn } from '../link/bodies';
import { account, credential } from './account';

describe('gateway requests', () => {
	it.each<[LookupType, string]>([
		['auto', '/enumlookup?tel=441234567890'],
		['mnp', '/enumlookup?tel=441234567890&lookup=mnp'],
		['hlr', '/enumlookup?tel=441234567890&lookup=hlr'],
	])('for lookup type %s', (lookupType, path) => {
		expect(account.enquire([msisdn], 0, { ...plainOptions, lookupType }, 'the.token').request).toEqual({
			transport: 'http',
			method: 'GET',
			origin: 'https://lookup.linkmobility.co.uk',
			path,
			headers: { accept: 'application/json', authorization: 'Bearer the.token' },
		});
	});

	it('of the credential test hold no number', () => {
		expect(asHttp(account.probe(0, 'the.token').request)).toMatchObject({
			path: '/enumlookup',
			headers: { authorization: 'Bearer the.token' },
		});
	});

	it.each([
		['https://gw.example.com', 'https://gw.example.com', '/enumlookup'],
		['https://gw.example.com/', 'https://gw.example.com', '/enumlookup'],
		['https://gw.example.com/enumlookup', 'https://gw.example.com', '/enumlookup'],
		[' https://gw.example.com/enumlookup// ', 'https://gw.example.com', '/enumlookup'],
		['http://gw.example.com:8080/link/', 'http://gw.example.com:8080', '/link/enumlookup'],
	])('go to base URL %j', (baseUrl, origin, path) => {
		const opened = openAccount(linkGateway, { ...credential, baseUrl });
		expect(asHttp(opened.probe(0, '').request)).toMatchObject({ origin, path });
	});
});

describe('gateway accounts', () => {
	it('ask one number a request, ten at once, and may ask more', () => {
		expect(account).toMatchObject({
			signInName: 'client-1',
			numbersPerRequest: 1,
			concurrency: 10,
			hardConcurrency: false,
			timeoutMs: 30_000,
			hosts: ['lookup.linkmobility.co.uk:443'],
			usesToken: true,
		});
	});

	it('use LINK’s published address where the credential says nothing', () => {
		const bare = openAccount(linkGateway, { clientId: 'a', clientSecret: 'b' });
		expect(bare.hosts).toEqual(['lookup.linkmobility.co.uk:443']);
	});
});
