/** How a connection may end other than after a whole answer. */

import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { TLSSocket } from 'node:tls';

const bytesInPiece = 7;

/** Breaks the connection with a TCP reset, which below TLS cannot be asked for: there it closes without a farewell. */
export function reset(socket: Socket): void {
	if (socket instanceof TLSSocket) socket.destroy();
	else socket.resetAndDestroy();
}

/** @param length of the answer to send, negative from its end; after any byte the connection closes, as a reset could overtake it. */
export function endAfter(socket: Socket, bytes: Buffer, length: number): void {
	const sent = bytes.subarray(0, length);
	if (sent.length === 0) reset(socket);
	else socket.end(sent);
}

/** Writes a few bytes at a time, as a slow network would bring them. */
export function endInPieces(stream: Writable, bytes: Buffer): void {
	if (stream.destroyed) return;
	if (bytes.length <= bytesInPiece) {
		stream.end(bytes);
		return;
	}
	stream.write(bytes.subarray(0, bytesInPiece));
	setImmediate(endInPieces, stream, bytes.subarray(bytesInPiece));
}
