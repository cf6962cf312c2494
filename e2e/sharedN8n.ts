/** The n8n that all tests share: started before the first, stopped after the last. */

import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { installN8n } from './install';
import { installPackage } from './installPackage';
import type { N8nOptions, RunningN8n } from './n8n';
import { N8nRest } from './rest';
import { signInOwner } from './seed';
import { temporaryUserFolder } from './userFolder';

/** Environment variables are what Jest lets the tests see of its preparation. */
const urlVariable = 'NUMBER_LOOKUP_N8N_URL';
const cookieVariable = 'NUMBER_LOOKUP_N8N_COOKIE';
const filesVariable = 'NUMBER_LOOKUP_N8N_FILES';

type Startable = Pick<RunningN8n, 'url' | 'stop'>;

let n8n: Startable | undefined;
let userFolder: string | undefined;

/** @param start starts n8n as one process, or as several. */
export async function startSharedN8n(start: (options: N8nOptions) => Promise<Startable>): Promise<void> {
	const command = await installN8n();
	userFolder = await temporaryUserFolder();
	try {
		await installPackage(userFolder);
		const files = join(userFolder, 'files');
		await mkdir(files);
		n8n = await start({ command, userFolder, environment: { N8N_RESTRICT_FILE_ACCESS_TO: files } });
		const { url, cookie } = await signInOwner(n8n.url);
		process.env[urlVariable] = url;
		process.env[cookieVariable] = cookie;
		process.env[filesVariable] = files;
	} catch (error) {
		// Jest clears up only after what it could prepare.
		await stopSharedN8n();
		throw error;
	}
}

export async function stopSharedN8n(): Promise<void> {
	await n8n?.stop();
	if (userFolder !== undefined) await rm(userFolder, { recursive: true });
}

/** @returns the shared n8n, with its owner signed in. */
export function sharedN8n(): N8nRest {
	return new N8nRest(variable(urlVariable), variable(cookieVariable));
}

/** @returns the folder whose files the shared n8n's nodes may read and write. */
export function sharedFiles(): string {
	return variable(filesVariable);
}

function variable(name: string): string {
	const value = process.env[name];
	if (value === undefined) throw new Error(`${name} is not set: these tests run with npm run test:n8n.`);
	return value;
}
