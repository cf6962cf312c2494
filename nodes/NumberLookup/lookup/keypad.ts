/** Letters that stand for the digits of a telephone’s keys, as in `1-800-FLOWERS`. Pure. */

import { digitsIn } from './digits';

/** Words of three letters and more; fewer are a slip, such as an O for a zero. */
const keypadWord = /[A-Z]{3}/;
const keypadNumber = /^\+?[\d\s().-]*\d[\s().-]*(?:[A-Z][\s().-]*)+(?:[\dA-Z][\s().-]*)*$/;
const mostBeforeLetters = 8;

/** ITU-T E.161. @returns the number as its keys are pressed; null where its letters are none. */
export function byKeypad(number: string): string | null {
	const upper = number.toUpperCase();
	if (!keypadNumber.test(upper) || !keypadWord.test(upper.replace(/[\s().-]/g, '')) || upper.includes('XX'))
		return null;
	if (digitsIn(upper.slice(0, upper.search(/[A-Z]/))) > mostBeforeLetters) return null;
	const pressed = upper.replace(/[A-Z]/g, (letter) =>
		String(lettersOfKeypad.findIndex((letters) => letters.includes(letter)) + 2),
	);
	// North America ignores what is dialled beyond its digits, so that words there may be longer.
	const [northAmerican] = /^\+?1(?:\D*\d){10}/.exec(pressed) ?? [];
	return northAmerican ?? pressed;
}

/** From 2 on. */
const lettersOfKeypad = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'];
