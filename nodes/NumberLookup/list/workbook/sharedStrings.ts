/** The texts of a workbook's cells, which stand in a part of their own: a million of them, held as few long texts. */

import { ListError } from '../listError';
import { type ElementReader, readAll, unescaped } from './xml';
import type { PartBytes } from './zipFile';

const textsTogether = 4_096;

/** A million rows with twenty such texts each; what is beyond would fill n8n's memory. */
const mostCharacters = 256 * 1024 * 1024;
/** Even an empty one takes its place. */
const charactersEach = 8;

interface Texts {
	text: string;
	/** Where each ends. */
	ends: Uint32Array;
}

export class SharedStrings {
	private readonly groups: Texts[] = [];
	private collected: string[] = [];
	private characters = 0;

	/** @throws ListError where there are too many. */
	add(text: string): void {
		this.collected.push(text);
		this.characters += text.length + charactersEach;
		if (this.characters > mostCharacters) {
			throw new ListError('The workbook holds more text than can be read at once. Save the sheet as CSV.');
		}
		if (this.collected.length === textsTogether) this.pack();
	}

	/** @returns undefined where there is none. */
	at(index: number): string | undefined {
		const place = index % textsTogether;
		const group = this.groups[(index - place) / textsTogether];
		if (group === undefined) return undefined;
		const end = group.ends[place];
		return end === undefined ? undefined : group.text.slice(place === 0 ? 0 : group.ends[place - 1], end);
	}

	/** To be called when all are added. */
	pack(): void {
		let end = 0;
		const ends = Uint32Array.from(this.collected, (text) => (end += text.length));
		this.groups.push({ text: this.collected.join(''), ends });
		this.collected = [];
	}
}

/** @param part null where the workbook has none. */
export async function readSharedStrings(part: AsyncGenerator<PartBytes> | null): Promise<SharedStrings> {
	const strings = new SharedStrings();
	if (part === null) return strings;
	await readAll(part, new StringItems('si', (text) => strings.add(text)));
	strings.pack();
	return strings;
}

/** Texts, plain or in pieces of different looks; how they are pronounced, as Japanese workbooks say, is left out. */
export class StringItems implements ElementReader {
	private text_ = '';
	private isText = false;
	private phonetic = 0;

	constructor(
		private readonly item: string,
		private readonly found: (text: string) => void,
	) {}

	open(name: string): void {
		if (name === this.item) this.text_ = '';
		else if (name === 'rPh') this.phonetic++;
		else if (name === 't') this.isText = this.phonetic === 0;
	}

	text(text: string): void {
		if (this.isText) this.text_ += text;
	}

	close(name: string): void {
		if (name === this.item) this.found(unescaped(this.text_));
		else if (name === 'rPh') this.phonetic--;
		else if (name === 't') this.isText = false;
	}
}
