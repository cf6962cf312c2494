/** Access tokens from n8n’s OAuth2 store. */

import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import type { AccountFailure, TokenSource } from '../providers/provider';

/** A token that ends sooner than this is renewed before it is used. */
const leastRemainingMs = 30_000;

const storedTokenSchema = z.object({
	access_token: z.string().min(1),
	/** Epoch milliseconds as n8n notes them beside the token. */
	n8n_expires_at: z.coerce.number().optional(),
});

/** Fetches under way, by credential: n8n itself does not merge simultaneous ones. */
const fetches = new Map<string, Promise<string | AccountFailure>>();

export function accessTokens(context: IExecuteFunctions, credentialType: string, nowMs: () => number): TokenSource {
	const credentialId = context.getNode().credentials?.[credentialType]?.id ?? credentialType;
	let current: { token: string; endsAtMs: number } | null = null;

	async function stored(): Promise<{ token: string; endsAtMs: number } | null> {
		const { oauthTokenData } = await context.getCredentials(credentialType);
		return parseToken(oauthTokenData);
	}

	/** Another execution may have renewed the token meanwhile; only if not is a new one fetched. */
	async function fetchUnlessRenewed(refused: string | null): Promise<string | AccountFailure> {
		const known = await stored();
		if (known !== null && known.token !== refused && isFresh(known)) return use(known);
		const fetched = parseToken(await context.helpers.refreshOAuth2Token.call(context, credentialType));
		return fetched === null ? noToken('The answer held no access token.') : use(fetched);
	}

	function use(token: { token: string; endsAtMs: number }): string {
		current = token;
		return token.token;
	}

	function isFresh({ endsAtMs }: { endsAtMs: number }): boolean {
		return endsAtMs - nowMs() > leastRemainingMs;
	}

	async function fetchOnce(refused: string | null): Promise<string | AccountFailure> {
		const underWay = await fetches.get(credentialId);
		if (underWay !== undefined && underWay !== refused) return underWay;
		const fetching = fetchUnlessRenewed(refused).catch((error: unknown) => noToken(reasonOf(error)));
		fetches.set(credentialId, fetching);
		try {
			return await fetching;
		} finally {
			fetches.delete(credentialId);
		}
	}

	return {
		async current() {
			return current !== null && isFresh(current) ? current.token : await fetchOnce(null);
		},
		async renew(refused) {
			return current !== null && current.token !== refused ? current.token : await fetchOnce(refused);
		},
	};
}

function parseToken(data: unknown): { token: string; endsAtMs: number } | null {
	const parsed = storedTokenSchema.safeParse(data);
	if (!parsed.success) return null;
	return { token: parsed.data.access_token, endsAtMs: parsed.data.n8n_expires_at ?? Number.POSITIVE_INFINITY };
}

/** OAuth2 servers name the reason in one word (RFC 6749, 5.2); anything longer could carry a secret and stays out. */
function reasonOf(error: unknown): string {
	const text = error instanceof Error ? error.message : '';
	const word =
		/invalid_client|invalid_scope|invalid_grant|unauthorized_client|unsupported_grant_type|invalid_request|access_denied|ECONNREFUSED|ENOTFOUND|ETIMEDOUT|ECONNRESET|EAI_AGAIN/.exec(
			text,
		);
	const status = /\b[45]\d\d\b/.exec(text);
	return word?.[0] ?? (status === null ? '' : `HTTP ${status[0]}`);
}

function noToken(reason: string): AccountFailure {
	return {
		cause: 'token_refused',
		code: reason === '' ? 'no token' : reason,
		message: `No access token could be fetched${reason === '' ? '' : ` (${reason})`}. Check client ID, client secret, token URL and scope in the credential.`,
	};
}
