/** How a list is written: what stands between cells, around cells and between rows. Pure. */

import { lineBreaks } from './cutRows';

export interface Dialect {
	delimiter: string;
	/** null: quotation marks are letters like others. */
	quote: string | null;
	lineBreak: '\n' | '\r\n' | '\r';
}

/** What the user decided; null where the list is to show it. */
export interface ChosenDialect {
	delimiter: string | null;
	/** Empty for none. */
	quote: string | null;
}

/** In the order of preference where several do as well: a comma stands in names and amounts, too. */
export const delimiters = ['\t', ';', '|', ','];
/** Where a list shows none of them. */
const usualDelimiter = ',';

/** So many rows tell a delimiter. */
const mostRows = 200;

/** @param sample the beginning of the list; its last row may be cut off. */
export function dialectOf(sample: string, chosen: ChosenDialect): Dialect {
	const quote = chosen.quote === null ? quoteIn(sample) : chosen.quote === '' ? null : chosen.quote;
	const lines = outsideQuotes(sample, quote);
	return { quote, lineBreak: lineBreakIn(lines), delimiter: chosen.delimiter ?? delimiterIn(lines) };
}

/** Apostrophes are quotation marks only where they are around the very first cell. Double ones that begin no cell are inches. */
function quoteIn(sample: string): string | null {
	if (/^'[^'\r\n]*'[,;\t|\r\n]/.test(sample) && !sample.includes('"')) return "'";
	return !sample.includes('"') || /(?:^|[,;\t|\r\n]) *=?"/.test(sample) ? '"' : null;
}

/** The most frequent one, for the new files: rows may end in any. */
function lineBreakIn(lines: string): Dialect['lineBreak'] {
	const counts = { '\r\n': 0, '\n': 0, '\r': 0 };
	for (const [found] of lines.matchAll(lineBreaks)) counts[found === '\n' || found === '\r' ? found : '\r\n']++;
	const { '\r\n': both, '\n': feeds, '\r': returns } = counts;
	if (both > 0 && both >= Math.max(feeds, returns)) return '\r\n';
	return returns > feeds ? '\r' : '\n';
}

/** The one that makes the most cells of the header, among those that make as many of most rows. */
function delimiterIn(lines: string): string {
	const rows = lines.split(lineBreaks, mostRows + 1);
	const whole = rows.slice(0, Math.max(1, rows.length - 1)).filter((row) => row !== '');
	const rated = (comma: RegExp | string) =>
		delimiters.map((delimiter) => {
			const by = delimiter === ',' ? comma : delimiter;
			const [cells = 1, ...others] = whole.map((row) => row.split(by).length);
			const alike = others.filter((count) => count === cells).length;
			return { delimiter, rating: cells < 2 ? 0 : (cells - 1) * (1 + alike), isSteady: alike === others.length };
		});
	const best = (all: ReturnType<typeof rated>) => all.reduce((one, other) => (other.rating > one.rating ? other : one));
	// `Name, Vorname, Titel;Telefon`: commas before spaces count only where nothing else parts all rows alike.
	const strict = best(rated(/,(?! )/));
	const found = strict.rating > 0 && strict.isSteady ? strict : best(rated(','));
	return found.rating > 0 ? found.delimiter : usualDelimiter;
}

/** What a quotation mark is around is left out, and so is a cell whose end was cut off. */
function outsideQuotes(sample: string, quote: string | null): string {
	return quote === null
		? sample
		: sample
				.split(quote)
				.filter((_, index) => index % 2 === 0)
				.join('');
}
