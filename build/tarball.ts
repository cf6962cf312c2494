/** The package as npm would publish it, and as n8n's installer would put it on a disk. */

import { execFile } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { z } from 'zod';

import { loadedFiles, readManifest } from './manifest';

const execute = promisify(execFile);

const packed = z
	.array(z.object({ filename: z.string(), size: z.number(), files: z.array(z.object({ path: z.string() })) }))
	.nonempty();

export interface Tarball {
	path: string;
	bytes: number;
	/** Paths inside the package. */
	files: string[];
}

/** @param directory where the tarball goes. */
export async function pack(projectDirectory: string, directory: string): Promise<Tarball> {
	const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', directory], {
		cwd: projectDirectory,
	});
	const [{ filename, size, files }] = packed.parse(JSON.parse(stdout));
	return { path: join(directory, filename), bytes: size, files: files.map(({ path }) => path) };
}

/** As the README promises. */
const largestBytes = 1_600_000;
const alwaysThere = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'];

/** @returns what is wrong with the tarball's size and content, one sentence each. */
export async function faultsOf({ bytes, files }: Tarball, projectDirectory: string): Promise<string[]> {
	const manifest = await readManifest(projectDirectory);
	// Like n8n, which finds a node's codex by appending to the node's own path.
	const codexFiles = manifest.n8n?.nodes.map((file) => `${file}on`) ?? [];
	const required = [...alwaysThere, ...loadedFiles(manifest), ...codexFiles];
	const missing = required.filter((path) => !files.includes(path));
	const strange = files.filter((path) => !path.startsWith('dist/') && !alwaysThere.includes(path));
	return [
		...missing.map((path) => `${path} is missing.`),
		...strange.map((path) => `${path} does not belong into the package.`),
		...(bytes > largestBytes ? [`${bytes} bytes are more than the ${largestBytes} allowed.`] : []),
	];
}

/**
 * Unpacks like n8n's installer: drops the development, peer and optional dependencies, and runs no scripts. The package may have no
 * other dependencies, so there is nothing to download.
 * @param modules the node_modules folder to unpack into.
 * @returns the package's folder.
 */
export async function unpack({ path }: Tarball, projectDirectory: string, modules: string): Promise<string> {
	const { name } = await readManifest(projectDirectory);
	const unpacked = join(modules, name);
	await mkdir(unpacked, { recursive: true });
	await execute('tar', ['-xzf', path, '-C', unpacked, '--strip-components=1']);

	const manifestPath = join(unpacked, 'package.json');
	const manifest = z.record(z.unknown()).parse(JSON.parse(await readFile(manifestPath, 'utf8')));
	const { devDependencies, peerDependencies, optionalDependencies, ...kept } = manifest;
	if (kept.dependencies !== undefined) throw new Error(`${name} has dependencies; n8n would have to download them.`);
	await writeFile(manifestPath, JSON.stringify(kept));
	return unpacked;
}

/**
 * Unpacks beside n8n-workflow alone, which n8n itself provides.
 * @param directory an empty folder.
 * @returns the package's folder.
 */
export async function install(tarball: Tarball, projectDirectory: string, directory: string): Promise<string> {
	const modules = join(directory, 'node_modules');
	const installed = await unpack(tarball, projectDirectory, modules);
	await symlink(join(projectDirectory, 'node_modules/n8n-workflow'), join(modules, 'n8n-workflow'));
	return installed;
}
