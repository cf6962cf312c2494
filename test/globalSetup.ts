/** Once before all tests: libphonenumber-js as the bundles have it, so that the tests read numbers as users do. */

import { join, resolve } from 'node:path';

import { build } from 'esbuild';

import { libphonenumber } from '../build/libphonenumber';

const projectDirectory = resolve(__dirname, '..');

export default async function bundleLibphonenumber(): Promise<void> {
	await build({
		stdin: { contents: `export * from 'libphonenumber-js/max';`, resolveDir: projectDirectory },
		bundle: true,
		platform: 'node',
		// jest.config.js says so, too.
		outfile: join(projectDirectory, 'node_modules/.cache/libphonenumber.cjs'),
		plugins: [libphonenumber],
		logLevel: 'warning',
	});
}
