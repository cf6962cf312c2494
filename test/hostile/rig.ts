/**
 * Runs the node on n8n's engine against servers that mean it harm. Whatever they do: as many rows come out as went in, nothing
 * that n8n shows or logs tells a secret, and no socket stays open.
 */

import type { INodeCredentialTestResult } from 'n8n-workflow';

import { type CredentialData, leadingTo, signInFor } from '../../simulator/credentials';
import { type ProviderId, providerIds, providers } from '../../simulator/providers';
import { openSockets } from '../conformance/openSockets';
import { until } from '../conformance/until';
import { tracesOf } from '../tracesOf';
import { closeServers } from '../transport/loopback';
import { credentialType, type Bench, type Finished, valuesOf, workflowBench, type Wishes } from '../workflow/harness';

export const httpProviders = providerIds.filter((id) => providers[id].traits.carriage === 'http');
/** The Test button of the others is n8n's own. */
export const testedByNode = httpProviders.filter((id) => !providers[id].traits.tokens);

/** The first two are distinct numbers. */
export const phones = ['+447788450450', '+46708100100', '+447788450450', 'nobody'];
export const distinctNumbers = 2;

/** Reads differently in every encoding. */
const password = 'canary/ü &4711';
export const clientSecret = password;
const accessToken = 'eyJjYW5hcnktdG9rZW4tNDcxMS1vZi1saW5r';
/** A token's parts may stand anywhere by chance. */
const tellingTokenPart = 12;

/** Requests that are never answered wait for it. */
export const shortMs = 100;
/** For what ends by itself. */
const longMs = 10_000;

/** The fields of a credential that lead somewhere, of one provider's or of any. */
export type Address = CredentialData | ((provider: ProviderId) => CredentialData);

export interface HostileRig {
	readonly bench: Bench;
	/** Looks `phones` up at an address, each number once; On Error is Continue. */
	lookUp(provider: ProviderId, address: Address, wishes?: Wishes): Promise<Finished>;
	/** What the credential's Test button shows. */
	testCredential(provider: ProviderId, address: Address): Promise<INodeCredentialTestResult>;
}

export function hostileRig(): HostileRig {
	const bench = workflowBench();
	const socketsBefore = openSockets();
	afterEach(closeServers);
	afterAll(async () => await until(() => openSockets() <= socketsBefore));

	return {
		bench,
		async lookUp(provider, address, wishes = {}) {
			const credentials = bench.credentials({ [provider]: fieldsOf(provider, address) });
			const finished = await bench.lookUp({
				provider,
				phones,
				credentials,
				...wishes,
				options: { timeout: longMs, maxRetries: 0, includeRaw: true, ...wishes.options },
				settings: { onError: 'continueRegularOutput', ...wishes.settings },
			});
			expectNoSecrets(finished.run);
			expect(finished.run.error).toBeNull();
			expect(valuesOf(finished.rows, 'phone')).toEqual(wishes.phones ?? phones);
			return finished;
		},
		async testCredential(provider, address) {
			const data = bench.simulator.credential(provider, fieldsOf(provider, address));
			const tested = await bench.n8n.testCredential({ type: credentialType(provider), data });
			expectNoSecrets(tested);
			return tested;
		},
	};
}

/** An access token that n8n has stored already, so that the hostile server is the gateway, not the token's. */
function secretsOf(provider: ProviderId): CredentialData {
	const signIn = signInFor(provider, { password });
	return providers[provider].traits.tokens ? { ...signIn, oauthTokenData: { access_token: accessToken } } : signIn;
}

function fieldsOf(provider: ProviderId, address: Address): CredentialData {
	return { ...secretsOf(provider), ...(typeof address === 'function' ? address(provider) : address) };
}

/** @param shown whatever somebody can see: outputs, errors, hints, log lines, or what a server received. */
export function expectNoSecrets(shown: unknown): void {
	expect(tracesOf(password, shown)).toEqual([]);
	expect(tracesOf(accessToken, shown, tellingTokenPart)).toEqual([]);
}

/**
 * @param host `host:port`.
 * @returns a credential's fields that lead there; access tokens are had elsewhere.
 */
export function addressOf(host: string, scheme: 'http' | 'https' = 'http') {
	return (provider: ProviderId): CredentialData => {
		const { accessTokenUrl: _elsewhere, ...fields } = leadingTo(provider, host, { useTls: scheme === 'https' });
		return Object.fromEntries(
			Object.entries(fields).map(([name, value]) => [
				name,
				typeof value === 'string' ? value.replace(/^http:/, `${scheme}:`) : value,
			]),
		);
	};
}

/** @returns of the rows about numbers, each thing that was said, once. */
export function saidOf({ results }: Finished): string[] {
	const asked = results.slice(0, -1);
	expect(results.at(-1)).toMatchObject({ status: 'invalid_number', attempts: 0 });
	expect(valuesOf(asked, 'mcc')).toEqual(asked.map(() => null));
	const said = asked.map(({ status, providerCode, statusMessage }) =>
		[status, providerCode, statusMessage].map(textOf),
	);
	return [...new Set(said.map((texts) => texts.join(' | ')))];
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
