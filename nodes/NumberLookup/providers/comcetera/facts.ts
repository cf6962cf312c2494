import type { ProviderFacts } from '../provider';

export const comceteraFacts = {
	id: 'comcetera',
	displayName: 'Comcetera NPL',
	description: 'Number portability, many numbers in one request; for some accounts also the serving switch',
	credentialType: 'comceteraNplApi',
	understands: [],
} as const satisfies ProviderFacts;
