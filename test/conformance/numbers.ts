/** Numbers of a Swedish mobile range, E.164: their last four digits decide what the simulator does with them. */

const range = '+4670123';

/** @returns a number with such an outcome. */
export function magicNumber(suffix: string): string {
	return range + suffix;
}

/** @returns distinct numbers without a special outcome; at most 9000. */
export function ordinaryNumbers(count: number): string[] {
	return Array.from({ length: count }, (_, index) => range + String(index).padStart(4, '0'));
}

/** Stockholm's area code. */
export const landline = '+46812345678';

/** @returns the number as requests and the ledger write it. */
export function msisdnOf(number: string): string {
	return number.slice(1);
}
