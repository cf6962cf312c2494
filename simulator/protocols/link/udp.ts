/** LINK's direct connection over UDP: one datagram asks, one answers (Direct connection). */

import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { attend } from '../../exchange';
import { cutOf, delayOf, type Fault } from '../../faults/fault';
import { loopback, type Listener } from '../../sockets/listener';
import { later } from '../../later';
import type { World } from '../../world';
import { falseAnswer, linkDirectService, linkInquiry } from './direct';

/** @param port 0 lets the system choose. */
export function linkUdpListener(world: World, port: number): Listener {
	let chosenPort = port;
	let socket: Socket | null = null;
	return {
		port: () => chosenPort,
		async open() {
			if (socket !== null) return;
			const opening = createSocket('udp4');
			opening.on('message', (message, from) => {
				const send = (bytes: Uint8Array) => {
					const lost = world.faults.losesDatagram();
					if (socket === opening && !lost) opening.send(bytes, from.port, from.address);
				};
				take(world, message.toString(), from, send);
			});
			await new Promise<void>((resolve, reject) => {
				const fail = (error: Error) => opening.close(() => reject(error));
				opening.once('error', fail).bind(chosenPort, loopback, resolve);
			});
			chosenPort = opening.address().port;
			socket = opening;
		},
		async close() {
			const closing = socket;
			socket = null;
			if (closing !== null) await new Promise<void>((resolve) => closing.close(resolve));
		},
	};
}

type Send = (bytes: Uint8Array) => void;

function take(world: World, text: string, from: RemoteInfo, send: Send): void {
	world.ledger.of('linkDirect').datagramsReceived++;
	if (world.faults.losesDatagram()) return;
	const inquiry = linkInquiry(text);
	const { answer, fault, leave } = attend(world, linkDirectService, inquiry, text);
	later(world.latencyMs + delayOf(fault), () => {
		leave();
		const bytes = Buffer.from(answer?.text ?? '').subarray(0, cutOf(fault) ?? undefined);
		if (bytes.length > 0) respond(bytes, fault, inquiry.msisdns[0] ?? '', from, send);
	});
}

function respond(bytes: Uint8Array, fault: Fault | null, tel: string, from: RemoteInfo, send: Send): void {
	if (fault?.kind === 'foreignDatagram' && fault.from === 'otherNumber') {
		send(Buffer.from(falseAnswer(otherThan(tel))));
	} else if (fault?.kind === 'foreignDatagram') {
		sendFromElsewhere(Buffer.from(falseAnswer(tel)), from, () => send(bytes));
		return;
	}
	send(bytes);
	if (fault?.kind === 'doubleAnswer') send(bytes);
}

function otherThan(tel: string): string {
	return tel.endsWith('1') ? `${tel.slice(0, -1)}2` : `${tel.slice(0, -1)}1`;
}

function sendFromElsewhere(bytes: Uint8Array, to: RemoteInfo, sent: () => void): void {
	const stranger = createSocket('udp4');
	stranger.send(bytes, to.port, to.address, () => stranger.close(sent));
}
