/** Answers kept in a file of n8n’s user folder: they outlive n8n’s process, and several processes on one machine share them. */

import { hashPrefix } from '../hashedNumbers';
import {
	type AnswerClaims,
	type AnswerKey,
	type AnswerStore,
	type AnswerToKeep,
	done,
	failed,
	type StoreOutcome,
} from '../store';
import { AnswersFile } from './answersFile';
import { type FailureKind, keySentenceOf, readError, sentenceOf } from './failure';
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
	readonly claims: AnswerClaims = {
		take: async (keys, claimant, leaseMs) =>
			await this.inTurns(keys, keysPerTurn, (file, some) =>
				file.claim(some, claimant, leaseMs, this.surroundings.nowMs()),
			),
		release: async (keys, claimant) => noValue(await this.attempt((file) => file.endClaims(keys, claimant))),
	};
	readonly notices: string[] = [];
	private file: AnswersFile | null = null;
	private opening: Promise<AnswersFile> | null = null;
	private isClosed = false;
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
		return noValue(await this.attempt((file) => file.keep(answers, this.surroundings.nowMs())));
	}

	async forgetNumbers(numbers: readonly string[]) {
		const nothing: readonly number[] = numbers.map(() => 0);
		return await this.forget(
			nothing,
			async () => await this.inTurns(numbers, keysPerTurn, (file, some) => file.forgetNumbers(some)),
		);
	}

	async forgetBefore(timeMs: number) {
		return await this.forget(0, async () => await this.removeBefore(timeMs));
	}

	/** Where the key is gone or damaged, nobody can find hashed answers any more, not even to forget them: they are deleted. */
	async hashingKey(make: boolean): Promise<StoreOutcome<Uint8Array | null>> {
		try {
			if (make) await this.folder.make();
			const { key, wasDamaged } = await this.folder.readKey();
			if (key !== null) return done(key);
			const { value: removed, failure } = await this.removeHashed();
			if (failure !== null) return failed(failure.message);
			if (wasDamaged || removed > 0) this.notices.push(this.keyLost(wasDamaged));
			return done(make ? await this.folder.makeKey() : null);
		} catch (error) {
			return failed(keySentenceOf(readError(error), this.folder.key));
		}
	}

	async close() {
		this.isClosed = true;
		let removed = this.file === null ? 0 : rowsPerTurn;
		while (removed === rowsPerTurn) {
			const { value } = await this.attempt((file) => file.removeExpired(this.surroundings.nowMs(), rowsPerTurn));
			removed = value ?? 0;
			await this.surroundings.pause(0);
		}
		this.release();
	}

	private async removeBefore(timeMs: number): Promise<StoreOutcome<number>> {
		let removed = 0;
		let from: string | undefined;
		for (;;) {
			const { value, failure } = await this.attempt((file) => file.forgetBefore(timeMs, rowsPerTurn, from));
			if (failure !== null) return failed(failure.message);
			removed += value.removed;
			if (value.next === null) return done(removed);
			from = value.next;
			await this.surroundings.pause(0);
		}
	}

	private async removeHashed(): Promise<StoreOutcome<number>> {
		if (await this.isEmpty()) return done(0);
		const removed = await this.attempt((file) => file.forgetPrefix(hashPrefix));
		await this.attempt((file) => file.emptyLog());
		return removed;
	}

	private keyLost(wasDamaged: boolean): string {
		const what = wasDamaged
			? `was damaged, and was set aside as ${this.folder.damagedKey}`
			: 'is gone, though answers were kept under it';
		return `The key of hashed numbers, ${this.folder.key}, ${what}. Hashed answers of earlier runs are not known any more, and were deleted.`;
	}

	/** @returns whether there is no file, which to forget something is no reason to make. */
	private async isEmpty(): Promise<boolean> {
		return this.file === null && (await this.folder.inode()) === null;
	}

	/** Forgets, and with it what was set aside, also where that is all there is. */
	private async forget<Value>(nothing: Value, work: () => Promise<StoreOutcome<Value>>): Promise<StoreOutcome<Value>> {
		try {
			const outcome = (await this.isEmpty()) ? done(nothing) : await work();
			if (outcome.failure !== null) return outcome;
			// Another process's reading keeps the log; its next write then goes over it.
			if (this.file !== null) await this.attempt((file) => file.emptyLog());
			await this.folder.removeDamaged();
			return outcome;
		} catch (error) {
			return failed(sentenceOf(readError(error), this.folder.damaged));
		}
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
		if (kind === 'busy' && tries < mostTries && !(this.isClosed && this.file === null)) {
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

function noValue({ failure }: StoreOutcome<void>): StoreOutcome<null> {
	return failure === null ? done(null) : failed(failure.message);
}
