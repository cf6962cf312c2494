/** The n8n that all tests share: started before the first, stopped after the last. */

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installN8n } from './install';
import { installPackage } from './installPackage';
import { startN8n, type RunningN8n } from './n8n';
import { N8nRest } from './rest';
import { signInOwner } from './seed';

/** Environment variables are what Jest lets the tests see of its preparation. */
const urlVariable = 'NUMBER_LOOKUP_N8N_URL';
const cookieVariable = 'NUMBER_LOOKUP_N8N_COOKIE';
const filesVariable = 'NUMBER_LOOKUP_N8N_FILES';

let started: { n8n: RunningN8n; userFolder: string } | undefined;

export async function startSharedN8n(): Promise<void> {
	const command = await installN8n();
	const userFolder = await mkdtemp(join(tmpdir(), 'number-lookup-n8n-'));
	await installPackage(userFolder);
	const files = join(userFolder, 'files');
	await mkdir(files);
	const n8n = await startN8n({ command, userFolder, environment: { N8N_RESTRICT_FILE_ACCESS_TO: files } });
	started = { n8n, userFolder };
	const { url, cookie } = await signInOwner(n8n.url);
	process.env[urlVariable] = url;
	process.env[cookieVariable] = cookie;
	process.env[filesVariable] = files;
}

export async function stopSharedN8n(): Promise<void> {
	await started?.n8n.stop();
	if (started !== undefined) await rm(started.userFolder, { recursive: true });
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
	if (value === undefined) throw new Error(`${name} is not set: these tests run with e2e/jest.config.js.`);
	return value;
}
