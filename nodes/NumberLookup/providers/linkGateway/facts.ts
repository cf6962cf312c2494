import type { ProviderFacts } from '../provider';

export const linkGatewayFacts: ProviderFacts = {
	id: 'linkGateway',
	displayName: 'LINK Mobility API Gateway',
	description: 'One number a request over HTTPS with OAuth2; portability and live HLR lookups',
	credentialType: 'linkMobilityOAuth2Api',
	understands: ['lookupType'],
};
