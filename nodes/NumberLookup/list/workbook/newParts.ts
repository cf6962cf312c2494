/** The parts of a new workbook beside its one sheet (ECMA-376 part 2, and part 1, 18). Pure. */

import type { WorkbookForm } from './form';
import { escaped, xmlBegins } from './sheetXml';
import type { CellFormat, Styles } from './styles';

const office = 'http://schemas.openxmlformats.org';
const relations = `${office}/officeDocument/2006/relationships`;
const main = `${office}/spreadsheetml/2006/main`;
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const sheetPart = 'xl/worksheets/sheet1.xml';

/** @returns by name. */
export function newParts({ sheet, is1904, styles }: WorkbookForm): ReadonlyArray<[name: string, xml: string]> {
	const date1904 = is1904 ? '<workbookPr date1904="1"/>' : '';
	return [
		[
			'[Content_Types].xml',
			`<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/><Override PartName="/${sheetPart}" ContentType="${contentType}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/></Types>`,
		],
		['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])],
		[
			'xl/workbook.xml',
			`<workbook xmlns="${main}" xmlns:r="${relations}">${date1904}<sheets><sheet name="${escaped(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		],
		[
			'xl/_rels/workbook.xml.rels',
			relationships([
				['worksheet', 'worksheets/sheet1.xml'],
				['styles', 'styles.xml'],
			]),
		],
		['xl/styles.xml', stylesXml(styles)],
	].map(([name = '', xml = '']) => [name, xmlBegins + xml]);
}

function relationships(targets: ReadonlyArray<[type: string, target: string]>): string {
	const each = targets.map(
		([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${relations}/${type}" Target="${target}"/>`,
	);
	return `<Relationships xmlns="${office}/package/2006/relationships">${each.join('')}</Relationships>`;
}

/** The formats of numbers alone, each at the place where the list's workbook had it; fonts and colours are not carried over. */
function stylesXml({ formats }: Styles): string {
	const own = new Map(formats.filter(isOwn).map(({ id, code }) => [id, code]));
	const codes = [...own].map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`);
	const cells = formats.map(
		({ id }) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
	);
	return [
		`<styleSheet xmlns="${main}">`,
		codes.length === 0 ? '' : `<numFmts count="${codes.length}">${codes.join('')}</numFmts>`,
		'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>',
		'<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
		'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
		'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
		`<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>`,
		'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
		'</styleSheet>',
	].join('');
}

function isOwn(format: CellFormat): format is CellFormat & { code: string } {
	return format.code !== null;
}
