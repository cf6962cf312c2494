/** What people and spreadsheets write for a number, brought down to its digits. Knows nothing of numbering plans. Pure. */

import { numberInAddress } from './addresses';
import { withoutComment, withoutExtension, withoutLabel } from './around';
import { asciiOf } from './asciiText';
import { digitsIn, fewestDigits, fewestOfNumber, mostDigits } from './digits';
import { byKeypad } from './keypad';
import { otherKindOf } from './otherKinds';

export interface WrittenNumber {
	/** Written with `+`, which `digits` leave out, or as a chat id, which begins with a calling code. */
	international: boolean;
	digits: string;
	/** The digits without a zero in brackets, as in `+44 (0)7788 450450`; null where there is none. */
	digitsWithoutBracketedZero: string | null;
	/** The digits without a short group at the end that may be an extension or the last of a range, as in `026321511-20`; or null. */
	digitsWithoutEnding: string | null;
	/** Where a + stands behind other digits: all of them, as one number. */
	digitsJoined: string | null;
	/** How many digits stand before letters of a keypad, as in `1-800-FLOWERS`; null where there are none. */
	digitsBeforeLetters: number | null;
	/** Whether the digits, which are too many for one number, may be two. */
	maybeSeveral: boolean;
}

/** Why a text holds no one number: there is none, there are several, or a spreadsheet left digits out. */
export type WrittenFault = 'noNumber' | 'several' | 'shortened';

export type Written = { ok: true; written: WrittenNumber } | { ok: false; fault: WrittenFault; reason: string };

/** Longer text is no single number, and is refused before any pattern runs over it. */
const longestText = 250;

const digitsOnly = /^\+?\d+$/;
/** Quotation marks of CSV files, and the `="…"` and `'…` that keep a spreadsheet from dropping zeros. */
const wrapping = /^[\s='"`´‘’“”„«»]+|[\s'"`´‘’“”„«»]+$/g;
const spreadsheetFraction = /^(\+?\d+)[.,]0+$/;
const bracketedZero = /[([]\s*0\s*[)\]]/;
/** Russia's wait for a second dial tone, a prefix for calls abroad: `8~10`. */
const dialTone = /^(8)\s*[~w]\s*(?=10)/i;
/** A spreadsheet's way to write large numbers. */
const inThousands = /^\+?\d{1,3}(?:,\d{3}){2,}$/;
const foreignCharacter = /[^\d+\s\-.·•∙⋅・‧/\\()[\]|:'’´`_=,;<>"~\p{So}]/u;

/** @returns the digits of one written number, or why there are none to look up. */
export function readWritten(text: string): Written {
	const trimmed = text.trim();
	if (trimmed.length > longestText) return refuse('noNumber', 'Too long for a phone number.');
	if (digitsOnly.test(trimmed)) return digitsAlone(trimmed);
	const unwrapped = asciiOf(trimmed).replace(wrapping, '');
	if (unwrapped === '') return refuse('noNumber', 'Empty: there is no number to look up.');
	if (unwrapped.includes('{{')) return refuse('noNumber', notEvaluated);
	if (inThousands.test(unwrapped)) return digitsAlone(unwrapped.replaceAll(',', ''));
	if (unwrapped.length > longestText) return refuse('noNumber', 'Too long for a phone number.');
	const otherKind = otherKindOf(unwrapped);
	if (otherKind !== null) return refuse('noNumber', otherKind);
	const exact = digitsOfPower(unwrapped);
	if (exact === '') return refuse('shortened', shortened);
	if (exact !== null) return digitsAlone(exact);
	const address = numberInAddress(unwrapped);
	if (address === 'none') return refuse('noNumber', noNumberInAddress);
	const number = bareNumber((address?.text ?? unwrapped).replace(spreadsheetFraction, '$1'));
	return digitsOf(number, address?.isInternational ?? false);
}

/** The order matters: a comment may follow an extension, and a label may look like a comment of what is before it. */
function bareNumber(text: string): string {
	const bare = text
		.replace(decoration, '')
		.replace(enumeration, '')
		.replace(countInBrackets, '')
		.replace(oldCarrier, '0');
	const unlabelled = withoutLabel(withoutExtension(bare).trim());
	const uncommented = withoutExtension(withoutComment(unlabelled).trim());
	return withoutLabel(uncommented).replace(dialTone, '$1').trim();
}

/** Stars and marks around a number, and what stands for none. */
const decoration = /^[*?!•\s]+(?=[+\d(])|[?!\s]+$|[\s,;/]+n\/?a\.?$/gi;
/** `2) 07911 123456` */
const enumeration = /^\d{1,2}[.)]\s+(?=[+(0])/;
/** `07911 123456 (2)` */
const countInBrackets = /(?<=\d{3})\s*\([1-9]\)$/;
/** Brazil’s way to leave the carrier open: `0xx11`. */
const oldCarrier = /0(?:xx|\*\*)(?=\d)/gi;
/** Where 00 stands apart, it is hardly a part of a longer prefix. */
const prefixApart = /^\(?00\)?[\s-]+(?=[1-9])/;

function digitsOf(number: string, isInternational: boolean): Written {
	if (!/\d/.test(number)) return refuse('noNumber', 'Has no digits of a phone number.');
	const keyed = byKeypad(number);
	const plain = withoutServiceCode(keyed ?? number);
	const foreign = foreignCharacter.exec(plain)?.[0];
	if (foreign !== undefined) {
		return digitsIn(plain) > mostDigits && isSeveral(plain)
			? refuse('several', several)
			: refuse('noNumber', `Has “${foreign}” in it; write the number in digits only.`);
	}
	const { alone, joined } = prefixApart.test(plain)
		? { alone: plain.replace(prefixApart, '+'), joined: plain.replace(/\D/g, '') }
		: atLastPlus(plain);
	if (alone.lastIndexOf('+') > alone.search(/\d/)) return refuse('several', several);
	const digits = alone.replace(/\D/g, '');
	const readable = readableDigits(digits, isInternational || alone.includes('+'));
	const withoutZero = bracketedZero.test(alone) ? alone.replace(bracketedZero, '').replace(/\D/g, '') : null;
	const ending = shortEnding.exec(alone);
	return {
		ok: true,
		written: {
			...readable,
			digitsWithoutBracketedZero:
				withoutZero === null ? null : readableDigits(withoutZero, readable.international).digits,
			digitsWithoutEnding:
				ending === null ? null : readable.digits.slice(0, readable.digits.length - digitsIn(ending[0])),
			digitsJoined: joined,
			digitsBeforeLetters: keyed === null ? null : digitsIn(number.slice(0, number.search(/[a-z]/i))),
			maybeSeveral: digits.length > mostDigits && isSeveral(alone),
		},
	};
}

/** Digits that stand alone, as most do. */
function digitsAlone(text: string): Written {
	return {
		ok: true,
		written: {
			...readableDigits(text.replace('+', ''), text.startsWith('+')),
			digitsWithoutBracketedZero: null,
			digitsWithoutEnding: null,
			digitsJoined: null,
			digitsBeforeLetters: null,
			maybeSeveral: false,
		},
	};
}

/** Behind a + some write the 00 that it stands for. */
function readableDigits(digits: string, international: boolean): Pick<WrittenNumber, 'international' | 'digits'> {
	return { international, digits: international ? digits.replace(/^00/, '') : digits };
}

const shortEnding = /[-/]\s*\d{1,5}$/;

/** `*31#` hides the caller; other stars before a + are decoration. */
function withoutServiceCode(text: string): string {
	return text.replace(/^(?:[*#]{1,2}\d{2}[*#]|\*+(?=\+))\s*/, '');
}

const power = /^[+-]?(\d+)(?:[.,](\d+))?e(\+?)(\d+)$/i;

/** Programs that write a number in as few digits as tell it apart leave out zeros at its end; a spreadsheet's cell leaves out more. */
const mostZerosLeftOut = 3;

/** @returns the digits of `4.47911123456E11`; empty where some were lost; null where the text is no power of ten. */
function digitsOfPower(text: string): string | null {
	const [, whole = '', fraction = '', plus = '', exponent = ''] = power.exec(text) ?? [];
	// With more digits it was no phone number before either; it is refused for its letter.
	if (exponent === '' || Number(exponent) >= mostDigits) return null;
	const missing = Number(exponent) - fraction.length;
	if (missing > 0) {
		const isExact = plus === '' && missing <= mostZerosLeftOut && whole.length + fraction.length > fewestOfNumber;
		return isExact ? whole + fraction + '0'.repeat(missing) : '';
	}
	const beyond = missing === 0 ? '' : fraction.slice(missing);
	return /^0*$/.test(beyond) ? whole + fraction.slice(0, fraction.length - beyond.length) : '';
}

/**
 * Forms put their own calling code before a number that has one, and some people write the + behind the code.
 * @returns the number behind the last +, if few digits stand before it; and all digits, where these may belong to it.
 */
function atLastPlus(number: string): { alone: string; joined: string | null } {
	const [, start, rest] = /^\+?((?:[^\d+]*\d){1,4})[^\d+]*(\+.*)$/.exec(number) ?? [];
	if (start === undefined || rest === undefined) return { alone: number, joined: null };
	const [code = '', digits = ''] = [start, rest].map((text) => text.replace(/\D/g, '').replace(/^0+/, ''));
	if (code === '1' && digits.length === northAmericanDigits) return { alone: `+1${digits}`, joined: null };
	return { alone: rest, joined: code === '' || digits.startsWith(code) ? null : code + digits };
}

const northAmericanDigits = 10;

function isSeveral(number: string): boolean {
	if (/\d{9}[-.]\d{9}/.test(number)) return true;
	for (const { 0: gap, index } of number.matchAll(/[^\d.()-]+/g)) {
		// At a slash, a comma or the like, fewer are enough than at a space.
		const fewest = gap.trim() === '' ? fewestOfNumber : fewestDigits;
		if (digitsIn(number.slice(0, index)) >= fewest && digitsIn(number.slice(index)) >= fewest) return true;
	}
	return false;
}

const notEvaluated = 'Holds an expression as plain text; switch the field Phone Number from Fixed to Expression.';
const shortened = 'A spreadsheet shortened this number and lost digits; format the column as text and fill it again.';
const noNumberInAddress = 'An address of another kind than a phone number; no number stands in it.';
export const several = 'Seems to hold several numbers; put commas between them.';

function refuse(fault: WrittenFault, reason: string): Written {
	return { ok: false, fault, reason };
}
