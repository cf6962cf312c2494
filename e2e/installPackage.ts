/** Puts the built package where n8n looks for community packages, as n8n's own installer leaves it. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { readManifest } from '../build/manifest';
import { pack, unpack } from '../build/tarball';

const projectDirectory = resolve(__dirname, '..');

/** @param userFolder n8n's N8N_USER_FOLDER; a package of the same name that is there already is replaced. */
export async function installPackage(userFolder: string): Promise<void> {
	const installed = join(userFolder, '.n8n/nodes');
	await rm(installed, { recursive: true, force: true });
	await mkdir(installed, { recursive: true });
	const temporary = await mkdtemp(join(tmpdir(), 'number-lookup-package-'));
	try {
		await unpack(await pack(projectDirectory, temporary), projectDirectory, join(installed, 'node_modules'));
	} finally {
		await rm(temporary, { recursive: true });
	}
	const { name, version } = await readManifest(projectDirectory);
	const installedNodes = { name: 'installed-nodes', private: true, dependencies: { [name]: version } };
	await writeFile(join(installed, 'package.json'), JSON.stringify(installedNodes, null, 2));
}
