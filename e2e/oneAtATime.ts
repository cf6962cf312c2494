/** Keeps two processes from doing the same work at once. */

import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

const pauseMs = 1_000;

/** SQLite's result code SQLITE_BUSY: another connection holds the lock. */
const busy = z.object({ errcode: z.literal(5) });

/**
 * Runs `work` while no other process runs its own for the same file. The system drops the lock when its process ends, however it
 * ends, so nobody ever waits for a process that is gone.
 * @param lockFile is made where it is missing, and stays.
 * @param onWait called once if somebody else is at work.
 */
export async function oneAtATime(lockFile: string, onWait: () => void, work: () => Promise<void>): Promise<void> {
	const lock = new DatabaseSync(lockFile);
	try {
		for (let waits = 0; !taken(lock); waits++) {
			if (waits === 0) onWait();
			await sleep(pauseMs);
		}
		await work();
	} finally {
		lock.close();
	}
}

function taken(lock: DatabaseSync): boolean {
	try {
		lock.exec('BEGIN EXCLUSIVE');
		return true;
	} catch (error) {
		if (busy.safeParse(error).success) return false;
		throw error;
	}
}
