/** The folder of the file of kept answers: made, its key for hashed numbers, and a damaged file set aside. Throws what the file system throws. */

import { randomBytes, randomUUID } from 'node:crypto';

import { fileSystem } from './builtins';

/** Answers are personal data: for n8n's own user only. */
const ownersOnlyFolder = 0o700;
const ownersOnlyFile = 0o600;

const keyBytes = 32;

export class Folder {
	readonly answers: string;
	/** The damaged file that was set aside last. */
	readonly damaged: string;
	private readonly key: string;

	constructor(private readonly path: string) {
		this.answers = `${path}/answers.sqlite`;
		this.damaged = `${path}/answers.damaged.sqlite`;
		this.key = `${path}/answers.key`;
	}

	async make(): Promise<void> {
		await fileSystem.mkdir(this.path, { recursive: true, mode: ownersOnlyFolder });
	}

	/** @returns what tells this file from a later one of the same name; null where there is none. */
	async inode(): Promise<bigint | null> {
		const found = await fileSystem.stat(this.answers, { bigint: true }).catch(() => null);
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

	/** @returns the key; null where there is none and none is to be made. */
	async readKey(make: boolean): Promise<Uint8Array | null> {
		const known = await fileSystem.readFile(this.key).catch(() => null);
		if (known?.length === keyBytes) return known;
		return make ? await this.makeKey() : null;
	}

	/** Of several processes at once, all get the key of the first; a kill leaves a whole key or none. */
	private async makeKey(): Promise<Uint8Array | null> {
		const draft = `${this.key}.${randomUUID()}`;
		await fileSystem.writeFile(draft, randomBytes(keyBytes), { mode: ownersOnlyFile, flush: true });
		await fileSystem.link(draft, this.key).catch(() => undefined);
		await fileSystem.rm(draft, { force: true });
		return await this.readKey(false);
	}
}
