/** The names of columns, as people see them; what is none is not repeated, since messages stay in logs. Pure. */

/** @returns what is alike for names that look alike: line breaks, spaces of every kind and number, and case do not show. */
export function asSeen(name: string): string {
	return name
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.replace(/\s+/g, ' ')
		.trim()
		.toLowerCase();
}

const year = /(?<!\d)(?:19|20)\d\d(?!\d)/g;
/** A phone number of seven digits or more, or an e-mail address. */
const reachable = /(?:\d[^\p{L}\d]{0,3}){7}|\S@\S/u;

/** @returns whether a cell holds what reads as a phone number or an e-mail address; years and dates are in names of columns, too. */
export function isContact(cell: string): boolean {
	return reachable.test(cell.replace(year, ''));
}

/** `From: Ada`: a line of a letter, and no name of a column. */
const labelled = /:\s*\S/;

/** @returns whether a row may name columns. */
export function areNames(cells: readonly string[]): boolean {
	return !cells.some((cell) => isContact(cell) || labelled.test(cell));
}

/** More column names, or characters of all of them, would hide the sentence about them. */
const mostNamesTold = 30;
const mostCharactersTold = 600;
const mostNameCharacters = 40;

/** @returns a name as a message may repeat it. */
export function shownName(name: string): string {
	if (isContact(name)) return '…';
	return name.length > mostNameCharacters ? `${name.slice(0, mostNameCharacters)}…` : name;
}

/** @returns the names as a message may repeat them. */
export function shownNames(names: readonly string[]): string {
	let told = '';
	for (const [index, name] of names.entries()) {
		if (index >= mostNamesTold || told.length > mostCharactersTold) return `${told} …`;
		told += `${index === 0 ? '' : ', '}${shownName(name)}`;
	}
	return told;
}
