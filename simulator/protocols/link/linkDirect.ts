/** LINK Mobility's direct connection, as the simulator lists it: two ports, one for each kind of socket. */

import type { SimulatedProvider } from '../../provider';
import { loopback, streamListener } from '../../sockets/listener';
import { linkCells } from './outcomes';
import { linkTcpServer } from './tcp';
import { linkUdpListener } from './udp';

export const linkDirect: SimulatedProvider<'linkTcp' | 'linkUdp'> = {
	heading: 'LINK',
	way: 'direct',
	traits: { carriage: 'sockets', batches: null, tokens: false },
	// The documented ones.
	ports: {
		linkTcp: {
			usual: 10_054,
			host: 'primary',
			listen: (world, port, _certificate, connected) => streamListener(port, () => linkTcpServer(world), connected),
		},
		linkUdp: { usual: 10_055, host: 'primary', listen: (world, port) => linkUdpListener(world, port) },
	},
	signIn: (clientId, password) => ({ clientId, password }),
	credential: (at) => ({
		transport: 'tcp',
		host: loopback,
		tcpPort: portIn(at('linkTcp')),
		udpPort: portIn(at('linkUdp')),
	}),
	addresses: (at) => [`host ${loopback}, TCP port ${portIn(at('linkTcp'))}, UDP port ${portIn(at('linkUdp'))}`],
	cells: linkCells,
};

function portIn(address: string): number {
	return Number(address.slice(address.lastIndexOf(':') + 1));
}
