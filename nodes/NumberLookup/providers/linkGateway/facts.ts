import type { ProviderFacts } from '../provider';

export const linkGatewayFacts = {
	id: 'linkGateway',
	displayName: 'LINK Mobility API Gateway',
	description: 'Number portability and live lookups',
	credentialType: 'linkMobilityOAuth2Api',
	understands: ['lookupType'],
} as const satisfies ProviderFacts;
