/**
 * Bundles each node and credential file of a package by itself, third-party code included: a community node may have no
 * runtime dependencies, and n8n installs none of the development ones.
 */

import { build, type Metafile } from 'esbuild';

import { compiledPatterns } from './compiledPatterns';
import { loadedFiles, readManifest } from './manifest';

/** What bundling tells about each source and bundle file; paths are relative to the package's folder. */
export type BundleFacts = Metafile;

/** @param packageDirectory with package.json and the sources; the bundles go to its dist, where package.json's `n8n` section says. */
export async function bundle(packageDirectory: string): Promise<BundleFacts> {
	const { metafile } = await build({
		absWorkingDir: packageDirectory,
		entryPoints: loadedFiles(await readManifest(packageDirectory)).map(sourceOf),
		outbase: '.',
		outdir: 'dist',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node22',
		external: ['n8n-workflow'],
		plugins: [compiledPatterns],
		// Licences go to a file of their own.
		legalComments: 'none',
		charset: 'utf8',
		metafile: true,
		logLevel: 'warning',
	});
	return metafile;
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
