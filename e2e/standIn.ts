/** A local stand-in for a service that a workflow calls, such as a CRM: it takes every request and remembers it. */

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { freePort } from './freePort';

export interface ReceivedRequest {
	method: string;
	path: string;
	/** Parsed JSON; null where there was no body. */
	body: unknown;
}

export interface StandIn {
	/** Without a slash at its end. */
	readonly url: string;
	/** In the order received. */
	readonly requests: readonly ReceivedRequest[];
	/** The HTTP status of its answers; 200 unless set. */
	status: number;
	/** Forgets the requests and answers with 200 again. */
	reset(): void;
	stop(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
	const port = await freePort();
	const requests: ReceivedRequest[] = [];
	const server = createServer((request, response) => {
		void received(request).then((entry) => {
			requests.push(entry);
			response.writeHead(standIn.status, { 'content-type': 'application/json' }).end('{}');
		});
	}).listen(port, '127.0.0.1');
	await once(server, 'listening');
	const standIn: StandIn = {
		url: `http://127.0.0.1:${port}`,
		requests,
		status: 200,
		reset() {
			requests.length = 0;
			standIn.status = 200;
		},
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
	return standIn;
}

async function received(request: IncomingMessage): Promise<ReceivedRequest> {
	const body = await text(request);
	return {
		method: request.method ?? '',
		path: request.url ?? '',
		body: body === '' ? null : JSON.parse(body),
	};
}
