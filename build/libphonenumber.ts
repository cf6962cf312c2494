/**
 * How libphonenumber-js comes into the bundles: in its own build for modern engines, and with the patterns of the numbering
 * plans built once. Elsewhere it builds a regular expression from the plan's text anew for each comparison, and its standard
 * build runs in engines of 2010: together two thirds of what reading a number costs. Nothing else of the library changes.
 */

import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

interface Place {
	/** In the library's ES modules. */
	file: string;
	/** How the file says it now. */
	building: string;
	/** How it says it then, with `patternOf`. */
	once: string;
	/** The pattern's source, by the plan's `text`. */
	source: string;
}

/** Where the library builds one on the way of a number. Only `replace` uses the one with a flag, and begins anew each time. */
const places: readonly Place[] = [
	{
		file: 'helpers/matchesEntirely.js',
		building: "new RegExp('^(?:' + regularExpressionText + ')$')",
		once: 'patternOf(regularExpressionText)',
		source: "'^(?:' + text + ')$'",
	},
	{
		file: 'helpers/extractNationalNumberFromPossiblyIncompleteNumber.js',
		building: "new RegExp('^(?:' + metadata.numberingPlan.nationalPrefixForParsing() + ')')",
		once: 'patternOf(metadata.numberingPlan.nationalPrefixForParsing())',
		source: "'^(?:' + text + ')'",
	},
	{
		file: 'helpers/formatNationalNumberUsingFormat.js',
		building: 'new RegExp(format.pattern())',
		once: 'patternOf(format.pattern())',
		source: 'text',
	},
	{
		file: 'format.js',
		building: 'nationalNumber.search(lastLeadingDigitsPattern)',
		once: 'nationalNumber.search(patternOf(lastLeadingDigitsPattern))',
		source: 'text',
	},
	{
		file: 'helpers/applyInternationalSeparatorStyle.js',
		building: "new RegExp(`[${VALID_PUNCTUATION}]+`, 'g')",
		once: 'patternOf(VALID_PUNCTUATION)',
		source: "'[' + text + ']+', 'g'",
	},
];

/**
 * By the plan's own text, whose hash JavaScript remembers; that of a text put together for the purpose would be worked out each
 * time. There are as many as the plans have texts.
 */
function patternOf(source: string): string {
	return `
const patterns = new Map();
function patternOf(text) {
	let pattern = patterns.get(text);
	if (pattern === undefined) {
		pattern = new RegExp(${source});
		patterns.set(text, pattern);
	}
	return pattern;
}
`;
}

/** @throws on bundling where the library no longer has that build or the places: then they are to be looked up anew. */
export const libphonenumber: Plugin = {
	name: 'libphonenumber',
	setup(build) {
		build.onResolve({ filter: /^libphonenumber-js\/max$/ }, async ({ path, resolveDir }) => {
			return await build.resolve(`${path}/es6`, { resolveDir, kind: 'import-statement' });
		});
		for (const { file, building, once, source } of places) {
			build.onLoad({ filter: endingOf(`libphonenumber-js/es6-modern/${file}`) }, async ({ path }) => {
				const [before, after, ...more] = (await readFile(path, 'utf8')).split(building);
				if (before === undefined || after === undefined || more.length > 0) {
					throw new Error(`${path} does not have this once: ${building}`);
				}
				return { contents: before + once + after + patternOf(source), loader: 'js' };
			});
		}
	},
};

function endingOf(file: string): RegExp {
	return new RegExp(`[\\\\/]${file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
}
