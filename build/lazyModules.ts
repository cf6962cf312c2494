/**
 * What only `import()` reaches goes to a file of its own. Node.js reads a whole file before it runs any of it, and n8n loads
 * every node when it starts: so a start reads little, whether the node is used or not.
 */

import { posix, relative, sep } from 'node:path';

import type { Plugin } from 'esbuild';

const namespace = 'lazy';

export class LazyModules {
	/** Source files, relative to the package's folder. */
	private readonly files = new Set<string>();

	/**
	 * @param packageDirectory absolute.
	 * @param lazyFile name of the file that holds the modules, beside the bundle that needs them.
	 */
	constructor(
		private readonly packageDirectory: string,
		private readonly lazyFile: string,
	) {}

	/** Whether the bundle has any. */
	get found(): boolean {
		return this.files.size > 0;
	}

	/** The lazy file's code: gives each module by its source file. To be bundled from the package's folder. */
	get code(): string {
		const entries = [...this.files].map(
			(file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)})`,
		);
		return `module.exports = { ${entries.join(', ')} };`;
	}

	/** For the bundle that leaves them out: an `import()` in it loads the lazy file first. */
	readonly leftOut: Plugin = {
		name: 'lazyModules',
		setup: (build) => {
			build.onResolve({ filter: /^\./ }, async ({ path, kind, resolveDir }) => {
				if (kind !== 'dynamic-import') return null;
				const found = await build.resolve(path, { resolveDir, kind: 'import-statement' });
				if (found.errors.length > 0) return found;
				const file = relative(this.packageDirectory, found.path).split(sep).join(posix.sep);
				this.files.add(file);
				return { path: file, namespace };
			});
			build.onResolve({ filter: /./, namespace }, ({ path }) => ({ path, external: true }));
			build.onLoad({ filter: /./, namespace }, ({ path }) => ({
				contents: `module.exports = require(${JSON.stringify(`./${this.lazyFile}`)})[${JSON.stringify(path)}]();`,
			}));
		},
	};
}
