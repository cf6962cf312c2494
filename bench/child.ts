/** Processes of the benchmark's own, so that what they measure is theirs alone. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** @param file in this folder. */
export function startChild(file: string, args: readonly string[] = []): ChildProcess {
	return fork(path.join(__dirname, file), args);
}

/** @returns the next thing that the process says. Rejects where it ends without a word. */
export async function wordOf(child: ChildProcess): Promise<unknown> {
	const waiting = new AbortController();
	const { signal } = waiting;
	const said: Promise<unknown[]> = once(child, 'message', { signal });
	const ended = once(child, 'exit', { signal }).then(() => {
		throw new Error('A process of the benchmark ended without a word.');
	});
	try {
		const words = await Promise.race([said, ended]);
		return words[0];
	} finally {
		ended.catch(() => undefined);
		waiting.abort();
	}
}
