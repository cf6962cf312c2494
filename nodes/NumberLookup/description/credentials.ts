/** Which credential the editor shows and requires: the chosen provider’s, or those of the chain’s providers. */

import type { IDisplayOptions, INodeCredentialDescription } from 'n8n-workflow';

import type { RegisteredProvider } from '../providers/registry';

/** @returns the name of the node’s credential test for a credential type. */
export function credentialTestName(credentialType: string): string {
	return `${credentialType}Test`;
}

export const redisCredentialType = 'numberLookupRedisApi';

/** Shown where answers are kept in Redis. Said by what is hidden: what `show` names would move the providers’ credentials. */
const inRedis: IDisplayOptions = { hide: { 'options.answerStore': [{ _cnd: { not: 'redis' } }] } };

const redis: INodeCredentialDescription = {
	name: redisCredentialType,
	displayName: 'Credential for Redis',
	required: true,
	testedBy: credentialTestName(redisCredentialType),
};

/** @returns the node’s credentials: those of the providers, and that of Redis. */
export function credentialsFor(providers: readonly RegisteredProvider[]): INodeCredentialDescription[] {
	return [...providers.map(credentialOf), withConditions(redis, inRedis)];
}

/**
 * @returns a provider’s credential, shown for that provider and for a chain that holds it.
 * n8n looks only at a credential type’s first entry, so one entry has to serve both cases.
 */
function credentialOf({ facts }: RegisteredProvider): INodeCredentialDescription {
	const displayOptions: IDisplayOptions = {
		show: {
			// A condition, because the editor hides a parameter whose every value is listed by credentials, as it would a sign-in choice.
			provider: [{ _cnd: { regex: `^(${facts.id}|chain)$` } }],
			// The editor puts credentials above the last parameter named here, which is the one below the providers.
			costNotice: [''],
		},
		// Hidden only if no element of the chain is this provider; an expression ("=…") may turn out to be any of them. Where there is no
		// chain, n8n 2.0 and before test the word "undefined".
		hide: { providerChain: [{ _cnd: { regex: `^(?!=|undefined$|${facts.id}$)` } }] },
	};
	const credential: INodeCredentialDescription = {
		name: facts.credentialType,
		displayName: `Credential for ${facts.displayName}`,
		required: true,
		testedBy: credentialTestName(facts.credentialType),
	};
	return withConditions(credential, displayOptions);
}

/** Joined so because n8n evaluates conditions here as in parameters, but declares them for parameters only. */
function withConditions(credential: INodeCredentialDescription, displayOptions: IDisplayOptions) {
	return Object.assign(credential, { displayOptions });
}
