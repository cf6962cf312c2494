import type { ProviderFacts } from '../provider';

export const sinchFacts: ProviderFacts = {
	id: 'sinch',
	displayName: 'Sinch Number Lookup',
	description: 'One number a request over HTTP; number portability and real-time lookups',
	credentialType: 'sinchNumberLookupApi',
	understands: ['bypassProviderCache'],
};
