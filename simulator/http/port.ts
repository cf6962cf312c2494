/** A port that speaks HTTP, or HTTP over TLS. */

import type { Host, SimulatedPort } from '../provider';
import { streamListener } from '../sockets/listener';
import type { World } from '../world';
import { httpServer, type Routes } from './server';

/**
 * @param usual the port of `npm run simulator`.
 * @param routesOf what is kept between requests, such as access tokens, is a simulator's own.
 */
export function httpPort(
	usual: number,
	routesOf: (world: World) => Routes,
	{ host = 'primary', tls = false }: { host?: Host; tls?: boolean } = {},
): SimulatedPort {
	return {
		usual,
		host,
		listen(world, port, certificate, connected) {
			const site = { routes: routesOf(world), host, certificate: tls ? certificate : undefined };
			return streamListener(port, () => httpServer(world, site), connected);
		},
	};
}
