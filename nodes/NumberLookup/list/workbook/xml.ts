/** A part of a workbook, from bytes to elements. Prefixes of names are left out: what a workbook consists of has no name twice. */

import { SaxesParser } from 'saxes';

import { ListError } from '../listError';
import { damaged, type PartBytes } from './zipFile';

export interface ElementReader {
	open(name: string, attributes: Record<string, string>): void;
	close(name: string): void;
	text(text: string): void;
}

/** So much without an element is no part of a workbook, and must not be collected. */
const longestTextCharacters = 4 * 1024 * 1024;

/** @returns after each piece, how many bytes of the file are read, and how many characters the piece had. */
export async function* readXml(
	part: AsyncGenerator<PartBytes>,
	reader: ElementReader,
): AsyncGenerator<{ bytesRead: number; characters: number }> {
	const xml = new Xml(reader);
	let decoder: TextDecoder | null = null;
	for await (const { bytes, bytesRead } of part) {
		decoder ??= new TextDecoder(encodingOf(bytes));
		const text = decoder.decode(bytes, { stream: true });
		xml.read(text);
		yield { bytesRead, characters: text.length };
	}
	xml.end();
}

function encodingOf([first, second]: Uint8Array): string {
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

class Xml {
	private readonly parser = new SaxesParser({ xmlns: false, position: false });
	private charactersSince = 0;

	constructor(reader: ElementReader) {
		this.parser.on('opentag', ({ name, attributes }) => {
			this.charactersSince = 0;
			reader.open(local(name), attributes);
		});
		this.parser.on('closetag', ({ name }) => {
			this.charactersSince = 0;
			reader.close(local(name));
		});
		this.parser.on('text', (text) => reader.text(text));
		this.parser.on('cdata', (text) => reader.text(text));
		// No program writes one into a workbook; what it may define can be endless.
		this.parser.on('doctype', () => {
			throw new ListError('The file holds a document type definition, which no workbook has. Save it anew in Excel.');
		});
		this.parser.on('error', () => {
			throw damaged('one of its parts cannot be read');
		});
	}

	read(text: string): void {
		this.charactersSince += text.length;
		this.parser.write(text);
		if (this.charactersSince > longestTextCharacters) throw damaged('it has a text longer than any cell');
	}

	end(): void {
		this.parser.close();
	}
}

function local(name: string): string {
	const colon = name.indexOf(':');
	return colon < 0 ? name : name.slice(colon + 1);
}

/** @returns the attribute, whatever its prefix. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
	const found = attributes[name];
	if (found !== undefined) return found;
	const prefixed = Object.keys(attributes).find((key) => local(key) === name);
	return prefixed === undefined ? undefined : attributes[prefixed];
}

/** No workbook has so long a part beside its sheets; what is packed so small that it becomes longer would keep n8n busy for hours. */
const mostPartCharacters = 1024 * 1024 * 1024;

/** Reads a part whole; what it gives, the reader keeps. */
export async function readAll(part: AsyncGenerator<PartBytes>, reader: ElementReader): Promise<void> {
	let left = mostPartCharacters;
	for await (const { characters } of readXml(part, reader)) {
		left -= characters;
		if (left < 0) throw damaged('one of its parts is too long');
	}
}

/** A character that XML cannot hold is written `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
	if (!text.includes('_x')) return text;
	return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
