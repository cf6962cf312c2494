/** What people type in every script and keyboard, brought down to the characters of ASCII that mean the same in a phone number. Pure. */

const outsideAscii = /[^\x20-\x7e]/;

/** Zero-width characters, direction marks, combining marks, emoji variants and skin tones. */
const unseen = /[\p{Cf}\p{Mn}\p{Me}\u{1f3fb}-\u{1f3ff}]/gu;

/** Dashes, also those that are letters or signs of their own and look like one: Japan's long vowel, Korea's eu, bullets. */
const dashes = /[\p{Pd}−⁃˗‒ー㇐ㅡᅳ➖─━]/gu;

/** Spaces that Unicode does not call so, and control characters. */
const spaces = /[\p{Zs}\p{Zl}\p{Zp}\p{Cc}\u115f\u1160\u180e\u2800\u3164\uffa0]/gu;

/** @returns letters keep their accents; NFC. */
export function asciiOf(text: string): string {
	if (!outsideAscii.test(text)) return text;
	return text
		.normalize('NFKC')
		.replace(spaces, ' ')
		.replace(dashes, '-')
		.replace(unseen, '')
		.replaceAll('➕', '+')
		.replaceAll('⁄', '/')
		.replace(/\p{Nd}/gu, asciiDigit);
}

/** Unicode keeps the decimal digits of each script together, in order from zero; two such runs can touch. */
function asciiDigit(digit: string): string {
	const code = digit.codePointAt(0) ?? 0;
	let firstOfRun = code;
	while (/\p{Nd}/u.test(String.fromCodePoint(firstOfRun - 1))) firstOfRun--;
	return String((code - firstOfRun) % 10);
}
