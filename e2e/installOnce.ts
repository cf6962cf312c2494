/** Installs a folder's package.json and lock file into a cache folder, once for each lock file. */

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { run } from '../build/run';
import { cacheDirectory } from './cacheDirectory';
import { oneAtATime } from './oneAtATime';

/**
 * @param from holds the lock file.
 * @param name of what is installed, in the cache.
 * @returns the folder in the cache; whether anything is there yet or not.
 */
export function installedIn(from: string, name: string): string {
	const lockFile = readFileSync(join(from, 'package-lock.json'));
	return join(cacheDirectory(), `${name}-${createHash('sha256').update(lockFile).digest('hex').slice(0, 16)}`);
}

/**
 * No install script is run.
 * @param cost how long it takes and how much there is, in words.
 * @param finish does what is left to do in the folder.
 * @returns the folder in the cache.
 */
export async function installOnce(
	from: string,
	name: string,
	cost: string,
	finish: (directory: string) => Promise<void> = async () => {},
): Promise<string> {
	const directory = installedIn(from, name);
	// Written last: an installation that was interrupted has none.
	const finished = join(directory, 'finished');
	if (existsSync(finished)) return directory;
	await mkdir(cacheDirectory(), { recursive: true });
	const onWait = () => console.log(`Waiting for another process, which is installing ${name}.`);
	await oneAtATime(`${directory}.lock`, onWait, async () => {
		if (existsSync(finished)) return;
		console.log(`Installing ${name} into ${directory}. This is done once and takes ${cost}.`);
		await installInto(directory, from);
		await finish(directory);
		await writeFile(finished, '');
	});
	return directory;
}

async function installInto(directory: string, from: string): Promise<void> {
	await rm(directory, { recursive: true, force: true });
	await mkdir(directory);
	for (const file of ['package.json', 'package-lock.json']) await copyFile(join(from, file), join(directory, file));
	// npm hands its own settings down to what it runs, so the folder is named and not only the current one.
	const where = ['--prefix', directory];
	const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
	await run('npm', ['ci', ...where, ...quiet, '--ignore-scripts'], directory);
}
