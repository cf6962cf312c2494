/** The file of kept answers, opened. Throws what SQLite and the file system throw. */

import { z } from 'zod';

import { readRecord, writeRecord } from '../record';
import type { AnswerKey, AnswerToKeep, Claimed, StoredAnswer } from '../store';
import { DatabaseSync, type StatementSync } from './builtins';

/** How long a statement waits, and with it the process, for another process's write. */
const busyTimeoutMs = 20;

/** Memory for the part of the file that is in use. */
const cacheKibibytes = 16 * 1024;

/** Kept from growing after a large write. */
const journalBytes = 16 * 1024 * 1024;

/**
 * A write-ahead log lets processes read while one writes, and a kill leave whole transactions. Its commits are not forced to the
 * disk: a power cut may cost the last ones, never the file. What is deleted is overwritten.
 */
const settings = `
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = NORMAL;
	PRAGMA secure_delete = ON;
	PRAGMA cache_size = -${cacheKibibytes};
	PRAGMA journal_size_limit = ${journalBytes};
`;

/** A later version that needs another table gives it another name, so that older ones go on working beside it. */
const schema = `
	CREATE TABLE IF NOT EXISTS answers (
		number TEXT NOT NULL,
		scope TEXT NOT NULL,
		looked_up_at INTEGER NOT NULL,
		expires_at INTEGER NOT NULL,
		record TEXT NOT NULL,
		PRIMARY KEY (number, scope)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX IF NOT EXISTS answers_by_expiry ON answers (expires_at);
	CREATE TABLE IF NOT EXISTS claims (
		number TEXT NOT NULL,
		scope TEXT NOT NULL,
		claimant TEXT NOT NULL,
		expires_at INTEGER NOT NULL,
		PRIMARY KEY (number, scope)
	) STRICT, WITHOUT ROWID;
`;

const recordRow = z.object({ record: z.string() }).optional();
const numberRow = z.object({ number: z.string() }).optional();

/**
 * Of another claimant, and living. One that ends later than a lease from now was made before the clock was set back; or a moment ago,
 * since the time is read before the file's lock is waited for, and so only twice a lease tells.
 */
const foreignClaim = 'claims.claimant <> ?3 AND claims.expires_at > ?4 AND claims.expires_at <= ?4 + 2 * ?5';

/** A number that comes before all others. */
const beforeAll = '';

export class AnswersFile {
	private readonly select: StatementSync;
	private readonly insert: StatementSync;
	private readonly deleteAnswer: StatementSync;
	private readonly deletePrefix: StatementSync;
	private readonly deleteNumber: StatementSync;
	private readonly selectForeignClaim: StatementSync;
	private readonly insertClaim: StatementSync;
	private readonly deleteClaim: StatementSync;
	private readonly deleteOwnClaim: StatementSync;
	private readonly deleteNumberClaims: StatementSync;
	private readonly deleteExpiredClaims: StatementSync;
	private readonly deleteExpired: StatementSync;
	private readonly deleteOld: StatementSync;
	private readonly numberFurtherOn: StatementSync;
	private readonly begin: StatementSync;
	private readonly commit: StatementSync;

	private constructor(private readonly database: DatabaseSync) {
		this.begin = database.prepare('BEGIN IMMEDIATE');
		this.commit = database.prepare('COMMIT');
		this.select = database.prepare('SELECT record FROM answers WHERE number = ? AND scope = ? AND expires_at > ?');
		this.insert = database.prepare(
			'INSERT OR REPLACE INTO answers (number, scope, looked_up_at, expires_at, record) VALUES (?, ?, ?, ?, ?)',
		);
		this.deleteAnswer = database.prepare('DELETE FROM answers WHERE number = ? AND scope = ?');
		this.deletePrefix = database.prepare('DELETE FROM answers WHERE number >= ? AND number < ? || char(1114111)');
		this.deleteNumber = database.prepare('DELETE FROM answers WHERE number = ?');
		this.selectForeignClaim = database.prepare(
			`SELECT number FROM claims WHERE number = ?1 AND scope = ?2 AND ${foreignClaim}`,
		);
		this.insertClaim = database.prepare(
			`INSERT INTO claims (number, scope, claimant, expires_at) VALUES (?1, ?2, ?3, ?4 + ?5)
			ON CONFLICT DO UPDATE SET claimant = ?3, expires_at = ?4 + ?5 WHERE NOT (${foreignClaim})`,
		);
		this.deleteClaim = database.prepare('DELETE FROM claims WHERE number = ? AND scope = ?');
		this.deleteOwnClaim = database.prepare('DELETE FROM claims WHERE number = ? AND scope = ? AND claimant = ?');
		this.deleteNumberClaims = database.prepare('DELETE FROM claims WHERE number = ?');
		this.deleteExpiredClaims = database.prepare('DELETE FROM claims WHERE expires_at <= ?');
		this.deleteExpired = database.prepare(
			'DELETE FROM answers WHERE (number, scope) IN (SELECT number, scope FROM answers WHERE expires_at <= ? LIMIT ?)',
		);
		this.deleteOld = database.prepare(
			'DELETE FROM answers WHERE number > ? AND (?2 IS NULL OR number <= ?2) AND looked_up_at < ?3',
		);
		this.numberFurtherOn = database.prepare(
			'SELECT number FROM answers WHERE number > ? ORDER BY number LIMIT 1 OFFSET ?',
		);
	}

	/** Makes the file where there is none. */
	static open(path: string): AnswersFile {
		const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
		let file: AnswersFile | null = null;
		try {
			database.exec(settings);
			database.exec(schema);
			file = new AnswersFile(database);
			return file;
		} finally {
			if (file === null) database.close();
		}
	}

	find(keys: readonly AnswerKey[], nowMs: number): Array<StoredAnswer | null> {
		return keys.map(({ number, scope }) => {
			const row = recordRow.parse(this.select.get(number, scope, nowMs));
			return row === undefined ? null : readRecord(row.record);
		});
	}

	keep(answers: readonly AnswerToKeep[], nowMs: number): void {
		this.inTransaction(() => {
			for (const answer of answers) {
				const { key, lookedUpAtMs, expiresAtMs } = answer;
				if (expiresAtMs <= nowMs) this.deleteAnswer.run(key.number, key.scope);
				else this.insert.run(key.number, key.scope, lookedUpAtMs, expiresAtMs, writeRecord(answer));
				this.deleteClaim.run(key.number, key.scope);
			}
		});
	}

	/** As `AnswerClaims.take`. Where others claim all, as mostly when their answers are waited for, nothing is written. */
	claim(keys: readonly AnswerKey[], claimant: string, leaseMs: number, nowMs: number): Claimed[] {
		const isForeign = ({ number, scope }: AnswerKey) =>
			numberRow.parse(this.selectForeignClaim.get(number, scope, claimant, nowMs, leaseMs)) !== undefined;
		if (keys.every(isForeign)) return this.find(keys, nowMs).map((stored) => ({ stored, isMine: false }));
		return this.inTransaction(() => {
			const changes = keys.map(({ number, scope }) =>
				Number(this.insertClaim.run(number, scope, claimant, nowMs, leaseMs).changes),
			);
			return this.find(keys, nowMs).map((stored, index) => ({ stored, isMine: changes[index] === 1 }));
		});
	}

	endClaims(keys: readonly AnswerKey[], claimant: string): void {
		this.inTransaction(() => {
			for (const { number, scope } of keys) this.deleteOwnClaim.run(number, scope, claimant);
		});
	}

	/** @returns how many answers were removed for each. */
	forgetNumbers(numbers: readonly string[]): number[] {
		return this.inTransaction(() =>
			numbers.map((number) => {
				this.deleteNumberClaims.run(number);
				return Number(this.deleteNumber.run(number).changes);
			}),
		);
	}

	/** Removes the answers of numbers that begin so. @returns how many were removed. */
	forgetPrefix(prefix: string): number {
		return Number(this.deletePrefix.run(prefix, prefix).changes);
	}

	/**
	 * Goes on from where it ended, a bounded part of the file at a time.
	 * @param from what the last call returned; first, nothing.
	 * @returns how many were removed, and where to go on; null at the end.
	 */
	forgetBefore(timeMs: number, rows: number, from = beforeAll): { removed: number; next: string | null } {
		const next = numberRow.parse(this.numberFurtherOn.get(from, rows))?.number ?? null;
		const { changes } = this.deleteOld.run(from, next, timeMs);
		return { removed: Number(changes), next };
	}

	/** @returns how many were removed; fewer than `most` where no more have expired. */
	removeExpired(nowMs: number, most: number): number {
		return this.inTransaction(() => {
			this.deleteExpiredClaims.run(nowMs);
			return Number(this.deleteExpired.run(nowMs, most).changes);
		});
	}

	/** What was deleted leaves the log, too. */
	emptyLog(): void {
		this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
	}

	close(): void {
		this.database.close();
	}

	private inTransaction<Value>(work: () => Value): Value {
		this.begin.run();
		try {
			const value = work();
			this.commit.run();
			return value;
		} finally {
			// Only where something failed; SQLite itself may have rolled back by then.
			if (this.database.isTransaction) this.database.exec('ROLLBACK');
		}
	}
}
