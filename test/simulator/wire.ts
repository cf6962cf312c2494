/** The plainest clients there are, so that tests see the simulator's bytes and nothing else. */

import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export const basic = (name: string, password = 'demo-password') =>
	`Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

export interface Heard {
	text: string;
	/** `enough`: the caller had heard all that it waited for. */
	ending: 'closed' | 'reset' | 'enough';
}

/** Sends text over a connection of its own and listens until the peer ends it, or until `enough` says so. */
export function talk(port: number, said: string, enough: (text: string) => boolean = () => false): Promise<Heard> {
	return new Promise((resolve) => {
		let text = '';
		const socket = connect(port, '127.0.0.1', () => socket.write(said));
		const end = (ending: Heard['ending']) => {
			socket.destroy();
			resolve({ text, ending });
		};
		socket.setEncoding('utf8');
		socket.on('data', (chunk: string) => {
			text += chunk;
			if (enough(text)) end('enough');
		});
		socket.on('end', () => end('closed'));
		socket.on('error', () => end('reset'));
	});
}

/** Sends text over a connection and keeps it open, whatever comes. @returns what ends it. */
export function hold(port: number, said: string): () => void {
	const socket = connect(port, '127.0.0.1', () => socket.write(said));
	return () => socket.destroy();
}

/** Waits for what other sockets of this process bring about. */
export async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise(setImmediate);
}

export interface HttpReply {
	status: number;
	reason: string;
	headers: IncomingHttpHeaders;
	body: string;
}

export interface HttpSaid {
	headers?: Record<string, string>;
	/** Makes it a POST of form fields. */
	form?: Record<string, string>;
}

/** One HTTP request over a connection of its own. Rejects where the connection breaks. */
export function ask(port: number, path: string, { headers = {}, form }: HttpSaid = {}): Promise<HttpReply> {
	return new Promise((resolve, reject) => {
		const options = { port, path, headers, host: '127.0.0.1', agent: false, method: form ? 'POST' : 'GET' };
		const sent = request(options, (response) => {
			let body = '';
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => (body += chunk));
			response.on('error', reject);
			response.on('end', () => {
				const { statusCode: status = 0, statusMessage: reason = '' } = response;
				resolve({ status, reason, headers: response.headers, body });
			});
		});
		sent.on('error', reject);
		sent.end(form && new URLSearchParams(form).toString());
	});
}

/** A datagram socket that remembers what it hears. */
export class Datagrams {
	readonly #socket: DatagramSocket = createSocket('udp4');
	readonly #heard: string[] = [];
	readonly #fromPorts: number[] = [];
	#wake: () => void = () => undefined;

	constructor(private readonly port: number) {
		this.#socket.on('message', (message, from) => {
			this.#heard.push(message.toString());
			this.#fromPorts.push(from.port);
			this.#wake();
		});
	}

	send(text: string): void {
		this.#socket.send(text, this.port, '127.0.0.1');
	}

	/** @returns the datagrams and the ports they came from, once there are so many. */
	async heard(count: number): Promise<{ texts: string[]; fromPorts: number[] }> {
		while (this.#heard.length < count) await new Promise<void>((resolve) => (this.#wake = resolve));
		return { texts: this.#heard, fromPorts: this.#fromPorts };
	}

	close(): void {
		this.#socket.close();
	}
}
