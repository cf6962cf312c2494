/** HTTP servers for a provider's addresses: reads each request and carries it through its exchange. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:net';
import { attend, type Exchange } from '../exchange';
import { delayOf } from '../faults/fault';
import type { Host } from '../provider';
import { reset } from '../sockets/endings';
import type { Certificate } from '../tls/certificate';
import { later } from '../later';
import type { World } from '../world';
import { deliver, writeWhole } from './delivery';
import { text, type HttpAnswer, type Route } from './messages';

/** A provider's addresses by path. */
export type Routes = ReadonlyMap<string, Route>;

export interface Site {
	routes: Routes;
	host: Host;
	/** Speaks TLS with it; without one, in the clear. */
	certificate?: Certificate;
}

export function httpServer(world: World, site: Site): Server {
	const receive = (request: IncomingMessage, response: ServerResponse) => void take(world, site, request, response);
	// Time limits of its own would lose connections that no test asked to lose.
	const limits = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };
	const { certificate } = site;
	if (certificate === undefined) return createServer(limits, receive);
	return createTlsServer({ ...limits, cert: certificate.certificate, key: certificate.privateKey }, receive);
}

async function take(world: World, site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { method = '', url = '', headers } = request;
	const queryAt = url.includes('?') ? url.indexOf('?') : url.length;
	const route = site.routes.get(url.slice(0, queryAt));
	if (!route?.methods.includes(method)) {
		writeWhole(response, route === undefined ? text(404, 'Not found') : text(405, 'Method not allowed'));
		return;
	}
	const body = method === 'GET' ? '' : await bodyOf(request);
	if (body === null) return;
	const question = { query: new URLSearchParams(url.slice(queryAt + 1)), headers, body };
	const asReceived = body === '' ? `${method} ${url}` : `${method} ${url}\n\n${body}`;
	if (site.host === 'backup') world.ledger.of(route.provider).requestsAtBackup++;
	respond(world, attend(world, route, route.read(question), asReceived), response);
}

function respond(world: World, exchange: Exchange<HttpAnswer>, response: ServerResponse): void {
	const { answer, fault } = exchange;
	response.once('close', exchange.leave);
	if (answer !== null) {
		later(world.latencyMs + delayOf(fault), () => deliver(response, answer, exchange, world.lineLatencyMs));
	} else if (fault?.kind !== 'silence') {
		reset(response.req.socket);
	}
}

/** @returns the body, or null where the client left before its end. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
	} catch {
		return null;
	}
	return Buffer.concat(chunks).toString();
}
