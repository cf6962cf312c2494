/** How a workbook shows its numbers: the format of each kind of cell. */

import { isDateFormat } from 'numfmt';

import { type ElementReader, readAll } from './xml';
import type { PartBytes } from './zipFile';

/** Formats that every workbook has without saying so (ECMA-376 part 1, 18.8.30). */
const builtIn: Readonly<Record<number, string>> = {
	1: '0',
	2: '0.00',
	3: '#,##0',
	4: '#,##0.00',
	5: '"$"#,##0_);\\("$"#,##0\\)',
	6: '"$"#,##0_);[Red]\\("$"#,##0\\)',
	7: '"$"#,##0.00_);\\("$"#,##0.00\\)',
	8: '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)',
	9: '0%',
	10: '0.00%',
	11: '0.00E+00',
	12: '# ?/?',
	13: '# ??/??',
	15: 'd-mmm-yy',
	16: 'd-mmm',
	17: 'mmm-yy',
	18: 'h:mm AM/PM',
	19: 'h:mm:ss AM/PM',
	20: 'h:mm',
	21: 'h:mm:ss',
	37: '#,##0_);\\(#,##0\\)',
	38: '#,##0_);[Red]\\(#,##0\\)',
	39: '#,##0.00_);\\(#,##0.00\\)',
	40: '#,##0.00_);[Red]\\(#,##0.00\\)',
	41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
	42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
	43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
	44: '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)',
	45: 'mm:ss',
	46: '[h]:mm:ss',
	47: 'mmss.0',
	48: '##0.0E+0',
};

/** Dates that each computer shows in its own way: here as ISO 8601 writes them, which nobody misreads. */
const dateOfThePlace = 'yyyy-mm-dd';
const withTime = 22;
/** Those of East Asia stand at 27 to 36 and 50 to 58. */
const isDateOfThePlace = (id: number) => id === 14 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

export interface CellFormat {
	/** As workbooks number it. */
	id: number;
	/** null for General, and for text: a number as it is. */
	pattern: string | null;
	/** How many of the shortest times that it shows (seconds, or parts of them) are in a day; null where it shows none. */
	timesInDay: number | null;
	/** The pattern that the workbook brings itself; null for one that every workbook has. */
	code: string | null;
}

const general: CellFormat = { id: 0, pattern: null, timesInDay: null, code: null };

/** More than Excel allows (65,490). */
const mostFormats = 100_000;

export class Styles {
	/** By the number that cells give; at least one, as a workbook must have. */
	readonly formats: readonly CellFormat[];

	constructor(formats: readonly CellFormat[]) {
		this.formats = formats.length === 0 ? [general] : formats;
	}

	has(style: number): boolean {
		return this.formats[style] !== undefined;
	}

	at(style: number): CellFormat {
		return this.formats[style] ?? general;
	}
}

/** @param part null where the workbook has none. */
export async function readStyles(part: AsyncGenerator<PartBytes> | null): Promise<Styles> {
	if (part === null) return new Styles([]);
	const elements = new StyleElements();
	await readAll(part, elements);
	const { own, ids } = elements;
	return new Styles(
		ids.map((id) => {
			const code = own.get(id);
			const pattern = code === undefined ? builtInPattern(id) : isPlain(code) ? null : code;
			return { id, pattern, timesInDay: pattern === null ? null : timesInDay(pattern), code: code ?? null };
		}),
	);
}

const secondsInDay = 86_400;

function timesInDay(pattern: string): number | null {
	const codes = pattern.replace(/"[^"]*"|\\.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '');
	if (!/[hs]/i.test(codes) || !isDateFormat(pattern)) return null;
	const [, decimals = ''] = /s\.(0+)/i.exec(codes) ?? [];
	return secondsInDay * 10 ** decimals.length;
}

function builtInPattern(id: number): string | null {
	if (isDateOfThePlace(id)) return dateOfThePlace;
	return id === withTime ? `${dateOfThePlace} hh:mm` : (builtIn[id] ?? null);
}

function isPlain(pattern: string): boolean {
	return pattern === '' || pattern === '@' || /^general$/i.test(pattern);
}

class StyleElements implements ElementReader {
	readonly own = new Map<number, string>();
	/** Of the format of each kind of cell. */
	readonly ids: number[] = [];
	private isInCellFormats = false;

	open(name: string, attributes: Record<string, string>): void {
		const { numFmtId = '0', formatCode = '' } = attributes;
		if (name === 'cellXfs') this.isInCellFormats = true;
		else if (this.own.size + this.ids.length > mostFormats) return;
		else if (name === 'numFmt') this.own.set(Number(numFmtId), formatCode);
		else if (name === 'xf' && this.isInCellFormats) this.ids.push(Number(numFmtId));
	}

	text(): void {
		// Nothing in it is said by text.
	}

	close(name: string): void {
		if (name === 'cellXfs') this.isInCellFormats = false;
	}
}
