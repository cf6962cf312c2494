/** A list in an Excel workbook (.xlsx), to its rows; read twice, since texts and formats stand behind the sheet that needs them. */

import { type OpenList, opened, type RowBlock } from '../readList';
import { CellReader } from './cell';
import type { WorkbookForm } from './form';
import { chosenSheet, workbookParts } from './parts';
import { readSharedStrings } from './sharedStrings';
import { listRow, SheetElements, type SheetRow } from './sheetRows';
import { readStyles } from './styles';
import { readXml } from './xml';
import { damaged, type ZipFile } from './zipFile';

export interface SheetWishes {
	/** A name or a position; empty for the first sheet that can be seen. */
	sheet: string;
	hasHeader: boolean;
	/** Row in which the list begins, as Excel numbers rows; blank ones from there on are left out, too. */
	firstLine: number;
}

/** Enough to see how many columns a list has; names may be missing above the last ones. */
const rowsLookedAt = 2_000;
const charactersLookedAt = 1024 * 1024;

/** What a cell takes beside its text: rows with many cells, most of them empty, are not for nothing. */
const charactersPerCell = 8;

/** @throws ListError where it is no workbook with such a sheet. */
export async function openWorkbook(zip: ZipFile, wishes: SheetWishes): Promise<OpenList> {
	const parts = await workbookParts(zip);
	const { name, part } = chosenSheet(parts.sheets, wishes.sheet);
	const styles = await readStyles(parts.styles === null ? null : zip.read(parts.styles));
	const strings = await readSharedStrings(parts.strings === null ? null : zip.read(parts.strings));
	const cells = new CellReader(styles, parts.is1904, (index) => strings.at(index));
	const elements = new SheetElements(cells, wishes.firstLine);
	const { columnWidths } = elements;
	const form: WorkbookForm = { sheet: name, styles, is1904: parts.is1904, columnWidths };
	return await opened(form, inColumns(sheetBlocks(zip, part, elements)), wishes.hasHeader, {
		isGuessed: false,
		strayBytes: () => 0,
		unreadable: () => 0,
		lineHolding: (cell) => elements.rowHolding(cell),
	});
}

interface SheetBlock {
	rows: readonly SheetRow[];
	bytesRead: number;
}

/** So much without a row is no sheet. */
const mostCharactersWithoutRow = 256 * 1024 * 1024;

async function* sheetBlocks(zip: ZipFile, part: string, elements: SheetElements): AsyncGenerator<SheetBlock> {
	let withoutRow = 0;
	let row = 0;
	for await (const { bytesRead, characters } of readXml(zip.read(part), elements)) {
		const rows = elements.take();
		withoutRow = elements.row === row ? withoutRow + characters : 0;
		row = elements.row;
		if (withoutRow > mostCharactersWithoutRow) throw damaged('its sheet holds more than rows');
		yield { rows, bytesRead };
		if (elements.isOver) return;
	}
}

/** The first rows tell how many columns the list has. */
async function* inColumns(blocks: AsyncGenerator<SheetBlock>): AsyncGenerator<RowBlock> {
	const first: SheetBlock[] = [];
	let rows = 0;
	let characters = 0;
	let width = 0;
	let isBeginning = true;
	for await (const block of blocks) {
		if (!isBeginning) {
			yield* listBlocks(block, width);
			continue;
		}
		first.push(block);
		rows += block.rows.length;
		for (const row of block.rows) {
			characters += row.characters + row.cells.length * charactersPerCell;
			width = Math.max(width, row.cells.length);
		}
		isBeginning = rows < rowsLookedAt && characters < charactersLookedAt;
		if (!isBeginning) for (const each of first.splice(0)) yield* listBlocks(each, width);
	}
	for (const each of first) yield* listBlocks(each, width);
}

/** In small ones: a sheet may hold a million blank rows in a few bytes, and rows of thousands of columns. */
function* listBlocks({ rows, bytesRead }: SheetBlock, width: number): Generator<RowBlock> {
	const together = Math.max(1, Math.floor(cellsTogether / Math.max(1, width)));
	for (let from = 0; from < Math.max(1, rows.length); from += together) {
		const some = rows.slice(from, from + together);
		const characters = some.reduce((sum, row) => sum + row.characters, some.length * width * charactersPerCell);
		yield { rows: some.map((row) => listRow(row, width)), characters, bytesRead };
	}
}

const cellsTogether = 32_768;
