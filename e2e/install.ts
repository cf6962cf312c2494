/** Installs the whole n8n into a cache folder, once for each lock file: it takes minutes and gigabytes. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

import { run } from '../build/run';
import { cacheDirectory } from './cacheDirectory';
import { oneAtATime } from './oneAtATime';

const oldestNode = 24;

/** @returns the file that Node.js runs as n8n's command. */
export async function installN8n(): Promise<string> {
	checkNode();
	const directory = join(cacheDirectory(), `n8n-${await fingerprint()}`);
	// Written last: an installation that was interrupted has none.
	const finished = join(directory, 'finished');
	if (!existsSync(finished)) {
		await mkdir(cacheDirectory(), { recursive: true });
		const onWait = () => console.log('Waiting for another process, which is installing n8n.');
		await oneAtATime(`${directory}.lock`, onWait, async () => {
			if (existsSync(finished)) return;
			console.log(`Installing n8n into ${directory}. This is done once and takes some minutes and about 3 GB.`);
			await installInto(directory);
			await writeFile(finished, '');
		});
	}
	return join(directory, 'node_modules/n8n/bin/n8n');
}

function checkNode(): void {
	if (Number.parseInt(process.versions.node) >= oldestNode) return;
	throw new Error(
		`n8n needs Node.js ${oldestNode}, and this is ${process.version}. Start through npm, which puts the one that this package installs first.`,
	);
}

async function fingerprint(): Promise<string> {
	const lockFile = await readFile(join(__dirname, 'package-lock.json'));
	return createHash('sha256').update(lockFile).digest('hex').slice(0, 16);
}

async function installInto(directory: string): Promise<void> {
	await rm(directory, { recursive: true, force: true });
	await mkdir(directory);
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(join(__dirname, file), join(directory, file));
	}
	// npm hands its own settings down to what it runs, so the folder is named and not only the current one.
	const where = ['--prefix', directory];
	const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
	await run('npm', ['ci', ...where, ...quiet, '--ignore-scripts'], directory);
	await compileSqlite(directory);
}

/** Of all install scripts n8n needs this one alone; its own way would first try to download a compiled file. */
async function compileSqlite(directory: string): Promise<void> {
	const nodeGyp = join(directory, 'node_modules/node-gyp/bin/node-gyp.js');
	const headers = headersDirectory();
	await run(
		process.execPath,
		[
			nodeGyp,
			'rebuild',
			'--directory=node_modules/sqlite3',
			'--loglevel=error',
			...(headers === undefined ? [] : [`--nodedir=${headers}`]),
		],
		directory,
	);
	await run(process.execPath, ['--eval', 'require("sqlite3")'], directory);
}

/** sqlite3 speaks Node-API, so the headers of any Node.js on the path will do; without any, node-gyp downloads some. */
function headersDirectory(): string | undefined {
	const directories = (process.env.PATH ?? '').split(delimiter).map((directory) => dirname(directory));
	return directories.find((directory) => existsSync(join(directory, 'include/node/node_api.h')));
}
