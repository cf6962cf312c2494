/** Folders for an n8n that is gone after a run, and their removal where a run could not do it. */

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import type { Place } from './environment';

/** Followed by the id of the process that made the folder. */
const namePattern = /^number-lookup-n8n-(\d+)-/;
const processFilePattern = /^n8n-\d+\.pid$/;

/** The system's code where no process has the id; another one means that it runs, as somebody else. */
const noSuchProcess = z.object({ code: z.literal('ESRCH') });

/** Makes a user folder for the time of this process, and removes those whose processes are gone. */
export async function temporaryUserFolder(parent = tmpdir()): Promise<string> {
	await removeLeftovers(parent);
	return await mkdtemp(join(parent, `number-lookup-n8n-${process.pid}-`));
}

/** Notes which process is the n8n there: it goes on where the one that started it is killed. */
export async function noteProcess(
	{ userFolder, port }: Pick<Place, 'userFolder' | 'port'>,
	processId: number | undefined,
): Promise<void> {
	if (processId !== undefined) await writeFile(join(userFolder, `n8n-${port}.pid`), String(processId));
}

async function removeLeftovers(parent: string): Promise<void> {
	for (const name of await readdir(parent)) {
		const [, maker] = namePattern.exec(name) ?? [];
		if (maker === undefined || isRunning(Number(maker))) continue;
		const folder = join(parent, name);
		try {
			if (!(await n8nRunsIn(folder))) await rm(folder, { recursive: true });
		} catch {
			// Somebody else's, or removed meanwhile.
		}
	}
}

async function n8nRunsIn(folder: string): Promise<boolean> {
	const files = (await readdir(folder)).filter((name) => processFilePattern.test(name));
	const ids = await Promise.all(files.map(async (file) => Number(await readFile(join(folder, file), 'utf8'))));
	return ids.some(isRunning);
}

function isRunning(processId: number): boolean {
	try {
		return process.kill(processId, 0);
	} catch (error) {
		return !noSuchProcess.safeParse(error).success;
	}
}
