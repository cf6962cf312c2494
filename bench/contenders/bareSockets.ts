/** Bare sockets without n8n, one for each request as LINK's direct connection wants it. */

import { createSocket } from 'node:dgram';
import { connect } from 'node:net';

import { demoName, demoPassword } from '../../simulator/accounts';
import type { Contender } from './contender';
import { inLanes } from './lanes';

type Ask = (msisdn: string, resolve: () => void, reject: (error: Error) => void) => void;

function bareSockets(concurrency: number, ask: Ask): Contender {
	const once = async (msisdn: string) => await new Promise<void>((resolve, reject) => ask(msisdn, resolve, reject));
	return { name: 'bare sockets', prepare: (msisdns) => async () => await inLanes(msisdns, concurrency, once) };
}

export function bareLinkTcp(port: number, concurrency: number): Contender {
	return bareSockets(concurrency, (msisdn, resolve, reject) => {
		const socket = connect(port, '127.0.0.1', () => socket.write(question(msisdn)));
		socket.once('error', reject).once('data', () => {
			socket.destroy();
			resolve();
		});
	});
}

export function bareLinkUdp(port: number, concurrency: number): Contender {
	return bareSockets(concurrency, (msisdn, resolve, reject) => {
		const socket = createSocket('udp4');
		socket.once('error', reject).once('message', () => socket.close(resolve));
		socket.connect(port, '127.0.0.1', () => socket.send(question(msisdn)));
	});
}

function question(tel: string): string {
	return JSON.stringify({ clientid: demoName, password: demoPassword, tel });
}
