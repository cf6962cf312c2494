/** Which parts of a workbook are what: its sheets, texts and formats are found by relations, whatever they are called. */

import { ListError } from '../listError';
import { attribute, type ElementReader, readAll } from './xml';
import { damaged, type ZipFile } from './zipFile';

export interface WorkbookParts {
	/** Those with cells, as their tabs stand. */
	sheets: readonly SheetPart[];
	/** null where there are none. */
	strings: string | null;
	styles: string | null;
	/** Whether days are counted from 1904. */
	is1904: boolean;
}

interface SheetPart {
	name: string;
	isHidden: boolean;
	part: string;
}

/** More sheets than these are no workbook. */
const mostElements = 100_000;

/** @throws ListError where it has none. */
export async function workbookParts(zip: ZipFile): Promise<WorkbookParts> {
	const root = await relationsOf(zip, '');
	const workbook = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
	const relations = await relationsOf(zip, workbook);
	const elements = new WorkbookElements();
	await readAll(zip.read(workbook), elements);
	const sheets = elements.sheets.flatMap(({ id, ...sheet }) => {
		const found = relations.find((relation) => relation.id === id);
		return found?.type === 'worksheet' ? [{ ...sheet, part: found.target }] : [];
	});
	const partOf = (wanted: string) => {
		const target = relations.find(({ type }) => type === wanted)?.target;
		return target !== undefined && zip.has(target) ? target : null;
	};
	return { sheets, strings: partOf('sharedStrings'), styles: partOf('styles'), is1904: elements.is1904 };
}

/** @param wanted a name or a position; empty for the first that can be seen. */
export function chosenSheet(sheets: readonly SheetPart[], wanted: string): SheetPart {
	const seen = sheets.filter(({ isHidden }) => !isHidden);
	const name = wanted.trim();
	const found =
		name === ''
			? (seen[0] ?? sheets[0])
			: (sheets.find((sheet) => sheet.name === wanted) ??
				sheets.find((sheet) => sheet.name.trim().toLowerCase() === name.toLowerCase()) ??
				(/^\d{1,4}$/.test(name) ? seen[Number(name) - 1] : undefined));
	if (found !== undefined) return found;
	if (sheets.length === 0) throw new ListError('The workbook has no sheet with cells.');
	const names = sheets.map((sheet) => JSON.stringify(sheet.name)).slice(0, mostNamesTold);
	throw new ListError(
		`The workbook has no sheet ${JSON.stringify(name)}, as the option "Sheet" says. Its sheets are: ${names.join(', ')}${sheets.length > mostNamesTold ? ' …' : ''}.`,
	);
}

const mostNamesTold = 30;

interface Relation {
	id: string;
	/** The last word of its address, alike in all kinds of workbooks. */
	type: string;
	target: string;
}

/** @param part empty for the file itself. */
async function relationsOf(zip: ZipFile, part: string): Promise<Relation[]> {
	const slash = part.lastIndexOf('/') + 1;
	const folder = part.slice(0, slash);
	const name = `${folder}_rels/${part.slice(slash)}.rels`;
	if (!zip.has(name)) return [];
	const relations: Relation[] = [];
	await readAll(zip.read(name), {
		open(element, attributes) {
			if (element !== 'Relationship') return;
			const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
			if (relations.length >= mostElements) throw damaged('it has too many parts');
			relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: resolved(target, folder) });
		},
		text: () => undefined,
		close: () => undefined,
	});
	return relations;
}

function resolved(target: string, folder: string): string {
	const path: string[] = target.startsWith('/') ? [] : folder.split('/').filter((step) => step !== '');
	for (const step of target.split('/')) {
		if (step === '..') path.pop();
		else if (step !== '' && step !== '.') path.push(step);
	}
	return path.join('/');
}

class WorkbookElements implements ElementReader {
	readonly sheets: Array<{ name: string; isHidden: boolean; id: string }> = [];
	is1904 = false;

	open(name: string, attributes: Record<string, string>): void {
		if (name === 'workbookPr') this.is1904 = /^(?:1|true|on)$/.test(attributes.date1904 ?? '');
		else if (name === 'sheet' && this.sheets.length < mostElements) {
			const id = attribute(attributes, 'id') ?? '';
			this.sheets.push({ name: attributes.name ?? '', isHidden: /hidden/i.test(attributes.state ?? ''), id });
		}
	}

	text(): void {
		// Nothing in it is said by text.
	}

	close(): void {
		// Nothing in it is said by an end.
	}
}
