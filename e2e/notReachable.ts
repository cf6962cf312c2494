import { providers, type ProviderId } from '../simulator/providers';

/** @returns what a credential's test says of a host that refuses connections. n8n itself tests OAuth2 credentials, in its own words. */
export function notReachable(provider: ProviderId): string {
	return providers[provider].traits.tokens ? 'The service refused the connection' : 'Host not reachable: 127.0.0.1:';
}
