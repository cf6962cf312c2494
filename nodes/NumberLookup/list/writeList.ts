/** What a list becomes: files of its own form, or CSV. */

import type { ListFile } from './listFile';
import { OutputFile } from './outputFile';
import type { ListForm, OpenList } from './readList';

export interface FileType {
	extension: string;
	mimeType: string;
	/** @param header null where the list has none. */
	begin(header: readonly string[] | null): ListFile;
}

/** For a list that had no form of its own: CSV as Excel opens it everywhere. */
const usualForm: ListForm = { delimiter: ',', quote: '"', lineBreak: '\r\n', encoding: 'utf-8', hasMark: true };

/** @param delimiter of a CSV file that is made of a workbook; null for the usual one. */
export async function fileTypeOf(form: OpenList['form'], asCsv: boolean, delimiter: string | null): Promise<FileType> {
	if ('sheet' in form && !asCsv) {
		const { WorkbookFile } = await import('./workbook/workbookFile');
		const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
		return { extension: 'xlsx', mimeType, begin: (header) => new WorkbookFile(form, header) };
	}
	const csvForm = 'sheet' in form ? { ...usualForm, delimiter: delimiter ?? usualForm.delimiter } : form;
	return { extension: 'csv', mimeType: 'text/csv', begin: (header) => new OutputFile(csvForm, header) };
}
