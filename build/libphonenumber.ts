/**
 * How libphonenumber-js comes into the bundles: in its own build for modern engines, and with the patterns of the numbering
 * plans built once. Elsewhere it builds a regular expression from the plan's text anew for each comparison, and its standard
 * build runs in engines of 2010: together two thirds of what reading a number costs. What it makes of a number stays the same.
 */

import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

interface Place {
	/** In the library's build for modern engines. */
	file: string;
	/** How the file says it now. */
	now: string;
	/** How it says it then, with what `helper` gives. */
	then: string;
	/** Code to add to the file. */
	helper: string;
}

/** What the library does anew for each number though it comes out the same. */
const places: readonly Place[] = [
	{
		file: 'helpers/matchesEntirely.js',
		now: "new RegExp('^(?:' + regularExpressionText + ')$')",
		then: 'patternOf(regularExpressionText)',
		helper: patternOf("'^(?:' + text + ')$'"),
	},
	{
		file: 'helpers/extractNationalNumberFromPossiblyIncompleteNumber.js',
		now: "new RegExp('^(?:' + metadata.numberingPlan.nationalPrefixForParsing() + ')')",
		then: 'patternOf(metadata.numberingPlan.nationalPrefixForParsing())',
		helper: patternOf("'^(?:' + text + ')'"),
	},
	{
		file: 'helpers/formatNationalNumberUsingFormat.js',
		now: 'new RegExp(format.pattern())',
		then: 'patternOf(format.pattern())',
		helper: patternOf('text'),
	},
	{
		file: 'format.js',
		now: 'nationalNumber.search(lastLeadingDigitsPattern)',
		then: 'nationalNumber.search(patternOf(lastLeadingDigitsPattern))',
		helper: patternOf('text'),
	},
	{
		file: 'helpers/applyInternationalSeparatorStyle.js',
		now: "new RegExp(`[${VALID_PUNCTUATION}]+`, 'g')",
		then: 'patternOf(VALID_PUNCTUATION)',
		// `replace`, which uses it, begins anew each time.
		helper: patternOf("'[' + text + ']+', 'g'"),
	},
	{
		file: 'metadata.js',
		now: 'formats.map(_ => new Format(_, this))',
		then: 'formatsOf(this, formats)',
		helper: `
const formatsOfPlans = new WeakMap();
function formatsOf(plan, formats) {
	let known = formatsOfPlans.get(plan.metadata);
	if (known === undefined) {
		known = formats.map((format) => new Format(format, plan));
		formatsOfPlans.set(plan.metadata, known);
	}
	return known;
}
`,
	},
	{
		file: 'parseIncompletePhoneNumber.js',
		now: "let result = '';",
		then: "if (digitsAlone.test(string)) return string; let result = '';",
		helper: `
const digitsAlone = /^\\+?[0-9]+$/;
`,
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
		for (const { file, now, then, helper } of places) {
			build.onLoad({ filter: endingOf(`libphonenumber-js/es6-modern/${file}`) }, async ({ path }) => {
				const [before, after, ...more] = (await readFile(path, 'utf8')).split(now);
				if (before === undefined || after === undefined || more.length > 0) {
					throw new Error(`${path} does not have this once: ${now}`);
				}
				return { contents: before + then + after + helper, loader: 'js' };
			});
		}
	},
};

function endingOf(file: string): RegExp {
	return new RegExp(`[\\\\/]${file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
}
