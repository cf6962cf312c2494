/** A part of a workbook, from bytes to elements. Prefixes of names are left out: what a workbook consists of has no name twice. */

import { Parser } from 'htmlparser2';

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

/** A workbook's elements are in each other ten deep at most. */
const deepest = 100;

class Xml {
	private readonly parser: Parser;
	private charactersSince = 0;
	private depth = 0;
	private isBegun = false;

	constructor(reader: ElementReader) {
		const elements = {
			onopentag: (name: string, attributes: Record<string, string>) => {
				this.step(1);
				reader.open(local(name), attributes);
			},
			onclosetag: (name: string) => {
				this.step(-1);
				reader.close(local(name));
			},
			ontext: (text: string) => reader.text(text),
			// No program writes a document type into a workbook; what it may define can be endless.
			onprocessinginstruction: (name: string) => {
				if (/^!doctype/i.test(name)) throw new ListError(hasDocumentType);
			},
		};
		this.parser = new Parser(elements, { xmlMode: true });
	}

	read(text: string): void {
		this.charactersSince += text.length;
		this.parser.write(text);
		if (this.charactersSince > longestTextCharacters) throw damaged('it has a text longer than any cell');
	}

	/** @throws ListError where the part goes on. */
	end(): void {
		if (this.depth !== 0 || !this.isBegun) throw damaged('one of its parts is cut off');
	}

	private step(step: 1 | -1): void {
		this.charactersSince = 0;
		this.isBegun = true;
		this.depth += step;
		if (this.depth > deepest) throw damaged('its elements are in each other too deep');
	}
}

const hasDocumentType = 'The file holds a document type definition, which no workbook has. Save it anew in Excel.';

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

/** XML has one kind of line break. A character that it cannot hold is written `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
	const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
	if (!lines.includes('_x')) return lines;
	return lines.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
