/** Installs the whole n8n into a cache folder, once for each lock file: it takes minutes and gigabytes. */

import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { run } from '../build/run';
import { installOnce } from './installOnce';

const oldestNode = 24;

/** @returns the file that Node.js runs as n8n's command. */
export async function installN8n(): Promise<string> {
	checkNode();
	const directory = await installOnce(__dirname, 'n8n', 'some minutes and about 3 GB', compileSqlite);
	return join(directory, 'node_modules/n8n/bin/n8n');
}

function checkNode(): void {
	if (Number.parseInt(process.versions.node) >= oldestNode) return;
	throw new Error(
		`n8n needs Node.js ${oldestNode}, and this is ${process.version}. Start through npm, which puts the one that this package installs first.`,
	);
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
