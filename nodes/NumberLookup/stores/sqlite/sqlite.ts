/** Answers kept in a file of n8n’s user folder: they outlive n8n’s process, and several processes on one machine share them. */

import { type AnswerKey, type AnswerStore, type AnswerToKeep, done, failed, type StoreOutcome } from '../store';
import { AnswersFile } from './answersFile';
import { type FailureKind, readError, sentenceOf } from './failure';
import { Folder } from './folder';

export interface SqliteSurroundings {
	/** Epoch milliseconds. */
	nowMs: () => number;
	/** Lets the process do other work. */
	pause: (durationMs: number) => Promise<void>;
}

/** SQLite works at once or not at all, and the process with it: in portions, others get their turn. */
const keysPerTurn = 200;
const rowsPerTurn = 2_000;

/** Tries where another process writes, with a pause in between: about 6 s in all. */
const mostTries = 50;
const betweenTriesMs = 100;

export class SqliteStore implements AnswerStore {
	readonly notices: string[] = [];
	private file: AnswersFile | null = null;
	private opening: Promise<AnswersFile> | null = null;
	/** Of the opened file. */
	private inode: bigint | null = null;

	private readonly folder: Folder;

	/** @param path the folder for the file; made where there is none. */
	constructor(
		path: string,
		private readonly surroundings: SqliteSurroundings,
	) {
		this.folder = new Folder(path);
	}

	async find(keys: readonly AnswerKey[]) {
		return await this.inTurns(keys, keysPerTurn, (file, some) => file.find(some, this.surroundings.nowMs()));
	}

	async keep(answers: readonly AnswerToKeep[]) {
		const { failure } = await this.attempt((file) => file.keep(answers, this.surroundings.nowMs()));
		return failure === null ? done(null) : failed(failure.message);
	}

	async forgetNumbers(numbers: readonly string[]) {
		if (await this.isEmpty()) return done(numbers.map(() => 0));
		const removed = await this.inTurns(numbers, keysPerTurn, (file, some) => file.forgetNumbers(some));
		return await this.afterForgetting(removed);
	}

	async forgetBefore(timeMs: number) {
		if (await this.isEmpty()) return done(0);
		let removed = 0;
		let from: string | undefined;
		for (;;) {
			const { value, failure } = await this.attempt((file) => file.forgetBefore(timeMs, rowsPerTurn, from));
			if (failure !== null) return failed(failure.message);
			removed += value.removed;
			if (value.next === null) return await this.afterForgetting(done(removed));
			from = value.next;
			await this.surroundings.pause(0);
		}
	}

	async hashingKey(make: boolean): Promise<StoreOutcome<Uint8Array | null>> {
		try {
			if (make) await this.folder.make();
			return done(await this.folder.readKey(make));
		} catch (error) {
			return failed(sentenceOf(readError(error), this.folder.answers));
		}
	}

	async close() {
		let removed = this.file === null ? 0 : rowsPerTurn;
		while (removed === rowsPerTurn) {
			const { value } = await this.attempt((file) => file.removeExpired(this.surroundings.nowMs(), rowsPerTurn));
			removed = value ?? 0;
			await this.surroundings.pause(0);
		}
		this.release();
	}

	/** @returns whether there is no file, which to forget something is no reason to make. */
	private async isEmpty(): Promise<boolean> {
		return this.file === null && (await this.folder.inode()) === null;
	}

	private async afterForgetting<Value>(outcome: StoreOutcome<Value>): Promise<StoreOutcome<Value>> {
		if (outcome.failure !== null) return outcome;
		// Another process's reading keeps the log; its next write then goes over it.
		await this.attempt((file) => file.emptyLog());
		await this.folder.removeDamaged().catch(() => undefined);
		return outcome;
	}

	private async inTurns<Each, Value>(
		all: readonly Each[],
		perTurn: number,
		work: (file: AnswersFile, some: readonly Each[]) => readonly Value[],
	): Promise<StoreOutcome<readonly Value[]>> {
		const values: Value[] = [];
		for (let start = 0; start < all.length; start += perTurn) {
			if (start > 0) await this.surroundings.pause(0);
			const { value, failure } = await this.attempt((file) => work(file, all.slice(start, start + perTurn)));
			if (failure !== null) return failed(failure.message);
			values.push(...value);
		}
		return done(values);
	}

	/** Works with the file; waits where another process writes, and begins a new file where this one is damaged. */
	private async attempt<Value>(work: (file: AnswersFile) => Value): Promise<StoreOutcome<Value>> {
		let healed = false;
		for (let tries = 1; ; tries++) {
			try {
				return done(work(this.file ?? (await this.openOnce())));
			} catch (error) {
				const read = readError(error);
				const may = await this.mayTryAgain(read.kind, tries, healed);
				if (!may) return failed(sentenceOf(read, this.folder.answers));
				healed ||= read.kind === 'damaged';
			}
		}
	}

	private async mayTryAgain(kind: FailureKind, tries: number, healed: boolean): Promise<boolean> {
		if (kind === 'busy' && tries < mostTries) {
			await this.surroundings.pause(betweenTriesMs);
			return true;
		}
		return kind === 'damaged' && !healed && (await this.heal());
	}

	/** Those who need it at the same time share one. */
	private async openOnce(): Promise<AnswersFile> {
		this.opening ??= this.open();
		try {
			return await this.opening;
		} finally {
			this.opening = null;
		}
	}

	private async open(): Promise<AnswersFile> {
		await this.folder.make();
		this.inode = await this.folder.inode();
		this.file = AnswersFile.open(this.folder.answers);
		this.inode = await this.folder.inode();
		return this.file;
	}

	/** @returns whether the damaged file is out of the way. */
	private async heal(): Promise<boolean> {
		this.release();
		try {
			await this.folder.setAside(this.inode);
		} catch {
			return false;
		}
		this.notices.push(
			`The file of kept answers was damaged. It was set aside as ${this.folder.damaged}, and a new one begun: earlier answers are not known any more.`,
		);
		return true;
	}

	private release(): void {
		const { file } = this;
		this.file = null;
		try {
			file?.close();
		} catch {
			// A damaged file may not close well; what could be written is.
		}
	}
}
