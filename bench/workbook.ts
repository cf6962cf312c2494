/** A workbook as Excel writes one: every text stands in the part of shared texts, behind the sheet, and numbers are numbers. */

import { Zip, ZipDeflate } from 'fflate';

const office = 'http://schemas.openxmlformats.org';
const relations = `${office}/officeDocument/2006/relationships`;
const main = `${office}/spreadsheetml/2006/main`;

/** So many characters are packed together. */
const packedTogether = 1024 * 1024;

/** @param rows of texts without marks that XML would need written otherwise; digits alone become a number. */
export function workbookOf(rows: Iterable<readonly string[]>): Buffer {
	const packed: Uint8Array[] = [];
	const zip = new Zip((error, bytes) => {
		if (error !== null) throw error;
		packed.push(bytes);
	});
	const texts = new Map<string, number>();
	addPart(zip, '_rels/.rels', [relationships([['officeDocument', 'xl/workbook.xml']])]);
	addPart(zip, 'xl/workbook.xml', [
		`<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Contacts" sheetId="1" r:id="rId1"/></sheets></workbook>`,
	]);
	const parts: Array<[type: string, target: string]> = [
		['worksheet', 'worksheets/sheet1.xml'],
		['sharedStrings', 'sharedStrings.xml'],
	];
	addPart(zip, 'xl/_rels/workbook.xml.rels', [relationships(parts)]);
	addPart(zip, 'xl/worksheets/sheet1.xml', sheet(rows, texts));
	addPart(zip, 'xl/sharedStrings.xml', sharedTexts(texts));
	zip.end();
	return Buffer.concat(packed);
}

function* sheet(rows: Iterable<readonly string[]>, texts: Map<string, number>): Generator<string> {
	yield `<worksheet xmlns="${main}"><sheetData>`;
	let row = 0;
	for (const cells of rows) {
		row++;
		yield `<row r="${row}">${cells.map((cell, column) => cellXml(cell, `${'ABCDEFGH'[column] ?? ''}${row}`, texts)).join('')}</row>`;
	}
	yield '</sheetData></worksheet>';
}

function cellXml(text: string, place: string, texts: Map<string, number>): string {
	if (/^\d+$/.test(text)) return `<c r="${place}"><v>${text}</v></c>`;
	const index = texts.get(text) ?? texts.size;
	texts.set(text, index);
	return `<c r="${place}" t="s"><v>${index}</v></c>`;
}

function* sharedTexts(texts: ReadonlyMap<string, number>): Generator<string> {
	yield `<sst xmlns="${main}">`;
	for (const text of texts.keys()) yield `<si><t>${text}</t></si>`;
	yield '</sst>';
}

function relationships(targets: ReadonlyArray<[type: string, target: string]>): string {
	const each = targets.map(
		([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${relations}/${type}" Target="${target}"/>`,
	);
	return `<Relationships xmlns="${office}/package/2006/relationships">${each.join('')}</Relationships>`;
}

function addPart(zip: Zip, name: string, pieces: Iterable<string>): void {
	const part = new ZipDeflate(name, { level: 1 });
	zip.add(part);
	let xml = '';
	for (const piece of pieces) {
		xml += piece;
		if (xml.length < packedTogether) continue;
		part.push(Buffer.from(xml));
		xml = '';
	}
	part.push(Buffer.from(xml), true);
}
