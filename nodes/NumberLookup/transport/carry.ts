/** The one door to the network: every request goes out through here. */

import { Exchange } from './exchange';
import { sendHttp } from './http';
import { sendTcp } from './tcp';
import { sendUdp } from './udp';
import { wholeRequestTimeoutFactor, type Carry, type Conditions, type WireRequest } from './wire';

export const carry: Carry = (request, reader, conditions) => {
	const { timeoutMs, signal, egress } = conditions;
	if (signal.aborted) return Promise.resolve({ kind: 'stopped', code: '', sent: 0 });
	const wholeTimeoutMs = request.transport === 'udp' ? timeoutMs : timeoutMs * wholeRequestTimeoutFactor;
	const exchange = new Exchange(reader, conditions, wholeTimeoutMs);
	try {
		if (egress !== null && !egress.allows(hostOf(request))) exchange.forbid();
		else send(request, exchange, conditions);
	} catch (error) {
		exchange.fail(error);
	}
	return exchange.ending;
};

function hostOf(request: WireRequest): string {
	if (request.transport !== 'http') return request.host;
	const known = hosts.get(request.origin) ?? new URL(request.origin).hostname.replace(/^\[|\]$/g, '');
	hosts.set(request.origin, known);
	return known;
}

/** By origin, of which there are as many as credentials. */
const hosts = new Map<string, string>();

function send(request: WireRequest, exchange: Exchange, conditions: Conditions): void {
	if (request.transport === 'http') sendHttp(request, exchange, conditions.egress);
	else if (request.transport === 'tcp') sendTcp(request, exchange, conditions.egress);
	else sendUdp(request, exchange, conditions);
}
