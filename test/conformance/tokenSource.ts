/** Access tokens from the simulator, as n8n's OAuth2 store would fetch them. */

import type { AccountFailure, TokenSource } from '../../nodes/NumberLookup/providers/provider';
import { carry } from '../../nodes/NumberLookup/transport/carry';
import type { CredentialData } from '../../simulator/credentials';
import { collect, conditions } from '../transport/loopback';

export function tokenSourceOf(credential: CredentialData): TokenSource {
	let known: string | null = null;
	let fetching: Promise<string | AccountFailure> | null = null;
	const fetchAnother = async () => {
		const fetched = await fetchToken(credential);
		if (typeof fetched === 'string') known = fetched;
		fetching = null;
		return fetched;
	};
	const token = async () => known ?? (await (fetching ??= fetchAnother()));
	return {
		current: token,
		async renew(refused) {
			if (known === refused) known = null;
			return await token();
		},
	};
}

async function fetchToken(credential: CredentialData): Promise<string | AccountFailure> {
	const { accessTokenUrl, clientId, clientSecret, scope } = credential;
	const { origin, pathname } = new URL(String(accessTokenUrl));
	const signIn = Buffer.from(`${String(clientId)}:${String(clientSecret)}`).toString('base64');
	const reply = collect();
	const ending = await carry(
		{
			transport: 'http',
			method: 'POST',
			origin,
			path: pathname,
			headers: { authorization: `Basic ${signIn}`, 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams({ grant_type: 'client_credentials', scope: String(scope) }).toString(),
		},
		reply,
		conditions(),
	);
	const token = /"access_token":"([^"]+)"/.exec(reply.text)?.[1];
	if (token !== undefined) return token;
	const cause = ending.kind === 'unreachable' ? 'unreachable' : 'token_refused';
	return { cause, code: ending.code, message: 'No access token could be had.' };
}
