/**
 * Bundles each node and credential file of a package by itself, third-party code included: a community node may have no
 * runtime dependencies, and n8n installs none of the development ones.
 */

import { basename, dirname, join } from 'node:path';

import { build, type BuildOptions, type Metafile } from 'esbuild';

import { LazyModules } from './lazyModules';
import { libphonenumber } from './libphonenumber';
import { loadedFiles, readManifest } from './manifest';

/** What bundling tells about each source and bundle file; paths are relative to the package's folder. */
export type BundleFacts = Metafile;

/** Of the files that n8n does not load by itself. */
const lazyEnding = '.lazy.js';

/** @param packageDirectory with package.json and the sources; the bundles go to its dist, where package.json's `n8n` section says. */
export async function bundle(packageDirectory: string): Promise<BundleFacts> {
	const facts: BundleFacts = { inputs: {}, outputs: {} };
	for (const builtFile of loadedFiles(await readManifest(packageDirectory))) {
		for (const { inputs, outputs } of await bundleOne(packageDirectory, builtFile)) {
			Object.assign(facts.inputs, inputs);
			Object.assign(facts.outputs, outputs);
		}
	}
	return facts;
}

/** @returns the facts of the bundle, and of the file of its lazy modules, if it has any. */
async function bundleOne(packageDirectory: string, builtFile: string): Promise<BundleFacts[]> {
	const lazyFile = basename(builtFile).replace(/(\.node)?\.js$/, lazyEnding);
	const lazy = new LazyModules(packageDirectory, lazyFile);
	const loaded = await build({
		...optionsFor(packageDirectory),
		entryPoints: [sourceOf(builtFile)],
		outfile: builtFile,
		plugins: [lazy.leftOut, libphonenumber],
	});
	if (!lazy.found) return [loaded.metafile];
	const later = await build({
		...optionsFor(packageDirectory),
		stdin: { contents: lazy.code, resolveDir: packageDirectory, sourcefile: lazyFile },
		outfile: join(dirname(builtFile), lazyFile),
		plugins: [libphonenumber],
	});
	return [loaded.metafile, later.metafile];
}

function optionsFor(packageDirectory: string) {
	return {
		absWorkingDir: packageDirectory,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
		// Licences go to a file of their own.
		legalComments: 'none',
		charset: 'utf8',
		metafile: true,
		logLevel: 'warning',
	} as const satisfies BuildOptions;
}

/** `dist/nodes/X/X.node.js` is built from `nodes/X/X.node.ts`. */
function sourceOf(builtFile: string): string {
	return builtFile.replace(/^dist\//, '').replace(/\.js$/, '.ts');
}

/**
 * n8n loads every node when it starts, so what a bundle runs on loading costs every start, used or not.
 * @returns for each bundle that has any, the third-party files among that; what only a dynamic `import()` reaches is not.
 */
export function thirdPartyFilesRunOnLoading({ inputs, outputs }: BundleFacts): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const [bundleFile, { entryPoint = '' }] of Object.entries(outputs)) {
		if (bundleFile.endsWith(lazyEnding)) continue;
		const thirdParty = [...reachedOnLoading(entryPoint, inputs)].filter((file) => file.includes('node_modules/'));
		if (thirdParty.length > 0) found.set(bundleFile, thirdParty);
	}
	return found;
}

function reachedOnLoading(entryPoint: string, inputs: BundleFacts['inputs']): Set<string> {
	const reached = new Set([entryPoint]);
	// A set iterates over what is added to it on the way.
	for (const file of reached) {
		for (const { path, kind, external } of inputs[file]?.imports ?? []) {
			if (kind !== 'dynamic-import' && external !== true) reached.add(path);
		}
	}
	return reached;
}
