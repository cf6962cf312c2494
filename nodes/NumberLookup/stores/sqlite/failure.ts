/** What SQLite’s and the file system’s errors mean for a store. Pure. */

import { z } from 'zod';

/**
 * `busy`: another process is writing; it passes. `damaged`: the file is none that SQLite can read. `full`, `readOnly`: what the
 * disk or its rights do not allow.
 */
export type FailureKind = 'busy' | 'damaged' | 'full' | 'readOnly' | 'other';

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const kindsByResultCode: ReadonlyMap<number, FailureKind> = new Map([
	[3, 'readOnly'],
	[5, 'busy'],
	[6, 'busy'],
	[8, 'readOnly'],
	[11, 'damaged'],
	[13, 'full'],
	[14, 'readOnly'],
	[26, 'damaged'],
]);

const kindsBySystemCode: ReadonlyMap<string, FailureKind> = new Map([
	['EACCES', 'readOnly'],
	['EPERM', 'readOnly'],
	['EROFS', 'readOnly'],
	['ENOSPC', 'full'],
	['EDQUOT', 'full'],
]);

/** Extended result codes hold the primary one in their lowest byte. */
const primary = 0xff;

const errorSchema = z.object({
	errcode: z.number().int().optional().catch(undefined),
	code: z.string().optional().catch(undefined),
	message: z.string().catch(''),
});

export interface StoreError {
	kind: FailureKind;
	/** The system's own words. */
	words: string;
}

/** @returns such as ENOENT; empty where the error has none. */
export function systemCodeOf(error: unknown): string {
	return errorSchema.catch({ message: '' }).parse(error).code ?? '';
}

export function readError(error: unknown): StoreError {
	const { errcode, code = '', message } = errorSchema.catch({ message: String(error) }).parse(error);
	const kind = errcode === undefined ? kindsBySystemCode.get(code) : kindsByResultCode.get(errcode & primary);
	return { kind: kind ?? 'other', words: message };
}

/** @returns what the user reads. @param file its whole path. */
export function sentenceOf({ kind, words }: StoreError, file: string): string {
	switch (kind) {
		case 'busy':
			return `The file of kept answers, ${file}, stayed locked by another process (${words}).`;
		case 'damaged':
			return `The file of kept answers, ${file}, is damaged and could not be replaced (${words}). Delete it.`;
		case 'full':
			return `The disk is full, so the file of kept answers, ${file}, cannot grow (${words}). Make room.`;
		case 'readOnly':
			return `The file of kept answers, ${file}, cannot be opened or written (${words}). Check the rights of n8n’s user folder.`;
		case 'other':
			return `The file of kept answers, ${file}, cannot be used (${words}).`;
	}
}

/** @returns the same for the key that numbers are hashed with. @param file its whole path. */
export function keySentenceOf({ words }: StoreError, file: string): string {
	return `The key of hashed numbers, ${file}, cannot be read or made (${words}). Check the rights of n8n’s user folder; if nothing helps, delete the file: answers kept under it are deleted then, too.`;
}
