/** Text to the bytes of an encoding that only can be decoded otherwise: by turning its decoder round. */

import { decoderOf } from '../../nodes/NumberLookup/list/decoder';

const tables = new Map<string, Map<string, Buffer>>();

/** @throws where the encoding does not have a letter. */
export function encoded(text: string, encoding: string): Buffer {
	if (encoding === 'utf-8') return Buffer.from(text);
	const table = tables.get(encoding) ?? tableOf(encoding);
	tables.set(encoding, table);
	return Buffer.concat(
		Array.from(text, (letter) => {
			const bytes = table.get(letter);
			if (bytes === undefined) throw new RangeError(`${encoding} has no ${letter}`);
			return bytes;
		}),
	);
}

function tableOf(encoding: string): Map<string, Buffer> {
	const table = new Map<string, Buffer>();
	const add = (...bytes: number[]) => {
		const letter = decoderOf(encoding)(Uint8Array.from(bytes), false);
		if (Array.from(letter).length === 1 && letter !== '\ufffd' && !table.has(letter))
			table.set(letter, Buffer.from(bytes));
	};
	for (let byte = 0; byte < 256; byte++) add(byte);
	for (let first = 0x81; first < 0xff; first++) for (let second = 0x40; second < 0xff; second++) add(first, second);
	return table;
}
