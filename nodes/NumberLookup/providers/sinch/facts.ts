import type { ProviderFacts } from '../provider';

export const sinchFacts = {
	id: 'sinch',
	displayName: 'Sinch Number Lookup',
	description: 'Number portability and live lookups',
	credentialType: 'sinchNumberLookupApi',
	understands: ['bypassProviderCache'],
} as const satisfies ProviderFacts;
