/** `tsx build/checkRelease.ts v1.2.3`: ends with an error where that tag must not be published. */

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { readManifest } from './manifest';
import { releaseFaults } from './release';

const projectDirectory = resolve(__dirname, '..');

async function main(tag = ''): Promise<void> {
	const { version } = await readManifest(projectDirectory);
	const changelog = await readFile(join(projectDirectory, 'CHANGELOG.md'), 'utf8');
	const faults = releaseFaults(tag, version, changelog);
	if (faults.length > 0) throw new Error(faults.join('\n'));
}

main(process.argv[2]).catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
