/** What people and spreadsheets write for a number, brought down to its digits. Knows nothing of numbering plans. */

export interface WrittenNumber {
	/** Written with `+` or `00`, which `digits` leave out. */
	international: boolean;
	digits: string;
	/** The digits without a zero in brackets, as in `+44 (0)7788 450450`; null where there is none. */
	digitsWithoutBracketedZero: string | null;
}

export type Written = { ok: true; written: WrittenNumber } | { ok: false; reason: string };

export const tooLong = 'Too long for a phone number; put commas between several numbers.';

const notEvaluated = 'Holds an expression as plain text; switch the field Phone Number from Fixed to Expression.';

/** Longer text is no single number, and is refused before any pattern runs over it. */
const longestText = 250;

/** Alternatives of a pattern: what follows a number in a tel: address, each `;name=value` (RFC 3966, section 3). */
export const telParameterNames = 'ext|isub|phone-context';

const telParameters = new RegExp(`(?:; *(?:${telParameterNames})=[^,;]*)+$`, 'i');
const digitsOnly = /^\+?\d+$/;
const outsideAscii = /[^\x20-\x7e]/;
/** Zero-width characters, direction marks, combining marks and emoji variants. */
const unseen = /[\p{Cf}\p{Mn}\p{Me}]/gu;
/** Quotation marks of CSV files, and the `="…"` and `'…` that keep a spreadsheet from dropping zeros. */
const wrapping = /^[\s='"`´‘’“”„«»]+|[\s'"`´‘’“”„«»]+$/g;
const label = /^(?:tel|telephone|phone|mobile|mob|cell|callto|sms|whatsapp)\b[\s.:]*/i;
const scientific = /^[+-]?\d+(?:[.,]\d+)?e\+?\d+$/i;
const spreadsheetFraction = /^(\+?\d+)\.0+$/;
const extension = /(?:;?ext(?:ension|n)?|(?<![a-z])x|#|доб)[\s.:=]*\d{1,7}\)?$/i;
const bracketedZero = /[([]\s*0\s*[)\]]/;
const foreignCharacter = /[^\d+\s\p{Pd}\p{So}−.·•/\\()[\]|:'’]/u;

/** @returns the digits of one written number, or why there are none to look up. */
export function readWritten(text: string): Written {
	const trimmed = text.trim();
	if (trimmed.length > longestText) return refuse(tooLong);
	if (digitsOnly.test(trimmed)) return written(trimmed.replace('+', ''), trimmed.startsWith('+'), null);
	const visible = outsideAscii.test(trimmed) ? toAscii(trimmed) : trimmed;
	const unwrapped = visible.replace(wrapping, '').replace(label, '');
	if (unwrapped === '') return refuse('Empty: there is no number to look up.');
	if (scientific.test(unwrapped)) {
		return refuse('A spreadsheet shortened this number and lost digits; format the column as text and fill it again.');
	}
	if (unwrapped.includes('{{')) return refuse(notEvaluated);
	const number = unwrapped.replace(telParameters, '').replace(spreadsheetFraction, '$1').replace(extension, '').trim();
	if (!/\d/.test(number)) return refuse('Has no digits of a phone number.');
	const foreign = foreignCharacter.exec(number)?.[0];
	if (foreign !== undefined) return refuse(`Has “${foreign}” in it; write the number in digits only.`);
	if (number.lastIndexOf('+') > number.search(/\d/)) {
		return refuse('Has a + in the middle; put commas between several numbers.');
	}
	return digitsOf(number);
}

function digitsOf(number: string): Written {
	const withoutZero = bracketedZero.test(number) ? number.replace(bracketedZero, '').replace(/\D/g, '') : null;
	return written(number.replace(/\D/g, ''), number.includes('+'), withoutZero);
}

function written(digits: string, hasPlus: boolean, withoutZero: string | null): Written {
	const afterPrefix = (withoutZero ?? digits).startsWith('00') ? 2 : 0;
	return {
		ok: true,
		written: {
			international: hasPlus || afterPrefix > 0,
			digits: digits.slice(afterPrefix),
			digitsWithoutBracketedZero: withoutZero === null ? null : withoutZero.slice(afterPrefix),
		},
	};
}

/** Full-width characters, other scripts' digits and the heavy plus become ASCII; what cannot be seen goes. */
function toAscii(text: string): string {
	return text
		.normalize('NFKC')
		.replace(unseen, '')
		.replaceAll('➕', '+')
		.replace(/\p{Nd}/gu, asciiDigit);
}

/** Unicode keeps the decimal digits of each script together, in order from zero; two such runs can touch. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let firstOfRun = code;
	while (/\p{Nd}/u.test(String.fromCodePoint(firstOfRun - 1))) firstOfRun--;
	return String((code - firstOfRun) % 10);
}

function refuse(reason: string): Written {
	return { ok: false, reason };
}
