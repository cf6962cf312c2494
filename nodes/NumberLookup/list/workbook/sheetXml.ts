/** Rows to the XML of a sheet. Texts stand in their cells, so that no list of them has to be held; as texts they are never run. Pure. */

import type { OutputRow } from '../listFile';
import type { StoredCell } from './cell';
import type { WorkbookForm } from './form';
import { mostColumns } from './sheetRows';

/** What Excel takes in one cell. */
const longestText = 32_767;

const namespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export const xmlBegins = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function sheetBegins({ columnWidths }: WorkbookForm): string {
	const columns = columnWidths.map(
		({ first, last, width }) => `<col min="${first}" max="${last}" width="${width}" customWidth="1"/>`,
	);
	const widths = columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`;
	return `${xmlBegins}<worksheet xmlns="${namespace}">${widths}<sheetData>`;
}

export const sheetEnds = '</sheetData></worksheet>';

/** @param row counted from 1. */
export function rowXml({ cells, stored = [] }: OutputRow, row: number): string {
	const written = cells.map((text, index) => {
		const own = stored[index];
		const place = `<c r="${columnName(index)}${row}"`;
		if (own === undefined) return text === '' ? '' : `${place}${inlineText(text)}`;
		return own === null || own.value === ''
			? ''
			: `${place}${own.style > 0 ? ` s="${own.style}"` : ''}${ownContent(own)}`;
	});
	return `<row r="${row}">${written.join('')}</row>`;
}

/** A formula without a result has no value, and is left out: here it would mean other cells. */
const types = { number: '', boolean: ' t="b"', error: ' t="e"', formula: '' };

function ownContent({ kind, value }: StoredCell): string {
	return kind === 'text' ? inlineText(value) : `${types[kind]}><v>${escaped(value)}</v></c>`;
}

function inlineText(text: string): string {
	const cut = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
	return ` t="inlineStr"><is><t xml:space="preserve">${escaped(cut)}</t></is></c>`;
}

const names: string[] = [];

function columnName(index: number): string {
	const known = names[index];
	if (known !== undefined) return known;
	const letter = String.fromCharCode('A'.charCodeAt(0) + (index % 26));
	const name = index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
	if (index < mostColumns) names[index] = name;
	return name;
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML cannot hold is written `_x0001_`, and what looks like that, too. */
export function escaped(text: string): string {
	if (!/[&<>"\ufffe\uffff]|[^\P{Cc}\t\n]|_x[0-9A-Fa-f]{4}_/u.test(text)) return text;
	return text
		.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
		.replace(/[\ufffe\uffff]|[^\P{Cc}\t\n]/gu, (character) => {
			const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
			return `_x${code}_`;
		})
		.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);
}
