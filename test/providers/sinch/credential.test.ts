import { SinchNumberLookupApi } from '../../../credentials/SinchNumberLookupApi.credentials';
import { sinch } from '../../../nodes/NumberLookup/providers/sinch/provider';
import { ask, probe } from '../exchange';
import { account, credential, msisdn } from './account';

const { name, properties } = new SinchNumberLookupApi();

describe('the Sinch credential', () => {
	it.each([
		['Region', { region: 'mars' }, 'Choose one of the regions'],
		['Region', { region: ['eu'] }, 'Choose one of the regions'],
		['Use TLS', { useTls: 'yes' }, 'Switch it on or off'],
		['Username', { username: undefined }, 'write the user name'],
		['Username', { username: '  ' }, 'write the user name'],
		['Username', { username: { secret: 1 } }, 'write the user name'],
		['Username', { username: 'alice:pass' }, 'cannot hold a colon'],
		['Password', { password: undefined }, 'write the password'],
		['Password', { password: '' }, 'write the password'],
		['Primary Host', { region: 'custom' }, 'The server is missing.'],
		['Primary Host', { region: 'custom', primaryHost: 3701 }, 'Write host and port only'],
		['Primary Host', { region: 'custom', primaryHost: 'lookup.example.com' }, 'The port is missing.'],
		['Primary Host', { region: 'custom', primaryHost: 'lookup.example.com:' }, 'The port is missing.'],
		['Primary Host', { region: 'custom', primaryHost: 'lookup.example.com:0' }, 'from 1 to 65535'],
		['Primary Host', { region: 'custom', primaryHost: 'lookup.example.com:65536' }, 'from 1 to 65535'],
		['Primary Host', { region: 'custom', primaryHost: 'lookup.example.com:tls' }, 'from 1 to 65535'],
		['Primary Host', { region: 'custom', primaryHost: 'https://lookup.example.com:3701' }, 'scheme or a path'],
		['Primary Host', { region: 'custom', primaryHost: 'lookup.example.com:3701/lookup' }, 'scheme or a path'],
		['Primary Host', { region: 'custom', primaryHost: ':3701' }, 'This is no host.'],
		['Primary Host', { region: 'custom', primaryHost: '::1:3701' }, 'This is no host.'],
		['Primary Host', { region: 'custom', primaryHost: '[::zz]:3701' }, 'This is no host.'],
		['Primary Host', { region: 'custom', primaryHost: 'two words:3701' }, 'This is no host.'],
		['Primary Host', { region: 'custom', primaryHost: 'alice:pass@host:3701' }, 'Write host and port only'],
		['Backup Host', { region: 'custom', primaryHost: 'a:1', backupHost: 'b' }, 'The port is missing.'],
	])('names %s in %j and says what to write', (field, change, message) => {
		const { problem } = sinch.open({ ...credential, ...change });
		expect(problem).toEqual({ field, message: expect.stringContaining(message) });
		expect(properties.map(({ displayName }) => displayName)).toContain(field);
		expect(problem?.message).not.toContain('pass word+1');
	});

	it('offers the regions and fields that the protocol reads', () => {
		expect(name).toBe(sinch.facts.credentialType);
		const fieldNames = ['region', 'primaryHost', 'backupHost', 'useTls', 'username', 'password'];
		expect(properties.map((property) => property.name)).toEqual(fieldNames);
		const regions = properties[0]?.options?.map((option) => ('value' in option ? option.value : null)) ?? [];
		expect(regions).toHaveLength(6);
		for (const region of regions) {
			expect(sinch.open({ ...credential, region, primaryHost: 'a:1' }).problem).toBeNull();
		}
	});

	it('hides the password', () => {
		const secrets = properties.filter(({ typeOptions }) => typeOptions?.password === true);
		expect(secrets.map((property) => property.name)).toEqual(['password']);
	});
});

describe('the Sinch credential test', () => {
	it.each([
		[200, 'Mandatory parameter msisdn not found'],
		[400, 'result=Mandatory parameter msisdn not found'],
		[200, 'result=msisdn is invalid'],
	])('HTTP %i %j: reachable, and no more is claimed', (status, body) => {
		expect(probe(account, { status, body })).toEqual({
			kind: 'unverified',
			message: expect.stringMatching(/^Reachable, account not verified: /),
		});
	});

	it.each([
		[401, 'Incorrect password', 'wrong_password'],
		[401, 'Originator IP address is not authorized', 'address_not_allowed'],
		[402, 'Account blocked', 'account_locked'],
		[401, '', 'refused'],
		[403, 'To number blocked', 'refused'],
		[200, 'result=REQUEST_THROTTLED', 'refused'],
		[200, 'result=OK;imsi=24008', 'refused'],
		[200, '<html>Welcome</html>', 'unreachable'],
		[503, '', 'unreachable'],
	])('HTTP %i %j: fails', (status, body, cause) => {
		expect(probe(account, { status, body })).toMatchObject({ kind: 'failed', failure: { cause } });
	});
});

describe('Sinch secrets', () => {
	it.each([200, 203, 307, 400, 401, 402, 407, 429, 500])('stay out of problems where HTTP %i echoes them', (status) => {
		for (const body of ['pass word+1 is wrong', 'YWxpY2U6cGFzcyB3b3JkKzE=', '<html>pass word+1</html>']) {
			const { problem } = ask(account, msisdn, { status, body });
			expect(problem).not.toBeNull();
			expect(JSON.stringify([problem, probe(account, { status, body })])).not.toMatch(/pass word|YWxpY2U6/);
		}
	});
});
