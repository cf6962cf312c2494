/** What people put around a number: labels before it, comments and extensions behind it. It is taken off. Pure. */

import { extensionWords, labels } from '../reference/words';
import { digitsIn } from './digits';

const anyLetter = /\p{L}/u;
const alternatives = (words: readonly string[]): string => [...words].sort((a, b) => b.length - a.length).join('|');

interface Extension {
	pattern: RegExp;
	/** The fewest digits and letters before it: with fewer, what follows may belong to the number. */
	fewestBefore: number;
}

/** Forms of libphonenumber's own pattern: words first, then signs, then what a dialler waits for. Each begins where its gap begins. */
const extensions: readonly Extension[] = [
	{
		pattern: new RegExp(
			`(?<![\\s,;(-])[\\s,;(-]*(?<!\\p{L})(?:${alternatives(extensionWords)})(?!\\p{L})[\\s.:=-]*\\d{1,20}#?\\)?$`,
			'iu',
		),
		fewestBefore: 4,
	},
	{ pattern: /(?<![\s,;(-])[\s,;(-]*(?<!\p{L})(?:x|int|(?<!~.*)~)[\s.:=-]*\d{1,9}#?\)?$/iu, fewestBefore: 4 },
	{ pattern: /(?<![\s,;(-])[\s,;(-]*(?<!\p{L})[prwm#][\s.:=-]*\d{1,9}#?\)?$/iu, fewestBefore: 7 },
	{ pattern: /(?<![\s,])\s*,{2,}[\d\s,*#]*$/, fewestBefore: 7 },
	{ pattern: /(?<!\s)\s*;[\s.:-]*\d{1,15}#?$/, fewestBefore: 7 },
	{ pattern: /(?<![\s,])\s*,+[\s.:]*\d{1,9}#?$/, fewestBefore: 7 },
	{ pattern: /(?<![\s-])[\s-]+\d{1,6}#$/, fewestBefore: 7 },
];

const fewestBeforeComment = 8;
/** As many digits in a comment, a date among them; more are another number. */
const mostInComment = 8;

/** @returns the text without an extension. */
export function withoutExtension(text: string): string {
	for (const { pattern, fewestBefore } of extensions) {
		const match = pattern.exec(text);
		if (match !== null && keysIn(text.slice(0, match.index)) >= fewestBefore) return text.slice(0, match.index);
	}
	return text;
}

function keysIn(text: string): number {
	return text.match(/[\p{Nd}A-Z]/gu)?.length ?? 0;
}

/** `(Axel)`, `[work]`; not `(0)`, `(+44)` or `(1800) FLOWERS`. */
const bracketedWords = /[([{<][^()[\]{}<>]*\p{L}[^()[\]{}<>]*[)\]}>]/gu;
/** Words behind a number, apart from it; a bracket that is never closed among them. */
const wordsBehind = /(?:[\s,;/|([]+|\s-+\s*|(?<=[)\]]))(?:\p{L}\p{M}*){2}[^]*$|[\s,;/([-]+\p{L}[.)\]]?$/u;
const mask = /^[^\p{L}\p{N}]*x{2,}$/iu;

/** A comment behind the number goes as a whole; `(Vorwahl 030) 901820` keeps its digits. */
function withoutWords(bracket: string, place: number, text: string): string {
	const digits = digitsIn(bracket);
	const isBehind = digitsIn(text.slice(0, place)) >= fewestBefore && digits <= mostInComment;
	return isBehind || digits < 2 ? ' ' : ` ${bracket.replace(/[^\d+]/g, ' ')} `;
}

const fewestBefore = 4;

/** @returns the text without a comment in brackets or behind the number. */
export function withoutComment(text: string): string {
	const bare = text.replace(bracketedWords, withoutWords).trim();
	const kept = digitsIn(bare) > 0 ? bare : text;
	const match = wordsBehind.exec(kept);
	if (match === null || mask.test(match[0]) || digitsIn(match[0]) > mostInComment) return kept;
	const before = kept.slice(0, match.index);
	return digitsIn(before) >= fewestBeforeComment && !anyLetter.test(withoutLabel(before)) ? before : kept;
}

const beforeNumber = /^[^\d+]*/;
/** `Tel. 2:` */
const numberedLabel = /^[^\d+]*\p{L}[^\d+(]*\d{1,2}\s*[:.]\s*(?=[+(\d])/u;
const endOfLabel = /[:.。=#>→]\s*[-('"\s[]*$|[)\]]\s*:?\s*$/u;
const isLabel = new RegExp(`(?:^|[^\\p{L}])(?:${alternatives(labels)})[^\\p{L}]*$`, 'iu');
/** An address of something else than a telephone. */
const strange = /[@{}]|\/\//;

/** @returns the text without the words before its number: those that end in a colon or full stop, or name a telephone. */
export function withoutLabel(text: string): string {
	const numbered = numberedLabel.exec(text)?.[0];
	if (
		numbered !== undefined &&
		!strange.test(numbered) &&
		digitsIn(text.slice(numbered.length)) >= fewestBeforeComment
	) {
		return text.slice(numbered.length);
	}
	const lead = beforeNumber.exec(text)?.[0] ?? '';
	if (!anyLetter.test(lead) || lead.length === text.length || strange.test(lead)) return text;
	// Numbers of orders and the like begin with another digit.
	const beginsLikeOne =
		text[lead.length] === '+' || (text[lead.length] === '0' && digitsIn(text) >= fewestBeforeComment);
	const isPlain = beginsLikeOne || endOfLabel.test(lead) || isLabel.test(lead);
	return isPlain ? text.slice(lead.length) : text;
}
