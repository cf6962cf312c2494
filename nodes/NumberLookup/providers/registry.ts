/** Every provider, one line each: what the editor shows, and where its protocol is loaded from when it is first asked. */

import { comceteraFacts } from './comcetera/facts';
import { horisenFacts } from './horisen/facts';
import { linkDirectFacts } from './linkDirect/facts';
import { linkGatewayFacts } from './linkGateway/facts';
import type { Provider, ProviderFacts } from './provider';
import { sinchFacts } from './sinch/facts';

export interface RegisteredProvider {
	facts: ProviderFacts;
	/** Loads the protocol's code; not done before a provider is asked, to keep n8n's start-up short. */
	load: () => Promise<Provider>;
}

const listed = [
	{ facts: comceteraFacts, load: async () => (await import('./comcetera/provider')).comcetera },
	{ facts: horisenFacts, load: async () => (await import('./horisen/provider')).horisen },
	{ facts: linkGatewayFacts, load: async () => (await import('./linkGateway/provider')).linkGateway },
	{ facts: linkDirectFacts, load: async () => (await import('./linkDirect/provider')).linkDirect },
	{ facts: sinchFacts, load: async () => (await import('./sinch/provider')).sinch },
] as const satisfies readonly RegisteredProvider[];

export type ProviderId = (typeof listed)[number]['facts']['id'];

export const registry: readonly RegisteredProvider[] = listed;
