/** How many digits a text has, and how many a phone number has. Pure. */

/** E.164. */
export const mostDigits = 15;

/** Fewer digits are a short code or a scrap, whatever country they were meant for. */
export const fewestDigits = 5;

/** As many digits are a number whatever is before them; fewer may be an extension. */
export const fewestOfNumber = 7;

/** @returns how many decimal digits of any script are in it. */
export function digitsIn(text: string): number {
	return text.match(/\p{Nd}/gu)?.length ?? 0;
}
