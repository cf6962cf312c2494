import type { ProviderFacts } from '../provider';

export const linkDirectFacts = {
	id: 'linkDirect',
	displayName: 'LINK Mobility Direct (TCP/UDP)',
	description: 'Number portability and live lookups, unencrypted; LINK must first allow the IP address of your n8n',
	credentialType: 'linkMobilityDirectApi',
	understands: ['lookupType'],
} as const satisfies ProviderFacts;
