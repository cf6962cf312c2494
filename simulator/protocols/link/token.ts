/** LINK's token address: OAuth 2.0 client credentials (RFC 6749, 4.4). */

import { judgeSignIn, type Refusal } from '../../accounts';
import { basicSignIn, brokenAnswer, json, tooManyRequests, type HttpAnswer, type Route } from '../../http/messages';
import type { World } from '../../world';
import type { AccessTokens } from './accessTokens';

export const linkScope = 'linklookup/lookup';

export function linkTokenRoute(world: World, tokens: AccessTokens): Route {
	return {
		provider: 'linkGateway',
		endpoint: 'token',
		methods: ['POST'],
		requestsAtOnce: Infinity,
		throttled: tooManyRequests,
		broken: brokenAnswer,
		read({ headers, body }) {
			const form = new URLSearchParams(body);
			const { name, password } = clientOf(headers.authorization, form);
			return {
				account: name,
				refusal: judgeSignIn(name, password),
				msisdns: [],
				answer: () => grant(form, () => tokens.issue(name, world.tokenLifetimeSeconds), world.tokenLifetimeSeconds),
				refuse: refused,
			};
		},
	};
}

/** RFC 6749, 2.3.1: basic authentication with form-encoded name and password, or both as form fields. */
function clientOf(authorization: string | undefined, form: URLSearchParams): { name: string; password: string } {
	const signIn = basicSignIn(authorization);
	if (signIn === null) return { name: form.get('client_id') ?? '', password: form.get('client_secret') ?? '' };
	return { name: formDecoded(signIn.name), password: formDecoded(signIn.password) };
}

function formDecoded(text: string): string {
	return new URLSearchParams(`text=${text.replaceAll('&', '%26')}`).get('text') ?? '';
}

function grant(form: URLSearchParams, issue: () => string, lifetimeSeconds: number): HttpAnswer {
	if (form.get('grant_type') !== 'client_credentials') return oauthError(400, 'unsupported_grant_type');
	const scope = form.get('scope') ?? linkScope;
	if (scope !== linkScope) return oauthError(400, 'invalid_scope');
	return json(200, { access_token: issue(), token_type: 'Bearer', expires_in: lifetimeSeconds });
}

/** RFC 6749, 5.2. */
function refused(refusal: Refusal): HttpAnswer {
	if (refusal !== 'wrongPassword') return oauthError(400, 'unauthorized_client');
	return { ...oauthError(401, 'invalid_client'), headers: ['WWW-Authenticate', 'Basic realm="lookup"'] };
}

function oauthError(status: number, error: string) {
	return json(status, { error });
}
