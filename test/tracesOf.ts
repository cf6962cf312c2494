/** Finds any part of a secret in whatever is shown, in every form that it takes on its way. */

import { inspect } from 'node:util';

/** The sign-in name that stands before the secret in HTTP basic authentication. */
const signInName = 'demo';

/** Of base64: three bytes. */
const charactersInGroup = 4;

/**
 * @param secret its parts must stand in no text of ours.
 * @param shown outputs, errors with stack and cause, log lines, hints, messages: searched to any depth, hidden fields included.
 * @param partLength so many characters in a row are no coincidence.
 * @returns the parts found.
 */
export function tracesOf(secret: string, shown: unknown, partLength = 6): string[] {
	const text = inspect(shown, { depth: Infinity, showHidden: true, maxStringLength: null, maxArrayLength: null });
	const base64 = (plain: string) => Buffer.from(plain).toString('base64').replace(/=+$/, '');
	// A part of what both the name and the secret make up would also be one of the name alone.
	const besideName = base64(`${signInName}:${secret}`).slice(base64(`${signInName}:`).length - 1);
	const forms = [
		...[secret, encodeURIComponent(secret), new URLSearchParams({ '': secret }).toString().slice(1)],
		...[JSON.stringify(secret).slice(1, -1), base64(secret), besideName, encodeURIComponent(besideName)],
		// Behind other text, whose last characters the first ones depend on.
		...['x', 'xx'].map((before) => base64(before + secret).slice(charactersInGroup)),
	];
	return [...new Set(forms.flatMap((form) => partsOf(form, partLength)))].filter((part) => text.includes(part));
}

function partsOf(form: string, partLength: number): string[] {
	return Array.from({ length: Math.max(0, form.length - partLength) + 1 }, (_, start) =>
		form.slice(start, start + partLength),
	);
}
