/**
 * The forms in which HORISEN writes a result: a line of text (1.0) and JSON (2.0). How 2.0 writes errors is not
 * published, so each version's answers are read in both forms.
 */

import { z } from 'zod';

import { parseJson } from '../replies';

/** What was said, whatever its form; the names of the fields in lower case. */
export interface Said {
	/** Three digits as a rule. */
	code: string;
	fields: ReadonlyMap<string, string>;
}

/**
 * @param complete false where the text may have been cut off at its end.
 * @returns null where the text is in none of the forms, or where a cut may have taken something that counts.
 */
export function readForms(body: string, complete: boolean): Said | null {
	const text = body.trimStart();
	return text.startsWith('{') ? readJson(text) : readLine(complete ? `${text}\n` : text);
}

/** @param text ends in white space where it is whole, so that a code counts only with something behind it. */
function readLine(text: string): Said | null {
	const result = /^IMM\s(.*?)\bERRCODE:(\d{3}|\S{1,64}(?=\s+ERRDESC:))\s+(?:ERRDESC:(.*))?/.exec(text);
	if (result !== null) {
		const [, before = '', code = '', description = ''] = result;
		const fields = new Map([['errdesc', description.trim()]]);
		for (const [, name = '', value = ''] of before.matchAll(/\b([a-z]\w*):(\S*)/gi)) {
			fields.set(name.toLowerCase(), value);
		}
		return { code, fields };
	}
	const error = /^ERR\s+(\d{3})\s+(.*)/.exec(text);
	if (error === null) return null;
	const [, code = '', description = ''] = error;
	return { code, fields: new Map([['errdesc', description.trim()]]) };
}

const jsonFields = z.record(z.unknown());

/** `err` and no wrapper at all are guesses at how 2.0 writes what 1.0 writes as `ERR <code> <text>`. */
const jsonForms = z.union([
	z.object({ imm: jsonFields }).transform(({ imm }) => imm),
	z.object({ err: jsonFields }).transform(({ err }) => err),
	jsonFields,
]);

function readJson(text: string): Said | null {
	const read = jsonForms.safeParse(parseJson(text));
	if (!read.success) return null;
	const fields = new Map<string, string>();
	for (const [name, value] of Object.entries(read.data)) {
		const lowerCaseName = name.toLowerCase();
		const written = /^[a-z]\w*$/.test(lowerCaseName) ? textOf(lowerCaseName, value) : null;
		if (written !== null) fields.set(lowerCaseName, written);
	}
	const code = fields.get('errcode') ?? '';
	return code === '' ? null : { code, fields };
}

/** Documented are strings only; a number counts where its leading zeros are not lost (MCC, MNC) or can be restored. */
function textOf(name: string, value: unknown): string | null {
	if (typeof value === 'string') return value.trim();
	if (typeof value !== 'number' || name === 'mcc' || name === 'mnc') return null;
	return name === 'errcode' ? String(value).padStart(3, '0') : String(value);
}
