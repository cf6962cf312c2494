/** `gulp build` makes dist/, `gulp lint` judges the code. The steps themselves are in build/. */

require('tsx/cjs');

const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');
const { writeBundles } = require('./build/dist');
const { officialLint } = require('./build/officialLint');
const { run } = require('./build/run');

const clean = () => rm('dist', { recursive: true, force: true });

const typecheck = () => run('tsc', ['-p', '.'], __dirname);

const bundleSources = () => writeBundles(__dirname);

/** Icons, and the codex that tells the editor where to list the node. */
const copy = () =>
	src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(dest('dist'));

const n8nLint = () => officialLint(__dirname);
const ownLint = () => run('eslint', ['--max-warnings=0', '.'], __dirname);
const formatting = () => run('prettier', ['--check', '.'], __dirname);

module.exports = {
	/** Without the type check: for the demo, and for work in progress. */
	bundle: series(clean, parallel(bundleSources, copy)),
	build: series(clean, typecheck, parallel(bundleSources, copy)),
	n8nLint,
	ownLint,
	/** With --continue, one finding does not keep the others from being shown. */
	lint: series(n8nLint, ownLint, formatting),
};
