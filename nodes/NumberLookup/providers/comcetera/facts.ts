import type { ProviderFacts } from '../provider';

export const comceteraFacts: ProviderFacts = {
	id: 'comcetera',
	displayName: 'Comcetera NPL',
	description: 'Batches over one connection; network, serving MSC and IMSI',
	credentialType: 'comceteraNplApi',
	understands: [],
};
