import type { ProviderFacts } from '../provider';

export const linkDirectFacts: ProviderFacts = {
	id: 'linkDirect',
	displayName: 'LINK Mobility Direct (TCP/UDP)',
	description: 'One number a request over an allow-listed socket; portability and live HLR lookups',
	credentialType: 'linkMobilityDirectApi',
	understands: ['lookupType'],
};
