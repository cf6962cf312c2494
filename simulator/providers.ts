/** The simulated providers, one line each, by the names that the node gives them. */

import { comcetera } from './protocols/comcetera';
import { horisen } from './protocols/horisen';
import { linkDirect } from './protocols/link/linkDirect';
import { linkGateway } from './protocols/link/gateway';
import { sinch } from './protocols/sinch';
import type { SimulatedProvider } from './provider';
import type { ProviderId } from './providerId';
import { recordOf } from './recordOf';

const listed = {
	sinch,
	comcetera,
	linkGateway,
	linkDirect,
	horisen,
} as const satisfies Readonly<Record<ProviderId, SimulatedProvider>>;

export type { ProviderId };

type PortOf<Each> = Each extends SimulatedProvider<infer Name> ? Name : never;

export type PortName = PortOf<(typeof listed)[ProviderId]>;

/** As they differ in nothing but the names of their ports. */
export const providers: Readonly<Record<ProviderId, SimulatedProvider>> = listed;

export const providerIds: readonly ProviderId[] = Object.keys(listed).filter(isProviderId);

/** All ports by name, with whose they are. */
export const portsByName = new Map(
	providerIds.flatMap((provider) =>
		Object.entries(providers[provider].ports).map(([name, port]) => [name, { provider, port }] as const),
	),
);

const portNames: readonly PortName[] = [...portsByName.keys()].filter(isPortName);

export function byProvider<Value>(make: (id: ProviderId) => Value): Readonly<Record<ProviderId, Value>> {
	return recordOf(providerIds, make);
}

export function byPort<Value>(make: (name: PortName) => Value): Readonly<Record<PortName, Value>> {
	return recordOf(portNames, make);
}

export function isProviderId(id: string): id is ProviderId {
	return Object.hasOwn(listed, id);
}

function isPortName(name: string): name is PortName {
	return portsByName.has(name);
}
