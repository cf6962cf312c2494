/** The folder of the file of kept answers: made, its key for hashed numbers, and a damaged file set aside. Throws what the file system throws. */

import { randomBytes, randomUUID } from 'node:crypto';

import { fileSystem } from './builtins';
import { systemCodeOf } from './failure';

/** Answers are personal data: for n8n's own user only. */
const ownersOnlyFolder = 0o700;
const ownersOnlyFile = 0o600;

const keyBytes = 32;

export class Folder {
	readonly answers: string;
	/** The damaged file that was set aside last. */
	readonly damaged: string;
	readonly key: string;
	/** The damaged key that was set aside last. */
	readonly damagedKey: string;

	constructor(private readonly path: string) {
		this.answers = `${path}/answers.sqlite`;
		this.damaged = `${path}/answers.damaged.sqlite`;
		this.key = `${path}/answers.key`;
		this.damagedKey = `${path}/answers.damaged.key`;
	}

	async make(): Promise<void> {
		await fileSystem.mkdir(this.path, { recursive: true, mode: ownersOnlyFolder });
	}

	/** @returns what tells this file from a later one of the same name; null where there is none. */
	async inode(path = this.answers): Promise<bigint | null> {
		const found = await nullWhereMissing(fileSystem.stat(path, { bigint: true }));
		return found?.ino ?? null;
	}

	/**
	 * Puts the damaged file out of the way. Another process may have done so already: then the name stands for a new file, which stays.
	 * @param inode of the damaged file.
	 */
	async setAside(inode: bigint | null): Promise<void> {
		if ((await this.inode()) !== inode) return;
		// SQLite would take an old log for a new file's own, so logs go first.
		for (const log of ['-shm', '-wal']) await fileSystem.rm(this.answers + log, { force: true });
		await fileSystem.rename(this.answers, this.damaged);
	}

	/** Nobody can search a damaged file, so to forget anything in it is to delete it. */
	async removeDamaged(): Promise<void> {
		await fileSystem.rm(this.damaged, { force: true });
	}

	/** @returns the key; null where there is none. A damaged one is set aside, and none from then on. */
	async readKey(): Promise<{ key: Uint8Array | null; wasDamaged: boolean }> {
		const inode = await this.inode(this.key);
		const known = await nullWhereMissing(fileSystem.readFile(this.key));
		if (known === null || known.length === keyBytes) return { key: known, wasDamaged: false };
		// Unless another process did so already, and made a new one.
		if ((await this.inode(this.key)) === inode) await fileSystem.rename(this.key, this.damagedKey);
		return { key: null, wasDamaged: true };
	}

	/** Of several processes at once, all get the key of the first; a kill leaves a whole key or none. */
	async makeKey(): Promise<Uint8Array | null> {
		const draft = `${this.key}.${randomUUID()}`;
		await fileSystem.writeFile(draft, randomBytes(keyBytes), { mode: ownersOnlyFile, flush: true });
		const linking = fileSystem.link(draft, this.key);
		const [linked] = await Promise.allSettled([linking]);
		await fileSystem.rm(draft, { force: true });
		// Otherwise another process was first.
		if (linked.status === 'rejected' && systemCodeOf(linked.reason) !== 'EEXIST') await linking;
		return (await this.readKey()).key;
	}
}

/** Where a part of the path is no folder, there is no file either. */
async function nullWhereMissing<Value>(reading: Promise<Value>): Promise<Value | null> {
	const [ended] = await Promise.allSettled([reading]);
	const isMissing = ended.status === 'rejected' && ['ENOENT', 'ENOTDIR'].includes(systemCodeOf(ended.reason));
	return isMissing ? null : await reading;
}
