/** The project's pages, as tests read them. */

import { readFileSync } from 'node:fs';
import path from 'node:path';

const projectDirectory = path.resolve(__dirname, '../..');

export interface Section {
	/** As GitHub makes it of the heading. */
	anchor: string;
	/** Up to the next heading of whatever level. */
	text: string;
}

export function readPage(name: string): string {
	return readFileSync(path.join(projectDirectory, name), 'utf8');
}

export function sectionsOf(page: string): Section[] {
	const headings = [...withoutCode(page).matchAll(/^#{1,6} (.*)$/gm)];
	return headings.map(({ 1: heading = '', index }, place) => ({
		anchor: anchorOf(heading),
		text: page.slice(index, headings[place + 1]?.index),
	}));
}

/** @returns the cells of a section's only table, its heading left out. */
export function tableIn(page: string, anchor: string): string[][] {
	const section = sectionsOf(page).find((each) => each.anchor === anchor);
	if (section === undefined) throw new Error(`There is no section #${anchor}.`);
	const [, , ...rows] = section.text.split('\n').filter((line) => line.startsWith('|'));
	return rows.map((row) => cellsOf(row));
}

/** @returns the addresses that a page links to or shows pictures from. */
export function linksIn(page: string): string[] {
	return [...withoutCode(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, address = '']) => address);
}

export function cellsOf(row: string): string[] {
	return row
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
}

function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');
}

/** Blanks out code blocks, so that places in the text stay the same. */
function withoutCode(page: string): string {
	return page.replace(/^```.*?^```$/gms, (block) => block.replace(/[^\n]/g, ' '));
}
