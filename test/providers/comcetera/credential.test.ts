import { ComceteraNplApi } from '../../../credentials/ComceteraNplApi.credentials';
import { comcetera } from '../../../nodes/NumberLookup/providers/comcetera/provider';
import { probe } from '../exchange';
import { account, credential } from './account';

const { name, properties } = new ComceteraNplApi();
const custom = { endpoint: 'custom', customUrl: 'https://npl.example.com/npl' };

describe('the Comcetera credential', () => {
	it.each([
		['Endpoint', { endpoint: 'newest' }, 'Choose one of the endpoints'],
		['Endpoint', { endpoint: { value: 'legacy' } }, 'Choose one of the endpoints'],
		['Username', { username: undefined }, 'write the user name'],
		['Username', { username: '  ' }, 'write the user name'],
		['Username', { username: ['bob'] }, 'write the user name'],
		['Password', { password: '' }, 'write the password'],
		['Password', { password: null }, 'write the password'],
		['API Version', { apiVersion: '3.3' }, '2.4 or 2.3'],
		['Custom URL', { ...custom, customUrl: '' }, 'Write the whole address'],
		['Custom URL', { ...custom, customUrl: 'npl.example.com/npl' }, 'beginning with http://'],
		['Custom URL', { ...custom, customUrl: 'ftp://npl.example.com/npl' }, 'beginning with http://'],
		['Custom URL', { ...custom, customUrl: 'https://bob:pass&word+1@npl.example.com/npl' }, 'without a user name'],
		['Custom URL', { ...custom, customUrl: 'https://npl.example.com/npl?pass=pass&word+1' }, 'a question mark'],
		['Max Numbers per Request', { ...custom, maxNumbersPerRequest: 0 }, 'whole number of at least 1'],
		['Max Numbers per Request', { ...custom, maxNumbersPerRequest: 1.5 }, 'whole number of at least 1'],
		['Max Numbers per Request', { ...custom, maxNumbersPerRequest: 'many' }, 'whole number of at least 1'],
		['Max Numbers per Request', { ...custom, maxNumbersPerRequest: Infinity }, 'whole number of at least 1'],
		['Max Connections', { ...custom, maxConnections: -1 }, 'whole number of at least 1'],
		['Max Connections', { ...custom, maxConnections: true }, 'whole number of at least 1'],
	])('names %s in %j and says what to write', (field, change, message) => {
		const { problem } = comcetera.open({ ...credential, ...change });
		expect(problem).toEqual({ field, message: expect.stringContaining(message) });
		expect(properties.map(({ displayName }) => displayName)).toContain(field);
		expect(problem?.message).not.toContain('pass&word+1');
	});

	it('offers the fields and choices that the protocol reads', () => {
		expect(name).toBe(comcetera.facts.credentialType);
		expect(properties.map((property) => property.name)).toEqual([
			'endpoint',
			'customUrl',
			'maxNumbersPerRequest',
			'maxConnections',
			'username',
			'password',
			'apiVersion',
		]);
		for (const property of properties) {
			for (const option of property.options ?? []) {
				const chosen = 'value' in option ? option.value : null;
				const opened = comcetera.open({ ...credential, customUrl: custom.customUrl, [property.name]: chosen });
				expect(opened.problem).toBeNull();
			}
		}
	});

	it('hides the password, and the custom fields from the other endpoints', () => {
		const secrets = properties.filter(({ typeOptions }) => typeOptions?.password === true);
		expect(secrets.map((property) => property.name)).toEqual(['password']);
		const ofCustom = properties.filter(({ displayOptions }) => displayOptions?.show?.endpoint?.[0] === 'custom');
		expect(ofCustom.map((property) => property.name)).toEqual(['customUrl', 'maxNumbersPerRequest', 'maxConnections']);
	});
});

describe('the Comcetera credential test', () => {
	it('claims no more than reachable where the missing number is noticed', () => {
		expect(probe(account, { body: 'FAIL No numbers specified\n' })).toEqual({
			kind: 'unverified',
			message: expect.stringMatching(/^Reachable, account not verified: /),
		});
	});

	it.each(['QUERYOK\nENDBATCH\n', 'QUERYOK\n'])('takes %j for acceptance', (body) => {
		expect(probe(account, { body })).toMatchObject({ kind: 'accepted' });
	});

	it.each([
		[200, 'FAIL Invalid password\n', 'wrong_password'],
		[200, 'FAIL Insufficient credit\n', 'no_credit'],
		[200, 'ERR ACCOUNT LOCKED - Please arrange payment\n', 'account_locked'],
		[200, 'FAIL Something new\n', 'refused'],
		[403, 'Forbidden', 'refused'],
		[200, 'FAIL Request too long\n', 'refused'],
		[200, 'FAIL Too many connections\n', 'refused'],
		[200, '<html>Welcome</html>', 'unreachable'],
		[200, '', 'unreachable'],
		[503, '', 'unreachable'],
	])('HTTP %i %j fails', (status, body, cause) => {
		expect(probe(account, { status, body })).toMatchObject({ kind: 'failed', failure: { cause } });
	});
});

describe('Comcetera secrets', () => {
	it.each([200, 302, 401, 403, 429, 500])('stay out of problems where HTTP %i echoes them', (status) => {
		for (const body of ['FAIL pass&word+1\n', 'pass&word+1\n', '<html>pass&word+1</html>']) {
			const finding = probe(account, { status, body });
			expect(finding.kind).toBe('failed');
			expect(JSON.stringify(finding)).not.toContain('pass&word+1');
		}
	});
});
