/** Answers kept in this process: bounded, and gone when it ends. */

import { randomBytes } from 'node:crypto';

import { readRecord, writeRecord } from './record';
import { type AnswerKey, type AnswerStore, type AnswerToKeep, done } from './store';

export interface MemoryBounds {
	entries: number;
	bytes: number;
}

const usualBounds: MemoryBounds = { entries: 200_000, bytes: 64 * 1024 * 1024 };

interface Entry {
	number: string;
	lookedUpAtMs: number;
	expiresAtMs: number;
	record: string;
	bytes: number;
}

/** What the engine needs beside the texts, roughly: a map's entry and two objects. */
const bytesBesideTexts = 200;
const bytesPerCharacter = 2;

export class MemoryStore implements AnswerStore {
	readonly claims = null;
	readonly notices = [];
	/** Kept longest ago first. */
	private readonly entries = new Map<string, Entry>();
	private readonly key = randomBytes(32);
	private bytes = 0;

	/** @param nowMs epoch milliseconds. */
	constructor(
		private readonly nowMs: () => number,
		private readonly bounds = usualBounds,
	) {}

	async find(keys: readonly AnswerKey[]) {
		const nowMs = this.nowMs();
		return done(
			keys.map((key) => {
				const entry = this.entries.get(nameOf(key));
				return entry === undefined || entry.expiresAtMs <= nowMs ? null : readRecord(entry.record);
			}),
		);
	}

	async keep(answers: readonly AnswerToKeep[]) {
		for (const answer of answers) this.keepOne(answer);
		return done(null);
	}

	async forgetNumbers(numbers: readonly string[]) {
		const removed = new Map(numbers.map((number) => [number, 0]));
		for (const [name, entry] of this.entries) {
			const count = removed.get(entry.number);
			if (count === undefined) continue;
			this.remove(name);
			removed.set(entry.number, count + 1);
		}
		return done(numbers.map((number) => removed.get(number) ?? 0));
	}

	async forgetBefore(timeMs: number) {
		return done(this.removeIf(({ lookedUpAtMs }) => lookedUpAtMs < timeMs));
	}

	async hashingKey() {
		return done(this.key);
	}

	async close() {
		const nowMs = this.nowMs();
		this.removeIf(({ expiresAtMs }) => expiresAtMs <= nowMs);
	}

	private keepOne(answer: AnswerToKeep): void {
		const { key, lookedUpAtMs, expiresAtMs } = answer;
		const name = nameOf(key);
		this.remove(name);
		if (expiresAtMs <= this.nowMs()) return;
		const record = writeRecord(answer);
		const bytes = bytesBesideTexts + bytesPerCharacter * (name.length + key.number.length + record.length);
		this.entries.set(name, { number: key.number, lookedUpAtMs, expiresAtMs, record, bytes });
		this.bytes += bytes;
		for (const oldest of this.entries.keys()) {
			if (this.entries.size <= this.bounds.entries && this.bytes <= this.bounds.bytes) break;
			this.remove(oldest);
		}
	}

	private removeIf(isOver: (entry: Entry) => boolean): number {
		let removed = 0;
		for (const [name, entry] of this.entries) {
			if (!isOver(entry)) continue;
			this.remove(name);
			removed++;
		}
		return removed;
	}

	private remove(name: string): void {
		this.bytes -= this.entries.get(name)?.bytes ?? 0;
		this.entries.delete(name);
	}
}

function nameOf({ number, scope }: AnswerKey): string {
	return `${number}\n${scope}`;
}
