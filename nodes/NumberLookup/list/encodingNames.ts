/** The names of encodings: all that Node.js decodes can be told. Pure. */

/** As the WHATWG's Encoding Standard writes it, in lower case. */
export type Encoding = string;

/** Names in use that Node.js does not know, with one that it knows. */
const otherNames: Readonly<Record<string, Encoding>> = {
	cp932: 'shift_jis',
	cp936: 'gbk',
	cp949: 'euc-kr',
	cp950: 'big5',
	cp874: 'windows-874',
	'mac-roman': 'macintosh',
};

/** @returns the encoding that a label such as `latin2` or `cp1250` means; null where Node.js knows none. */
export function encodingOf(label: string): Encoding | null {
	const name = label.trim().toLowerCase();
	try {
		return new TextDecoder(otherNames[name] ?? name).encoding;
	} catch {
		return null;
	}
}
