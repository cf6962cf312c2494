/**
 * What arrives on an HTTP connection, as far as undici keeps it to itself: bytes behind a reply, a reset behind one without a
 * length, and a `100 Continue`. It reads undici's own parser, whose version is pinned.
 */

import type { Client } from 'undici';
import { at } from './schedule';

/** undici takes a 100 that it did not ask for as an error, and passes over any other announcement, such as this one. */
const announcement = 103;

/**
 * A server that answers twice does so from its first reply on: behind that one the connection is listened to for so long
 * before it carries another request, once.
 */
const listeningMs = 20;

const nothing = Buffer.alloc(0);

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** The part of undici's parser that is used here. */
interface Parser {
	socket: { errored: unknown };
	execute(chunk: Uint8Array): void;
	onHeadersComplete(status: number, upgrade: boolean, keepsAlive: boolean): number;
}

export class Arrivals {
	/** Replies that ended on the socket. */
	replies = 0;
	/** On the clock of `performance.now()`. */
	#firstReplyMs = 0;
	#socket: Parser['socket'] | null = null;
	/** What was read last. */
	#read: Buffer = nothing;

	/** @param client one that has no socket yet. */
	watch(client: Client): void {
		client.on('connect', () => {
			const parser = hidden(hidden(client, 'socket'), 'parser');
			if (isParser(parser)) this.#listen(parser);
		});
	}

	/** Whether the connection broke. Only a reply that ends by the connection's end can seem whole all the same. */
	get broke(): boolean {
		return this.#socket !== null && this.#socket.errored !== null;
	}

	/**
	 * To be called once, when a reply ends.
	 * @param body the last piece of its body that was handed on; null where it has none.
	 * @param hasLength whether the reply said how long its body is. Else what ends it is part of the bytes.
	 * @returns what was read behind it, without the line break that some servers add.
	 */
	endReply(body: Uint8Array | null, hasLength: boolean): Buffer {
		const read = this.#read;
		this.#read = nothing;
		if (this.replies++ === 0) this.#firstReplyMs = performance.now();
		if (body === null) return nothing;
		const isLastRead = body.buffer === read.buffer;
		const rest = isLastRead ? read.subarray(body.byteOffset + body.length - read.byteOffset) : read;
		let start = hasLength ? 0 : endOfChunks(rest);
		while (rest[start] === carriageReturn || rest[start] === lineFeed) start++;
		return rest.subarray(start);
	}

	/**
	 * Calls back when the connection may carry a request, most often at once.
	 * @returns cancels the call.
	 */
	whenQuiet(call: () => void): () => void {
		const isNew = this.replies === 1 && performance.now() - this.#firstReplyMs < listeningMs;
		// The clock's call is late by a tick at least, which is the time to listen.
		if (isNew) return at(this.#firstReplyMs, call);
		call();
		return () => {};
	}

	#listen(parser: Parser): void {
		this.replies = 0;
		this.#socket = parser.socket;
		const execute = parser.execute.bind(parser);
		parser.execute = (chunk) => {
			this.#read = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
			execute(chunk);
		};
		const onHeadersComplete = parser.onHeadersComplete.bind(parser);
		parser.onHeadersComplete = (status, upgrade, keepsAlive) =>
			onHeadersComplete(status === 100 ? announcement : status, upgrade, keepsAlive);
	}
}

/** A reply without a length ends with its connection, where nothing can follow, or with an empty chunk and a blank line. */
function endOfChunks(rest: Buffer): number {
	const blankLine = rest.indexOf('\r\n\r\n');
	return blankLine < 0 ? rest.length : blankLine;
}

/** undici keeps these under symbols of its own. */
function hidden(object: unknown, name: string): unknown {
	if (typeof object !== 'object' || object === null) return null;
	const key = Object.getOwnPropertySymbols(object).find(({ description }) => description === name);
	return key === undefined ? null : Reflect.get(object, key);
}

function isParser(value: unknown): value is Parser {
	return (
		typeof value === 'object' &&
		value !== null &&
		'execute' in value &&
		'onHeadersComplete' in value &&
		'socket' in value
	);
}
