/** Everything that a simulator listens with, by the name of its port. */

import type { Host } from './provider';
import { byPort, type PortName, portsByName, type ProviderId } from './providers';
import type { Listener } from './sockets/listener';
import type { Certificate } from './tls/certificate';
import type { World } from './world';

export interface OwnedListener extends Listener {
	provider: ProviderId;
	host: Host;
}

/** @param ports 0 or missing: the system chooses. */
export function listenersOf(
	world: World,
	certificate: Certificate,
	ports: Partial<Record<PortName, number>>,
): Readonly<Record<PortName, OwnedListener>> {
	return byPort((name) => {
		const owned = portsByName.get(name);
		if (owned === undefined) throw new RangeError(`No provider has a port ${name}.`);
		const { provider, port } = owned;
		const connected = () => void world.ledger.of(provider).connectionsOpened++;
		return { provider, host: port.host, ...port.listen(world, ports[name] ?? 0, certificate, connected) };
	});
}
