/** Opens a ZIP file that may be a workbook. */

import { strangerInZip } from '../fileKind';
import { ListError } from '../listError';
import type { OpenList } from '../readList';
import { openWorkbook, type SheetWishes } from './openWorkbook';
import type { ListSource } from './source';
import { ZipFile } from './zipFile';

/** @throws ListError where it is none; it says what it is instead. */
export async function openZip(source: ListSource, wishes: SheetWishes): Promise<OpenList> {
	const zip = await ZipFile.open(source);
	const why = strangerInZip(zip.names);
	if (why !== null) throw new ListError(why);
	return await openWorkbook(zip, wishes);
}
