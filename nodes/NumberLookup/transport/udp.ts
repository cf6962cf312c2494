/**
 * UDP: one connected socket for each request. The system then drops datagrams from anyone but the peer, and late or doubled
 * answers die with the socket.
 */

// eslint-disable-next-line @n8n/community-nodes/no-restricted-imports -- LINK Mobility's direct connection is a raw socket
import { createSocket, type SocketOptions } from 'node:dgram';
import type { Exchange } from './exchange';
import { at } from './schedule';
import type { Conditions, Egress, SocketRequest } from './wire';

/** When an unanswered datagram is sent again, as parts of the time-out. */
const resendAfter = [0.1, 0.3, 0.7];

export function sendUdp(request: SocketRequest, exchange: Exchange, conditions: Conditions): void {
	const { host, port, payload } = request;
	const socket = createSocket({
		// A name counts as IPv4: a socket is of one family, chosen before its peer's name is resolved.
		type: host.includes(':') ? 'udp6' : 'udp4',
		lookup: conditions.egress === null ? undefined : lookupOf(conditions.egress, host),
	});
	let cancelResend = () => {};
	let answered = false;
	const fail = (error: Error) => {
		// Refused at the first datagram and nobody ever answered: nobody was there to receive it. Later, someone may have.
		const refused = 'code' in error && error.code === 'ECONNREFUSED';
		if (refused && exchange.sent === 1 && !answered) exchange.sent = 0;
		exchange.fail(error);
	};
	const send = () => {
		socket.send(payload, (error) => {
			if (error) fail(error);
			else exchange.sent += 1;
		});
	};
	const resendFrom = (sentMs: number, times: number) => {
		const part = resendAfter[times];
		if (part === undefined) return;
		cancelResend = at(sentMs + part * conditions.timeoutMs, () => {
			send();
			resendFrom(sentMs, times + 1);
		});
	};
	const start = () => {
		send();
		if (conditions.resend) resendFrom(performance.now(), 0);
	};
	exchange.release = () => {
		// A socket closed while it connects still tells of its connection, and could not send any more.
		socket.off('connect', start);
		cancelResend();
		socket.close();
	};

	socket.on('error', fail);
	socket.on('message', (datagram) => {
		answered = true;
		exchange.receive(datagram);
	});
	socket.on('connect', start);
	socket.connect(port, host);
}

/** A datagram socket also looks up its own wildcard address, which is none of the egress settings' business. */
function lookupOf(egress: Egress, host: string): SocketOptions['lookup'] {
	return (hostname, _, callback) => {
		const family = host.includes(':') ? 6 : 4;
		if (hostname !== host) return callback(null, hostname, family);
		egress.lookup(hostname, { family }, (error, found) => {
			// With an error, Node's own lookup gives nothing else, not even an empty address.
			if (error) return callback(error, '', family);
			callback(null, typeof found === 'string' ? found : (found[0]?.address ?? ''), family);
		});
	};
}
