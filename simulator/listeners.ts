/** Everything that a simulator listens with, by the name of its port. */

import type { Server } from 'node:net';
import { httpServer, type Routes } from './http/server';
import type { Host, PortName } from './ports';
import { comceteraRoute } from './protocols/comcetera';
import { horisenRoute } from './protocols/horisen';
import { AccessTokens } from './protocols/link/accessTokens';
import { linkLookupRoute } from './protocols/link/gateway';
import { linkTcpServer } from './protocols/link/tcp';
import { linkTokenRoute } from './protocols/link/token';
import { linkUdpListener } from './protocols/link/udp';
import { sinchRoute } from './protocols/sinch';
import type { ProviderId } from './providers';
import { streamListener, type Listener } from './sockets/listener';
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
	const stream = (provider: ProviderId, host: Host, port: number | undefined, serve: () => Server): OwnedListener => {
		const connected = () => void world.ledger.of(provider).connectionsOpened++;
		return { provider, host, ...streamListener(port ?? 0, serve, connected) };
	};
	const sinch = (host: Host, port: number | undefined, tls?: Certificate) =>
		stream('sinch', host, port, () => httpServer(world, { routes: sinchRoutes, host, certificate: tls }));
	const http = (provider: ProviderId, port: number | undefined, routes: Routes) =>
		stream(provider, 'primary', port, () => httpServer(world, { routes, host: 'primary' }));

	return {
		sinch: sinch('primary', ports.sinch),
		sinchBackup: sinch('backup', ports.sinchBackup),
		sinchTls: sinch('primary', ports.sinchTls, certificate),
		sinchTlsBackup: sinch('backup', ports.sinchTlsBackup, certificate),
		comcetera: http('comcetera', ports.comcetera, comceteraRoutes),
		linkGateway: http('linkGateway', ports.linkGateway, linkGatewayRoutes(world)),
		linkTcp: stream('linkDirect', 'primary', ports.linkTcp, () => linkTcpServer(world)),
		linkUdp: { provider: 'linkDirect', host: 'primary', ...linkUdpListener(world, ports.linkUdp ?? 0) },
		horisen: http('horisen', ports.horisen, horisenRoutes),
	};
}

const sinchRoutes: Routes = new Map([['/lookup', sinchRoute]]);

/** The documented endpoint's limits, and on the second path those of the one that took its place (version 3.32). */
const comceteraRoutes: Routes = new Map([
	['/npl', comceteraRoute({ numbers: 1000, requests: 1 })],
	['/npl100', comceteraRoute({ numbers: 100, requests: 5 })],
]);

const horisenRoutes: Routes = new Map([
	['/mnp', horisenRoute('1.0')],
	['/mnpjson', horisenRoute('2.0')],
]);

/** The document writes the lookup address with a slash at its end and without. */
function linkGatewayRoutes(world: World): Routes {
	const tokens = new AccessTokens();
	return new Map([
		['/oauth2/token', linkTokenRoute(world, tokens)],
		['/enumlookup', linkLookupRoute(tokens)],
		['/enumlookup/', linkLookupRoute(tokens)],
	]);
}
