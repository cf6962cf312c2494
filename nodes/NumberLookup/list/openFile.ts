/** A list in a file of whatever kind. */

import type { CountryCode } from 'libphonenumber-js/max';

import { CompoundFile, kindBytes, kindOf, strangerIn } from './fileKind';
import { ListError } from './listError';
import { type OpenList, openList, type ReadingWishes } from './readList';
import { fromSource, type ListSource } from './workbook/source';

export interface FileWishes extends ReadingWishes {
	/** Of a workbook: a name or a position; empty for the first sheet that can be seen. */
	sheet: string;
}

/**
 * @param country where the people of the list live, as far as is known.
 * @throws ListError where it is no list; it says what it is instead.
 */
export async function openFile(source: ListSource, wishes: FileWishes, country: CountryCode | null): Promise<OpenList> {
	const bytes = (await source())[Symbol.asyncIterator]();
	try {
		const head = await beginningOf(bytes);
		const kind = kindOf(head);
		if (kind === 'compound') throw new ListError(await compoundKind(head, bytes));
		if (kind === 'zip') {
			const { openZip } = await import('./workbook/openZip');
			return await openZip(source, wishes);
		}
		const why = strangerIn(head);
		if (why !== null) throw new ListError(why);
		return await openList(fromSource(source), wishes, country);
	} finally {
		await bytes.return?.();
	}
}

/** Each is read for as long as it takes to find a row. */
const mostSheetsLookedAt = 20;

/**
 * @param sheet of a workbook: the one that has no rows.
 * @returns the names of others that can be seen and have some.
 */
export async function otherSheets(source: ListSource, wishes: FileWishes, sheet: string): Promise<string[]> {
	const names = new Set<string>();
	for (let position = 1; position <= mostSheetsLookedAt; position++) {
		try {
			const list = await openFile(source, { ...wishes, sheet: String(position) }, null);
			if ('sheet' in list.form && list.firstRow !== null) names.add(list.form.sheet);
			await list.close();
		} catch {
			// The names are for a warning alone. What else is wrong with a sheet shows when it is chosen.
			break;
		}
	}
	names.delete(sheet);
	return [...names];
}

async function beginningOf(bytes: AsyncIterator<Uint8Array>): Promise<Buffer> {
	let head = Buffer.alloc(0);
	while (head.length < kindBytes) {
		const next = await bytes.next();
		if (next.done === true) break;
		head = Buffer.concat([head, next.value]);
	}
	return head;
}

async function* joined(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield head;
		for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
	} finally {
		await rest.return?.();
	}
}

async function compoundKind(head: Uint8Array, rest: AsyncIterator<Uint8Array>): Promise<string> {
	const file = new CompoundFile();
	for await (const bytes of joined(head, rest)) file.look(bytes);
	return file.why;
}
