/** What a peer may send, and in which pieces: made of the providers' own words, of captures with damage, and of noise. */

import fc from 'fast-check';

export interface FuzzedReply {
	status: number;
	/** The reply's bytes as they arrive; over UDP, one datagram each. */
	pieces: readonly Uint8Array[];
	/** false: the exchange broke. */
	complete: boolean;
}

/** Words that mean something to one parser or another, and some that must mean nothing. */
const commonWords = [
	...['\n', '\r\n', ' ', '\t', ',', ';', ':', '=', '"', '{', '}', '[', ']', '\0', '\\', '\uFEFF', '%', '+'],
	...['__proto__', 'constructor', 'toString', 'null', 'true', '-1', '1e400', '0', '\u0130', '\uD800', '<html>'],
];

const digits = fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), maxLength: 16 });
const noise = fc.oneof(fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 6 }));

function grammar(words: readonly string[], msisdns: readonly string[]): fc.Arbitrary<Uint8Array> {
	const word = fc.oneof(
		{ weight: 6, arbitrary: fc.constantFrom(...words) },
		{ weight: 2, arbitrary: fc.constantFrom(...commonWords) },
		{ weight: 2, arbitrary: fc.constantFrom(...msisdns, '447700900999') },
		{ weight: 1, arbitrary: digits },
		{ weight: 1, arbitrary: noise },
	);
	return fc.array(word, { maxLength: 12 }).map((parts) => Buffer.from(parts.join('')));
}

/** JSON objects of the fields that a provider knows, with values of any kind, wrapped in ways that it may not know. */
function jsonOf(
	fields: readonly string[],
	values: readonly string[],
	msisdns: readonly string[],
): fc.Arbitrary<Uint8Array> {
	const name = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...fields) }, fc.constantFrom('__proto__', 'toString'));
	const value = fc.oneof(
		{ weight: 5, arbitrary: fc.constantFrom(...values, ...msisdns) },
		{ weight: 2, arbitrary: digits },
		{ weight: 1, arbitrary: fc.integer() },
		{ weight: 1, arbitrary: noise },
		{ weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
	);
	// Written by hand: an object would lose `__proto__` and doubled names.
	const object = fc
		.array(fc.tuple(name, value), { maxLength: 8 })
		.map((pairs) => `{${pairs.map((pair) => pair.map((part) => JSON.stringify(part)).join(':')).join(',')}}`);
	const wrapped = fc.tuple(object, fc.constantFrom('', '', 'imm', 'err', 'response', '__proto__'));
	return wrapped.map(([json, wrapper]) => Buffer.from(wrapper === '' ? json : `{"${wrapper}":${json}}`));
}

/** Captures with some bytes changed, removed, put in or repeated, or cut off. */
function damaged(captures: readonly string[]): fc.Arbitrary<Uint8Array> {
	const damage = fc.record({
		at: fc.double({ min: 0, max: 1, noNaN: true }),
		kind: fc.constantFrom('change', 'remove', 'insert', 'repeat', 'cut'),
		byte: fc.nat(255),
		length: fc.integer({ min: 1, max: 20 }),
	});
	return fc.tuple(fc.constantFrom(...captures), fc.array(damage, { maxLength: 4 })).map(([capture, damages]) => {
		let bytes = Buffer.from(capture);
		for (const { at, kind, byte, length } of damages) {
			const index = Math.floor(at * bytes.length);
			const before = bytes.subarray(0, index);
			const after = bytes.subarray(index);
			if (kind === 'cut') bytes = Buffer.from(before);
			else if (kind === 'remove') bytes = Buffer.concat([before, after.subarray(length)]);
			else if (kind === 'repeat') bytes = Buffer.concat([before, after.subarray(0, length), after]);
			else bytes = Buffer.concat([before, Buffer.of(byte), kind === 'insert' ? after : after.subarray(1)]);
		}
		return bytes;
	});
}

/** What a provider's replies are made of. */
export interface Language {
	captures: readonly string[];
	words: readonly string[];
	/** Of its JSON; none where it speaks none. */
	fields: readonly string[];
	values: readonly string[];
}

const statuses = [200, 200, 200, 200, 203, 204, 307, 400, 401, 402, 403, 404, 407, 413, 420, 422, 429, 500, 502, 504];

/** @param msisdns the numbers asked. */
export function repliesIn(language: Language, msisdns: readonly string[]): fc.Arbitrary<FuzzedReply> {
	const { captures, words, fields, values } = language;
	const body = fc.oneof(
		{ weight: 4, arbitrary: damaged(captures) },
		{ weight: 4, arbitrary: grammar([...words, ...values], msisdns) },
		{ weight: fields.length > 0 ? 4 : 0, arbitrary: jsonOf([...fields, 'a'], [...values, 'a'], msisdns) },
		{ weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }) },
	);
	const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 });
	return fc
		.tuple(body, cuts, fc.constantFrom(...statuses), fc.boolean())
		.map(([bytes, cutAt, status, complete]) => ({ status, pieces: cut(bytes, cutAt), complete }));
}

function cut(bytes: Uint8Array, at: readonly number[]): Uint8Array[] {
	const ends = [...at.map((part) => Math.floor(part * bytes.length)).sort((a, b) => a - b), bytes.length];
	return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}
