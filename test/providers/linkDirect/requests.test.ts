import { linkDirect } from '../../../nodes/NumberLookup/providers/linkDirect/provider';
import type { LookupType } from '../../../nodes/NumberLookup/providers/provider';
import { openAccount, plainOptions } from '../exchange';
import { msisdn } from '../link/bodies';
import { credential, tcp, udp } from './accounts';

describe('direct requests', () => {
	it.each<[LookupType, string]>([
		['auto', '{"clientid":"client-1","password":"pa\\"ss wörd","tel":"441234567890"}'],
		['mnp', '{"clientid":"client-1","password":"pa\\"ss wörd","tel":"441234567890","lookup":"mnp"}'],
		['hlr', '{"clientid":"client-1","password":"pa\\"ss wörd","tel":"441234567890","lookup":"hlr"}'],
	])('for lookup type %s', (lookupType, payload) => {
		const options = { ...plainOptions, lookupType };
		const host = 'dnsenum.linkmobility.co.uk';
		expect(tcp.enquire([msisdn], 0, options, '').request).toEqual({ transport: 'tcp', host, port: 10_054, payload });
		expect(udp.enquire([msisdn], 0, options, '').request).toEqual({ transport: 'udp', host, port: 10_055, payload });
	});

	it('of the credential test hold no number', () => {
		const payload = '{"clientid":"client-1","password":"pa\\"ss wörd"}';
		expect(tcp.probe(0, '').request).toMatchObject({ transport: 'tcp', payload });
		expect(udp.probe(0, '').request).toMatchObject({ transport: 'udp', payload });
	});
});

describe('direct accounts', () => {
	it('have a connection or a socket for each number', () => {
		const shared = { signInName: 'client-1', numbersPerRequest: 1, hardConcurrency: false, usesToken: false };
		expect(tcp).toMatchObject({ ...shared, concurrency: 10, timeoutMs: 30_000 });
		expect(tcp.hosts).toEqual(['dnsenum.linkmobility.co.uk:10054']);
		expect(udp).toMatchObject({ ...shared, concurrency: 50, timeoutMs: 20_000 });
		expect(udp.hosts).toEqual(['dnsenum.linkmobility.co.uk:10055']);
	});

	it.each([
		['127.0.0.1', '127.0.0.1', '127.0.0.1:10054'],
		[' link.example.com ', 'link.example.com', 'link.example.com:10054'],
		['::1', '::1', '[::1]:10054'],
		['[2001:db8::1]', '2001:db8::1', '[2001:db8::1]:10054'],
		['', 'dnsenum.linkmobility.co.uk', 'dnsenum.linkmobility.co.uk:10054'],
	])('reach host %j', (written, host, shown) => {
		const opened = openAccount(linkDirect, { ...credential, host: written });
		expect(opened.hosts).toEqual([shown]);
		expect(opened.probe(0, '').request).toMatchObject({ host });
	});

	it('use LINK’s own address where the credential says nothing, and only the chosen transport’s port', () => {
		const bare = { clientId: 'a', password: 'b' };
		expect(openAccount(linkDirect, bare).hosts).toEqual(['dnsenum.linkmobility.co.uk:10054']);
		const byUdp = openAccount(linkDirect, { ...bare, transport: 'udp', tcpPort: 'none', udpPort: '10056' });
		expect(byUdp.hosts).toEqual(['dnsenum.linkmobility.co.uk:10056']);
	});
});
