import { z } from 'zod';
import { LinkMobilityOAuth2Api } from '../../../credentials/LinkMobilityOAuth2Api.credentials';
import { linkGateway } from '../../../nodes/NumberLookup/providers/linkGateway/provider';
import { probe } from '../exchange';
import { blankBody, wrapped } from '../link/bodies';
import { account, credential } from './account';

const type = new LinkMobilityOAuth2Api();

const failingStatuses = z.array(z.object({ value: z.number(), message: z.string() }));

describe('the gateway credential', () => {
	it.each([
		['Client ID', { clientId: '' }, 'write the client ID'],
		['Client ID', { clientId: { id: 1 } }, 'write the client ID'],
		['Client Secret', { clientSecret: undefined }, 'write the client secret'],
		['Access Token URL', { accessTokenUrl: 'lookupauth' }, 'beginning with http://'],
		['Base URL', { baseUrl: 'lookup.linkmobility.co.uk' }, 'beginning with http://'],
		['Base URL', { baseUrl: 'file:///etc/passwd' }, 'beginning with http://'],
		['Base URL', { baseUrl: 'https://client:s3cret value@gw.example.com' }, 'without a user name'],
		['Base URL', { baseUrl: 'https://gw.example.com/enumlookup?tel=1' }, 'a question mark'],
	])('names %s in %j and says what to write', (field, change, message) => {
		const { problem } = linkGateway.open({ ...credential, ...change });
		expect(problem).toEqual({ field, message: expect.stringContaining(message) });
		expect(type.properties.map(({ displayName }) => displayName)).toContain(field);
		expect(problem?.message).not.toContain('s3cret value');
	});

	it('is n8n’s OAuth2 with client credentials, signing in with HTTP basic authentication', () => {
		expect(type.name).toBe(linkGateway.facts.credentialType);
		expect(type.extends).toEqual(['oAuth2Api']);
		const presets = Object.fromEntries(type.properties.map((property) => [property.name, property]));
		expect(presets).toMatchObject({
			grantType: { type: 'hidden', default: 'clientCredentials' },
			authentication: { type: 'hidden', default: 'header' },
			accessTokenUrl: { type: 'string', default: 'https://lookupauth.linkmobility.co.uk/oauth2/token' },
			scope: { type: 'string', default: 'linklookup/lookup' },
			baseUrl: { type: 'string', default: 'https://lookup.linkmobility.co.uk' },
			clientSecret: { typeOptions: { password: true } },
		});
	});

	it('is tested without a number', () => {
		expect(type.test.request).toMatchObject({ url: '/enumlookup', disableFollowRedirect: true });
		expect(JSON.stringify(type.test.request)).not.toContain('tel');
	});

	it('fails the test with a sentence of its own for every status that it does not take for acceptance', () => {
		const failing = failingStatuses.parse(type.test.rules?.map(({ properties }) => properties));
		expect(type.test.request.ignoreHttpStatusErrors).toEqual({
			ignore: true,
			except: failing.map(({ value }) => value),
		});
		expect(failing).toContainEqual({ value: 401, message: expect.stringContaining('Client Secret') });
		expect(failing).toContainEqual({ value: 403, message: expect.stringContaining('public IP address') });
		for (const status of [200, 400, 422]) expect(failing.map(({ value }) => value)).not.toContain(status);
	});
});

describe('the gateway’s own test request', () => {
	it.each([
		[200, wrapped(blankBody({ e: 'F2' }))],
		[200, blankBody({ e: 'F3' })],
		[200, blankBody({ e: '01' })],
		[400, '{"message":"tel is missing"}'],
	])('HTTP %i %s shows that the token was accepted', (status, body) => {
		expect(probe(account, { status, body })).toMatchObject({ kind: 'accepted' });
	});

	it.each([
		[401, '{"message":"Unauthorized"}', 'token_refused'],
		[403, '{"message":"Forbidden"}', 'refused'],
		[429, '', 'refused'],
		[404, '', 'unreachable'],
		[200, '<html>Welcome</html>', 'unreachable'],
		[503, '', 'unreachable'],
	])('HTTP %i %s fails', (status, body, cause) => {
		expect(probe(account, { status, body })).toMatchObject({ kind: 'failed', failure: { cause } });
	});
});

describe('gateway secrets', () => {
	it.each([200, 302, 400, 401, 403, 429, 500])('stay out of problems where HTTP %i echoes them', (status) => {
		const body = '{"message":"Bearer the.token of client-1 with s3cret value is wrong"}';
		expect(JSON.stringify(probe(account, { status, body }))).not.toMatch(/the\.token|s3cret/);
	});
});
