import type { ProviderFacts } from '../provider';

export const sinchFacts: ProviderFacts = {
	id: 'sinch',
	displayName: 'Sinch Number Lookup',
	description: 'Number portability and live lookups',
	credentialType: 'sinchNumberLookupApi',
	understands: ['bypassProviderCache'],
};
