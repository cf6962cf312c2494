/** The licences of the code that the bundles contain. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { BundleFacts } from './bundle';
import { readManifest } from './manifest';

const line = '-'.repeat(80);

/**
 * @param projectDirectory what the bundle's paths are relative to.
 * @returns name, version and licence of every bundled package, in alphabetical order.
 * @throws where a package has no licence file.
 */
export async function thirdPartyNotices({ outputs }: BundleFacts, projectDirectory: string): Promise<string> {
	const bundledFiles = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
	const directories = new Set(bundledFiles.flatMap((file) => packageDirectoryOf(file) ?? []));
	const notices = await Promise.all(
		[...directories].sort().map((directory) => notice(join(projectDirectory, directory))),
	);
	return ['The files in this folder contain the following packages.', ...notices].join(`\n\n${line}\n\n`) + '\n';
}

/** `node_modules/@a/b/lib/c.js` belongs to `node_modules/@a/b`. */
function packageDirectoryOf(file: string): string | undefined {
	return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

async function notice(directory: string): Promise<string> {
	const { name, version, license = 'licence below' } = await readManifest(directory);
	const files = (await readdir(directory)).filter((file) => /^(licen[cs]e|copying|notice)(\.|$)/i.test(file));
	if (files.length === 0) throw new Error(`${name} is bundled but has no licence file in ${directory}.`);
	const texts = await Promise.all(files.sort().map((file) => readFile(join(directory, file), 'utf8')));
	return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join('\n\n');
}
