/** How a list is written: what stands between cells, around cells and between rows. Pure. */

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

/** In the order of preference where a list shows none of them. */
const delimiters = [',', ';', '\t', '|'];

/** So many rows tell a delimiter. */
const mostRows = 200;

/** @param sample the beginning of the list; its last row may be cut off. */
export function dialectOf(sample: string, chosen: ChosenDialect): Dialect {
	const quote = chosen.quote === null ? quoteIn(sample) : chosen.quote === '' ? null : chosen.quote;
	const lineBreak = lineBreakIn(sample, quote);
	return { quote, lineBreak, delimiter: chosen.delimiter ?? delimiterIn(sample, quote, lineBreak) };
}

/** Blank lines, and the line by which a list tells Excel its delimiter, which Excel does not show either. */
const beforeTheRows = /^(?:[\r\n]*"?sep=([^"'\r\n])"?(?:\r\n?|\n|$))?[\r\n]*/i;

/** @returns the beginning of a list from its first row on, and the delimiter that a line before names, or null. */
export function fromFirstRow(sample: string): { text: string; delimiter: string | null } {
	const [before = '', delimiter = null] = beforeTheRows.exec(sample) ?? [];
	return { text: sample.slice(before.length), delimiter };
}

/** @returns what begins in that line, counted from 1. */
export function fromLine(text: string, line: number): string {
	const ends = text.matchAll(/\r\n?|\n/g);
	let from = 0;
	for (let before = 1; before < line; before++) {
		const end = ends.next().value;
		if (end === undefined) return '';
		from = end.index + end[0].length;
	}
	return text.slice(from);
}

/** A header stands near the beginning of a file. */
const mostLinesAbove = 20;

/** @returns the line, counted from 1, of which a cell reads so, whatever the delimiter; null where none near the beginning does. */
export function lineHolding(text: string, cell: string): number | null {
	const wanted = cell.trim().toLowerCase();
	const lines = text.split(/\r\n?|\n/, mostLinesAbove);
	const place = lines.findIndex((line) =>
		line.split(/[,;\t|]/).some(
			(each) =>
				each
					.trim()
					.replace(/^(["'])(.*)\1$/, '$2')
					.trim()
					.toLowerCase() === wanted,
		),
	);
	return place < 0 ? null : place + 1;
}

/** Apostrophes are quotation marks only where they are around the very first cell. Double ones that begin no cell are inches. */
function quoteIn(sample: string): string | null {
	if (/^'[^'\r\n]*'[,;\t|\r\n]/.test(sample) && !sample.includes('"')) return "'";
	return !sample.includes('"') || /(?:^|[,;\t|\r\n]) *=?"/.test(sample) ? '"' : null;
}

function lineBreakIn(sample: string, quote: string | null): Dialect['lineBreak'] {
	const [first = '\n'] = /\r\n?|\n/.exec(outsideQuotes(sample, quote)) ?? [];
	return first === '\r\n' || first === '\r' ? first : '\n';
}

/** The one that makes the most cells of the header, among those that make as many of most rows. */
function delimiterIn(sample: string, quote: string | null, lineBreak: string): string {
	const rows = outsideQuotes(sample, quote).split(lineBreak, mostRows + 1);
	const whole = rows.slice(0, Math.max(1, rows.length - 1)).filter((row) => row !== '');
	const rated = delimiters.map((delimiter) => {
		const [cells = 1, ...others] = whole.map((row) => row.split(delimiter).length);
		const alike = others.filter((count) => count === cells).length;
		return { delimiter, rating: cells < 2 ? 0 : (cells - 1) * (1 + alike) };
	});
	const best = rated.reduce((one, other) => (other.rating > one.rating ? other : one));
	return best.rating > 0 ? best.delimiter : (delimiters[0] ?? ',');
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
