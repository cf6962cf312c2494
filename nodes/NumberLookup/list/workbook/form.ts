/** How a workbook is written. */

import type { ColumnWidth } from './sheetRows';
import type { Styles } from './styles';

/** So that what is written after it looks alike. */
export interface WorkbookForm {
	/** The name of the sheet that holds the list. */
	sheet: string;
	styles: Styles;
	is1904: boolean;
	columnWidths: readonly ColumnWidth[];
}
