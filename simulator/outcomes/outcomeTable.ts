/** The magic numbers as a Markdown table that also reads well on a terminal. */

import type { HorisenOutcome, LinkOutcome, Outcome } from './outcome';
import { outcomes } from './outcomes';

const heading = ['Ends in', 'Meaning', 'Sinch', 'NPL', 'LINK', 'HORISEN'];

/** Stands where a provider does what the meaning says, in whatever way its protocol has. */
const asMeant = '●';

/** @returns lines of text, the last with its line end. An empty cell: answered as any other number. */
export function outcomeTable(): string {
	const rows = [heading, ...outcomes.map(cellsOf)];
	const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	const ruler = widths.map((width) => '-'.repeat(width));
	const [head = heading, ...body] = rows;
	return [head, ruler, ...body].map((row) => `| ${padded(row, widths).join(' | ')} |\n`).join('');
}

function padded(row: readonly string[], widths: readonly number[]): string[] {
	return row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
}

function cellsOf({ suffix, meaning, answers, spoils }: Outcome): string[] {
	const { sinch, comcetera, link, horisen } = answers;
	return [
		suffix,
		meaning,
		spoils.sinch ? asMeant : code(sinch),
		spoils.comcetera ? asMeant : code(comcetera),
		linkSpoilt(spoils) ?? linkCell(link),
		spoils.horisen ? asMeant : horisenCell(horisen),
	];
}

function code(text: string | undefined): string {
	if (text === undefined) return '';
	return text === '' ? 'nothing' : `\`${text}\``;
}

function linkSpoilt({ linkGateway, linkDirect }: Outcome['spoils']): string | null {
	if (linkGateway && linkDirect) return asMeant;
	if (linkGateway) return `${asMeant} gateway`;
	return linkDirect ? `${asMeant} direct` : null;
}

function linkCell(link: LinkOutcome | undefined): string {
	if (link === undefined) return '';
	const { nested, withoutNetwork, ...fields } = link;
	if (nested) return 'gateway: fields within `response`';
	if (withoutNetwork) return 'no network';
	return code(
		Object.entries(fields)
			.map(([name, value]) => `${name}=${value}`)
			.join(' '),
	);
}

function horisenCell(horisen: HorisenOutcome | undefined): string {
	if (horisen === undefined) return '';
	const { form, code: number, withoutNetwork, plainText } = horisen;
	if (number === '') return 'HTTP 420, empty';
	const network = withoutNetwork ? ', no network' : '';
	return `\`${form} ${number}\`${network}${plainText ? ', always as text' : ''}`;
}
