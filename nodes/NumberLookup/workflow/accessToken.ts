/** Access tokens from n8n’s OAuth2 store. */

import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';

import type { AccountFailure, TokenSource } from '../providers/provider';
import { at } from '../transport/schedule';
import { onStop } from '../transport/stopSignal';
import { despiteOverruns } from './busyMachine';
import { noToken, tokenFailure, tokenTooLate } from './tokenFailure';

/** A token that ends sooner than this is renewed before it is used. */
const leastRemainingMs = 30_000;

const storedTokenSchema = z.object({
	access_token: z.string().min(1),
	/** Epoch milliseconds as n8n notes them beside the token. */
	n8n_expires_at: z.coerce.number().optional(),
});

/** Fetches under way, by credential: not every version of n8n merges simultaneous ones. */
const fetches = new Map<string, Promise<string | AccountFailure>>();

/** @param waitMs most that is waited for one fetch. */
export function accessTokens(
	context: IExecuteFunctions,
	credentialType: string,
	nowMs: () => number,
	waitMs: number,
): TokenSource {
	const credentialId = context.getNode().credentials?.[credentialType]?.id ?? credentialType;
	const stopped = stopOf(context);
	let current: { token: string; endsAtMs: number } | null = null;

	async function stored(): Promise<{ token: string; endsAtMs: number } | null> {
		const { oauthTokenData } = await despiteOverruns(async () => await context.getCredentials(credentialType));
		return parseToken(oauthTokenData);
	}

	const refreshed = async (): Promise<unknown> =>
		await context.helpers.refreshOAuth2Token.call(context, credentialType);

	/** Another execution may have renewed the token meanwhile; only if not is a new one fetched. */
	async function fetchUnlessRenewed(refused: string | null): Promise<string | AccountFailure> {
		const known = await stored();
		if (known !== null && known.token !== refused && isFresh(known)) return use(known);
		const fetched = parseToken(await despiteOverruns(refreshed));
		return fetched === null ? noToken : use(fetched);
	}

	function use(token: { token: string; endsAtMs: number }): string {
		current = token;
		return token.token;
	}

	function isFresh({ endsAtMs }: { endsAtMs: number }): boolean {
		return endsAtMs - nowMs() > leastRemainingMs;
	}

	async function fetchOnce(refused: string | null): Promise<string | AccountFailure> {
		for (let underWay = fetches.get(credentialId); underWay !== undefined; underWay = fetches.get(credentialId)) {
			const fetched = await underWay;
			if (fetched !== refused) return fetched;
		}
		const fetching = inTime(fetchUnlessRenewed(refused).catch(tokenFailure), waitMs);
		fetches.set(credentialId, fetching);
		try {
			return await fetching;
		} finally {
			fetches.delete(credentialId);
		}
	}

	return {
		async current() {
			return current !== null && isFresh(current) ? current.token : await Promise.race([fetchOnce(null), stopped]);
		},
		async renew(refused) {
			return current !== null && current.token !== refused
				? current.token
				: await Promise.race([fetchOnce(refused), stopped]);
		},
	};
}

/** n8n itself waits five minutes for a server that says nothing, and without end for one that never ends its answer. */
async function inTime(fetching: Promise<string | AccountFailure>, waitMs: number): Promise<string | AccountFailure> {
	let cancel = () => {};
	const late = new Promise<AccountFailure>((resolve) => {
		cancel = at(performance.now() + waitMs, () => resolve(tokenTooLate));
	});
	try {
		return await Promise.race([fetching, late]);
	} finally {
		cancel();
	}
}

/** Ends the wait for a token, which n8n fetches in its own time; no request leaves after it, so that any token will do. */
async function stopOf(context: IExecuteFunctions): Promise<string> {
	const signal = context.getExecutionCancelSignal();
	await new Promise<void>((resolve) => {
		if (signal !== undefined) onStop(signal, resolve);
	});
	return '';
}

function parseToken(data: unknown): { token: string; endsAtMs: number } | null {
	const parsed = storedTokenSchema.safeParse(data);
	if (!parsed.success) return null;
	return { token: parsed.data.access_token, endsAtMs: parsed.data.n8n_expires_at ?? Number.POSITIVE_INFINITY };
}
