import { HorisenMnpApi } from '../../../credentials/HorisenMnpApi.credentials';
import { horisen } from '../../../nodes/NumberLookup/providers/horisen/provider';
import { ask, probe } from '../exchange';
import { account, credential, msisdn } from './account';

const { name, properties } = new HorisenMnpApi();

describe('the HORISEN credential', () => {
	it.each([
		['API Version', { apiVersion: '3.0' }, 'Choose one of the versions'],
		['API Version', { apiVersion: {} }, 'Choose one of the versions'],
		['URL', { url: 'mnp1.horisen.com:16089' }, 'Write the whole address'],
		['URL', { url: 'ftp://mnp1.horisen.com/mnp' }, 'Write the whole address'],
		['URL', { url: 'https://' }, 'Write the whole address'],
		['URL', { url: 'https://host:70000/mnp' }, 'Write the whole address'],
		['URL', { url: 'https://testuser:test%20pass@host/mnp' }, 'Write the whole address'],
		['URL', { url: 'https://host/mnp?password=test%20pass' }, 'Write the whole address'],
		['URL', { url: 'https://host/mnp#result' }, 'Write the whole address'],
		['URL', { url: 7 }, 'Write the whole address'],
		['Username', { username: undefined }, 'write the user name'],
		['Username', { username: ' ' }, 'write the user name'],
		['Password', { password: undefined }, 'write the password'],
		['Password', { password: '' }, 'write the password'],
		['Password', { password: ['test pass'] }, 'write the password'],
	])('names %s in %j and says what to write', (field, change, message) => {
		const { problem } = horisen.open({ ...credential, ...change });
		expect(problem).toEqual({ field, message: expect.stringContaining(message) });
		expect(properties.map(({ displayName }) => displayName)).toContain(field);
		expect(problem?.message).not.toMatch(/test(%20| )pass/);
	});

	it('offers the versions and fields that the protocol reads', () => {
		expect(name).toBe(horisen.facts.credentialType);
		expect(properties.map((property) => property.name)).toEqual(['apiVersion', 'url', 'username', 'password']);
		const versions = properties[0]?.options?.map((option) => ('value' in option ? option.value : null)) ?? [];
		expect(versions).toHaveLength(2);
		for (const apiVersion of versions) expect(horisen.open({ ...credential, apiVersion }).problem).toBeNull();
	});

	it('hides the password', () => {
		const secrets = properties.filter(({ typeOptions }) => typeOptions?.password === true);
		expect(secrets.map((property) => property.name)).toEqual(['password']);
	});
});

describe('the HORISEN credential test', () => {
	it.each([
		[420, 'ERR 110 Some mandatory parameter is missing'],
		[200, 'IMM QID:1 MCC: MNC: ERRCODE:110 ERRDESC:Some mandatory parameter is missing'],
		[200, '{"imm":{"qid":"","msisdn":"","mcc":"","mnc":"","errcode":"110","errdesc":"missing"}}'],
		[420, 'ERR 112 Format of some parameter is wrong'],
	])('HTTP %i %j: reachable, and no more is claimed', (status, body) => {
		expect(probe(account, { status, body })).toEqual({
			kind: 'unverified',
			message: expect.stringMatching(/^Reachable, account not verified: /),
		});
	});

	it.each([
		[420, 'ERR 103 No account with given username/password', 'wrong_password'],
		[420, 'ERR 104 Sending from client’s IP address not allowed', 'address_not_allowed'],
		[420, 'ERR 113 No credit on account balance', 'no_credit'],
		[420, 'ERR 141 Not this country', 'refused'],
		[200, 'IMM QID:1 MCC:228 MNC:03 ERRCODE:000 ERRDESC:', 'refused'],
		[429, '', 'refused'],
		[420, 'ERR 101 Internal application error', 'unreachable'],
		[420, '', 'unreachable'],
		[200, '<html>Welcome</html>', 'unreachable'],
		[503, '', 'unreachable'],
	])('HTTP %i %j: fails', (status, body, cause) => {
		expect(probe(account, { status, body })).toMatchObject({ kind: 'failed', failure: { cause } });
	});
});

describe('HORISEN secrets', () => {
	it.each(['101', '103', '104', '110', '111', '112', '113'])(
		'stay out of problems where error %s echoes them',
		(code) => {
			const body = `ERR ${code} Cannot serve /mnp?user=testuser&password=test%20pass%2B1 (test pass+1)`;
			const { problem } = ask(account, msisdn, { status: 420, body });
			expect(problem).not.toBeNull();
			expect(JSON.stringify([problem, probe(account, { status: 420, body })])).not.toMatch(/test(%20| )pass/);
		},
	);

	it.each([200, 302, 401, 407, 420, 429, 500])(
		'stay out of problems where a page with HTTP %i echoes them',
		(status) => {
			const body = '<html>GET /mnp?user=testuser&password=test%20pass%2B1</html>';
			const { problem } = ask(account, msisdn, { status, body });
			expect(problem).not.toBeNull();
			expect(JSON.stringify([problem, probe(account, { status, body })])).not.toMatch(/test(%20| )pass/);
		},
	);
});
