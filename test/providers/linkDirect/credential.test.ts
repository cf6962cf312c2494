import { LinkMobilityDirectApi } from '../../../credentials/LinkMobilityDirectApi.credentials';
import { linkDirect } from '../../../nodes/NumberLookup/providers/linkDirect/provider';
import { probe } from '../exchange';
import { blankBody } from '../link/bodies';
import { credential, tcp, udp } from './accounts';

const { name, properties } = new LinkMobilityDirectApi();

describe('the direct credential', () => {
	it.each([
		['Transport', { transport: 'sctp' }, 'Choose TCP or UDP'],
		['Host', { host: 'https://dnsenum.linkmobility.co.uk' }, 'without scheme, port or path'],
		['Host', { host: 'dnsenum.linkmobility.co.uk:10054' }, 'without scheme, port or path'],
		['Host', { host: 'two words' }, 'without scheme, port or path'],
		['Host', { host: '::zz' }, 'without scheme, port or path'],
		['Host', { host: ['a'] }, 'without scheme, port or path'],
		['TCP Port', { tcpPort: 0 }, 'from 1 to 65535'],
		['TCP Port', { tcpPort: 65_536 }, 'from 1 to 65535'],
		['TCP Port', { tcpPort: 10_054.5 }, 'from 1 to 65535'],
		['TCP Port', { tcpPort: 'tcp' }, 'from 1 to 65535'],
		['UDP Port', { transport: 'udp', udpPort: -1 }, 'from 1 to 65535'],
		['Client ID', { clientId: '' }, 'write the client ID'],
		['Client ID', { clientId: undefined }, 'write the client ID'],
		['Password', { password: '' }, 'write the password'],
		['Password', { password: { is: 'no text' } }, 'write the password'],
	])('names %s in %j and says what to write', (field, change, message) => {
		const { problem } = linkDirect.open({ ...credential, ...change });
		expect(problem).toEqual({ field, message: expect.stringContaining(message) });
		expect(properties.map(({ displayName }) => displayName)).toContain(field);
		expect(problem?.message).not.toContain('wörd');
	});

	it('offers the fields that the protocol reads, each transport with its port', () => {
		expect(name).toBe(linkDirect.facts.credentialType);
		const fieldNames = properties.filter(({ type }) => type !== 'notice').map((property) => property.name);
		expect(fieldNames).toEqual(['transport', 'host', 'tcpPort', 'udpPort', 'clientId', 'password']);
		const shown = Object.fromEntries(properties.map((property) => [property.name, property.displayOptions?.show]));
		expect(shown).toMatchObject({ tcpPort: { transport: ['tcp'] }, udpPort: { transport: ['udp'] } });
	});

	it('hides the password', () => {
		const secrets = properties.filter(({ typeOptions }) => typeOptions?.password === true);
		expect(secrets.map((property) => property.name)).toEqual(['password']);
	});
});

describe.each([
	['TCP', tcp],
	['UDP', udp],
])('the direct credential test over %s', (_transport, account) => {
	it.each(['F2', 'F3'])('claims no more than reachable for %s', (e) => {
		expect(probe(account, { body: blankBody({ e }) })).toEqual({
			kind: 'unverified',
			message: expect.stringMatching(/^Reachable, account not verified: /),
		});
	});

	it.each(['failed', '{"response":"failed"}', 'Not allowed'])('fails for %s', (body) => {
		expect(probe(account, { body })).toMatchObject({
			kind: 'failed',
			failure: { cause: 'refused', message: expect.stringContaining('public IP address') },
		});
	});
});

describe('the direct credential test', () => {
	it.each([
		['', 'unreachable'],
		['{"tel":', 'unreachable'],
		['<html>Welcome</html>', 'unreachable'],
		['SSH-2.0-OpenSSH_9.2\r\n', 'unreachable'],
		[blankBody({ e: '01' }), 'refused'],
	])('fails with a sentence for %j', (body, cause) => {
		expect(probe(tcp, { body })).toMatchObject({ kind: 'failed', failure: { cause, message: expect.any(String) } });
	});
});
