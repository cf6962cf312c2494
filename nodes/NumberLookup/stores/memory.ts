/** Answers kept in this process: bounded, and gone when it ends. */

import { randomBytes } from 'node:crypto';

import { LRUCache } from 'lru-cache';

import { readRecord, writeRecord } from './record';
import { type AnswerKey, type AnswerStore, type AnswerToKeep, done } from './store';

/** Some 80,000 answers. */
const usualBytes = 64 * 1024 * 1024;

interface Entry {
	number: string;
	lookedUpAtMs: number;
	expiresAtMs: number;
	record: string;
}

/** What the engine needs beside the texts, roughly: the cache's place for it, and two objects. */
const bytesBesideTexts = 200;
const bytesPerCharacter = 2;

export class MemoryStore implements AnswerStore {
	readonly claims = null;
	readonly notices = [];
	/** Looking an answer up does not renew it: what was kept longest ago goes first. */
	private readonly entries: LRUCache<string, Entry>;
	private readonly key = randomBytes(32);

	/** @param nowMs epoch milliseconds. */
	constructor(
		private readonly nowMs: () => number,
		maxBytes = usualBytes,
	) {
		this.entries = new LRUCache({ maxSize: maxBytes, sizeCalculation: bytesOf });
	}

	async find(keys: readonly AnswerKey[]) {
		const nowMs = this.nowMs();
		return done(
			keys.map((key) => {
				const entry = this.entries.peek(nameOf(key));
				return entry === undefined || entry.expiresAtMs <= nowMs ? null : readRecord(entry.record);
			}),
		);
	}

	async keep(answers: readonly AnswerToKeep[]) {
		for (const answer of answers) {
			const { key, lookedUpAtMs, expiresAtMs } = answer;
			const name = nameOf(key);
			if (expiresAtMs <= this.nowMs()) this.entries.delete(name);
			else this.entries.set(name, { number: key.number, lookedUpAtMs, expiresAtMs, record: writeRecord(answer) });
		}
		return done(null);
	}

	async forgetNumbers(numbers: readonly string[]) {
		const removed = new Map(numbers.map((number) => [number, 0]));
		this.removeIf(({ number }) => {
			const count = removed.get(number);
			if (count !== undefined) removed.set(number, count + 1);
			return count !== undefined;
		});
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

	private removeIf(isOver: (entry: Entry) => boolean): number {
		const over: string[] = [];
		this.entries.forEach((entry, name) => {
			if (isOver(entry)) over.push(name);
		});
		for (const name of over) this.entries.delete(name);
		return over.length;
	}
}

function bytesOf({ number, record }: Entry, name: string): number {
	return bytesBesideTexts + bytesPerCharacter * (name.length + number.length + record.length);
}

function nameOf({ number, scope }: AnswerKey): string {
	return `${number}\n${scope}`;
}
