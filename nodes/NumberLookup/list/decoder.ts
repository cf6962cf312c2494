/** Bytes to text by Node.js’s own decoders, but for Windows-1252. */

import type { Encoding } from './encodingNames';
import { fromWindows1252 } from './windows1252';

/** @param more whether other bytes follow, so that a letter may be unfinished. */
export type Decoder = (bytes: Uint8Array, more: boolean) => string;

/** @returns a decoder for one text, byte order mark included. */
export function decoderOf(encoding: Encoding): Decoder {
	if (encoding === 'windows-1252') return fromWindows1252;
	const decoder = new TextDecoder(encoding, { ignoreBOM: true });
	return (bytes, more) => decoder.decode(bytes, { stream: more });
}
