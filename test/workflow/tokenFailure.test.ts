import { tokenFailure } from '../../nodes/NumberLookup/workflow/tokenFailure';

const secret = 'canary-4711';

describe('what a failed fetch of an access token is told as', () => {
	it.each<[string, object, object]>([
		[
			'the OAuth2 server’s reason',
			{ code: 'EAUTH', body: { error: 'invalid_client' } },
			{ cause: 'token_refused', code: 'invalid_client' },
		],
		['a reason in no list', { code: 'EAUTH', body: { error: secret } }, { cause: 'token_refused', code: 'no token' }],
		['a refusing status', { code: 'ESTATUS', status: 403, body: secret }, { cause: 'token_refused', code: 'HTTP 403' }],
		['a redirect', { code: 'ESTATUS', status: 302, body: '' }, { cause: 'token_refused', code: 'HTTP 302' }],
		[
			'a failing server',
			{ code: 'ERR_BAD_RESPONSE', response: { status: 503, data: secret } },
			{ cause: 'unreachable', code: 'HTTP 503' },
		],
		[
			'an answer that is no JSON',
			{ code: 'ESTATUS', status: 200, body: secret },
			{ cause: 'token_refused', code: 'no token' },
		],
		['a refused connection', { code: 'ECONNREFUSED' }, { cause: 'unreachable', code: 'ECONNREFUSED' }],
		[
			'a certificate that is not trusted',
			{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
			{ cause: 'unreachable', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
		],
		['n8n’s SSRF protection, an address', { name: 'SsrfBlockedIpError' }, { cause: 'forbidden_address', code: 'SSRF' }],
		[
			'n8n’s SSRF protection, a name',
			{ name: 'SsrfBlockedHostnameError' },
			{ cause: 'forbidden_address', code: 'SSRF' },
		],
		['anything else', {}, { cause: 'token_refused', code: 'no token' }],
	])('%s', (_case, fields, expected) => {
		const failure = tokenFailure(Object.assign(new Error(`Failed with ${secret}`), fields));
		expect(failure).toMatchObject(expected);
		expect(JSON.stringify(failure)).not.toContain(secret);
	});

	it.each([null, undefined, 'text', 42])('%p, which is no error', (thrown) => {
		expect(tokenFailure(thrown)).toMatchObject({ cause: 'token_refused', code: 'no token' });
	});
});
