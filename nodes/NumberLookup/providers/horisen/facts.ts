import type { ProviderFacts } from '../provider';

export const horisenFacts: ProviderFacts = {
	id: 'horisen',
	displayName: 'HORISEN MNP',
	description: 'One number a request over HTTP from an allow-listed address; number portability',
	credentialType: 'horisenMnpApi',
	understands: ['referenceId'],
};
