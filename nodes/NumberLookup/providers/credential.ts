/** Reads a credential's fields as n8n stores them, and names the first unusable one as the editor shows it. */

import { z } from 'zod';
import type { CredentialProblem } from './provider';

export type ReadCredential<Fields> = { fields: Fields; problem: null } | { fields: null; problem: CredentialProblem };

/**
 * @param schema one key for each field, built from the functions below; checked in the order of its keys.
 * @param displayNames what the editor calls each field.
 */
export function readCredential<Fields>(
	schema: z.ZodType<Fields, z.ZodTypeDef, unknown>,
	displayNames: Readonly<Record<string, string>>,
	credential: unknown,
): ReadCredential<Fields> {
	const read = schema.safeParse(credential);
	if (read.success) return { fields: read.data, problem: null };
	const issue = read.error.issues[0];
	const name = String(issue?.path[0] ?? '');
	const message = issue?.message ?? 'Open the credential and fill in its fields again.';
	return { fields: null, problem: { field: displayNames[name] ?? name, message } };
}

/** An expression can make a number of what looks like one, such as a password of digits. */
const numbersAsText = (value: unknown) => (typeof value === 'number' ? String(value) : value);

/**
 * Text without the blanks that copying leaves around it.
 * @param sentence what to write.
 * @param whenEmpty what an empty field stands for; without it, an empty field is a problem.
 */
export function text(sentence: string, whenEmpty?: string) {
	return z.preprocess(
		(value) => emptyAs(whenEmpty, numbersAsText(value)),
		z.string({ message: sentence }).trim().min(1, sentence),
	);
}

/** A secret that must not be empty; blanks may belong to it. @param sentence what to write. */
export function secret(sentence: string) {
	return z.preprocess(numbersAsText, z.string({ message: sentence }).min(1, sentence));
}

/** One of several values; the first is the default. @param sentence what to choose. */
export function choice<const Value extends string>(values: readonly [Value, ...Value[]], sentence: string) {
	return z.preprocess((value) => emptyAs(values[0], numbersAsText(value)), z.enum(values, { message: sentence }));
}

/** A whole number within bounds. @param sentence what to write. */
export function wholeNumber(range: { min: number; max?: number; whenEmpty: number }, sentence: string) {
	return z.preprocess(
		(value) => {
			const filled = emptyAs(range.whenEmpty, value);
			return typeof filled === 'string' ? Number(filled) : filled;
		},
		z
			.number({ message: sentence })
			.int(sentence)
			.min(range.min, sentence)
			.max(range.max ?? Number.MAX_SAFE_INTEGER, sentence),
	);
}

/**
 * An http or https address, as a URL. It must hold no sign-in data and no parameters: an address that does was copied from a
 * request, and may hold a password that would be shown.
 * @param sentence what to write.
 * @param whenEmpty the address that an empty field stands for; without it, an empty field is a problem.
 */
export function httpAddress(sentence: string, whenEmpty?: string) {
	return text(sentence, whenEmpty).transform((address, context) => {
		const url = URL.canParse(address) ? new URL(address) : null;
		const isHttp = url !== null && /^https?:$/.test(url.protocol);
		if (isHttp && `${url.username}${url.password}${url.search}${url.hash}` === '') return url;
		context.addIssue({ code: 'custom', message: sentence });
		return z.NEVER;
	});
}

/** @returns an address as users know it, `host:port`, with the scheme's own port where none is written. */
export function hostAndPort(url: URL): string {
	const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
	return `${url.hostname}:${port}`;
}

function emptyAs(whenEmpty: unknown, value: unknown): unknown {
	const isEmpty = value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
	return isEmpty ? whenEmpty : value;
}
