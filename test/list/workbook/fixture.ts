/** Workbooks made for tests, part by part, and what the node reads in them. */

import { strToU8, zipSync, type Zippable } from 'fflate';

import { openFile } from '../../../nodes/NumberLookup/list/openFile';
import type { OpenList } from '../../../nodes/NumberLookup/list/readList';

const office = 'http://schemas.openxmlformats.org';
export const main = `${office}/spreadsheetml/2006/main`;
const documents = `${office}/officeDocument/2006/relationships`;

interface SheetWishes {
	name?: string;
	state?: string;
	/** What stands in the element sheetData. */
	rows: string;
	/** What stands before that. */
	before?: string;
}

export interface WorkbookWishes {
	sheets: readonly SheetWishes[];
	/** Each an element si. */
	strings?: string;
	/** Codes of formats: the cells' style 1 has the first, and so on. A number is one that every workbook has. */
	formats?: ReadonlyArray<string | number>;
	/** Attributes of workbookPr. */
	properties?: string;
	/** By name, in place of what would be there; null for none. */
	parts?: Record<string, string | null>;
}

/** @returns its parts by name. */
export function partsOf({ sheets, strings, formats = [], properties = '', parts = {} }: WorkbookWishes) {
	const relation = (id: string, type: string, target: string) =>
		`<Relationship Id="${id}" Type="${documents}/${type}" Target="${target}"/>`;
	const all: Record<string, string | null> = {
		'[Content_Types].xml': '<Types/>',
		'_rels/.rels': `<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
		'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${documents}"><workbookPr ${properties}/><sheets>${sheets
			.map(
				({ name = 'Sheet1', state }, index) =>
					`<sheet name="${name}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="s${index}"/>`,
			)
			.join('')}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships>${[
			...sheets.map((_, index) => relation(`s${index}`, 'worksheet', `worksheets/sheet${index}.xml`)),
			relation('t', 'sharedStrings', 'sharedStrings.xml'),
			relation('f', 'styles', '/xl/styles.xml'),
		].join('')}</Relationships>`,
		...Object.fromEntries(
			sheets.map(({ rows, before = '' }, index) => [
				`xl/worksheets/sheet${index}.xml`,
				`<worksheet xmlns="${main}">${before}<sheetData>${rows}</sheetData></worksheet>`,
			]),
		),
		'xl/sharedStrings.xml': strings === undefined ? null : `<sst xmlns="${main}">${strings}</sst>`,
		'xl/styles.xml': stylesOf(formats),
		...parts,
	};
	return Object.fromEntries(
		Object.entries(all).flatMap(([name, text]) => (text === null ? [] : [[name, strToU8(text)] as const])),
	);
}

function stylesOf(formats: ReadonlyArray<string | number>): string {
	const ids = formats.map((format, index) => (typeof format === 'number' ? format : 164 + index));
	const own = formats.map((code, index) =>
		typeof code === 'number' ? '' : `<numFmt numFmtId="${ids[index] ?? 0}" formatCode="${escaped(code)}"/>`,
	);
	const cells = [0, ...ids].map((id) => `<xf numFmtId="${id}"/>`);
	return `<styleSheet xmlns="${main}"><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${cells.join('')}</cellXfs></styleSheet>`;
}

export const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export function workbook(wishes: WorkbookWishes, zipped: (parts: Zippable) => Uint8Array = zipSync): Buffer {
	return Buffer.from(zipped(partsOf(wishes)));
}

/** A sheet of texts, each in its cell. */
export function textSheet(rows: ReadonlyArray<readonly string[]>): string {
	const cells = rows.map((row) => row.map((text) => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`).join(''));
	return cells.map((row) => `<row>${row}</row>`).join('');
}

export const reading = { firstLine: 1, delimiter: null, quote: null, encoding: null, hasHeader: false, sheet: '' };

/** A file in pieces of an odd length, so that all ends are met. */
export function sourceOf(file: Uint8Array, pieceBytes = 997) {
	return async function* () {
		for (let at = 0; at < file.length; at += pieceBytes) yield file.subarray(at, at + pieceBytes);
	};
}

export interface ReadList {
	form: OpenList['form'];
	rows: string[][];
	problems: Array<string | null>;
}

export async function read(file: Uint8Array, sheet = ''): Promise<ReadList> {
	const source = sourceOf(file);
	const list = await openFile(async () => source(), { ...reading, sheet }, null);
	const rows: string[][] = [];
	const problems: Array<string | null> = [];
	for await (const block of list.blocks) {
		rows.push(...block.rows.map(({ cells }) => [...cells]));
		problems.push(...block.rows.map(({ problem }) => problem));
	}
	await list.close();
	return { form: list.form, rows, problems };
}

/** What a person sees in the one row of a sheet. */
export async function seen(cells: string, wishes: Partial<WorkbookWishes> = {}): Promise<string[] | undefined> {
	return (await read(workbook({ sheets: [{ rows: `<row>${cells}</row>` }], ...wishes }))).rows[0];
}
