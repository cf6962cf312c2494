/**
 * How libphonenumber-js comes into the bundles and the tests: in its own build for modern engines, and with what it works out again
 * and again kept. It builds a regular expression from the plan's text for each comparison, and chooses a number's type and format anew
 * whenever they are asked for. What it makes of a number stays the same.
 *
 * Behind each place stands what it saves of reading a British number written with +, which takes 3.2 µs with all of them (Node.js 24).
 * National digits cost more and save more. What saves less than 0.3 µs moves no figure of the benchmark and is not done.
 */

import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

interface Place {
	/** In the library's build for modern engines. */
	file: string;
	/** How the file says it now, and how it says it then with what `helper` gives. */
	changes: ReadonlyArray<readonly [now: string, then: string]>;
	/** Code to add to the file. */
	helper: string;
}

/** What the library does anew for each number though it comes out the same. */
const places: readonly Place[] = [
	// 5.2 µs
	{
		file: 'helpers/matchesEntirely.js',
		changes: [["new RegExp('^(?:' + regularExpressionText + ')$')", 'patternOf(regularExpressionText)']],
		helper: patternOf("'^(?:' + text + ')$'"),
	},
	// 0.3 µs
	{
		file: 'helpers/extractNationalNumberFromPossiblyIncompleteNumber.js',
		changes: [
			[
				"new RegExp('^(?:' + metadata.numberingPlan.nationalPrefixForParsing() + ')')",
				'patternOf(metadata.numberingPlan.nationalPrefixForParsing())',
			],
		],
		helper: patternOf("'^(?:' + text + ')'"),
	},
	// 1.2 µs
	{
		file: 'helpers/formatNationalNumberUsingFormat.js',
		changes: [
			['number.replace(new RegExp(format.pattern()), ', 'filled(number, patternOf(format.pattern()), '],
			[
				'? format.format().replace(FIRST_GROUP_PATTERN, format.nationalPrefixFormattingRule()) : format.format());',
				'? withPrefix(format.format(), format.nationalPrefixFormattingRule()) : format.format());',
			],
		],
		helper: `${patternOf('text')}
const partsOfTemplates = new Map();
function filled(number, pattern, template) {
	const match = pattern.exec(number);
	if (match === null) return number;
	let parts = partsOfTemplates.get(template);
	if (parts === undefined) {
		parts = template.split(/\\$(\\d)/);
		partsOfTemplates.set(template, parts);
	}
	let text = number.slice(0, match.index) + parts[0];
	for (let index = 1; index < parts.length; index += 2) text += (match[parts[index]] ?? '') + parts[index + 1];
	return text + number.slice(match.index + match[0].length);
}
const templatesByRule = new Map();
function withPrefix(template, rule) {
	let templates = templatesByRule.get(rule);
	if (templates === undefined) templatesByRule.set(rule, (templates = new Map()));
	let whole = templates.get(template);
	if (whole === undefined) templates.set(template, (whole = template.replace(FIRST_GROUP_PATTERN, rule)));
	return whole;
}
`,
	},
	// 2.3 µs
	{
		file: 'format.js',
		changes: [
			[
				'nationalNumber.search(lastLeadingDigitsPattern) !== 0',
				'!patternOf(lastLeadingDigitsPattern).test(nationalNumber)',
			],
			[
				'const format = chooseFormatForNumber(metadata.formats(), number);',
				'const format = chosen(metadata.formats(), number);',
			],
		],
		helper: `${patternOf("'^(?:' + text + ')'")}
const last = { formats: null, number: '', format: undefined };
function chosen(formats, number) {
	if (formats !== last.formats || number !== last.number) {
		last.format = chooseFormatForNumber(formats, number);
		last.formats = formats;
		last.number = number;
	}
	return last.format;
}
`,
	},
	// 0.3 µs
	{
		file: 'helpers/getNumberType.js',
		changes: [
			[
				'export default function getNumberType(input, options, metadataJson) {',
				`const last = { plan: '', number: '', type: undefined };
export default function getNumberType(input, options, metadataJson) {
	const plan = input.country || input.countryCallingCode;
	const number = options?.v2 ? input.nationalNumber : input.phone;
	if (number !== last.number || plan !== last.plan) {
		last.type = typeOf(input, options, metadataJson);
		last.plan = plan;
		last.number = number;
	}
	return last.type;
}
function typeOf(input, options, metadataJson) {`,
			],
		],
		helper: '',
	},
	// 0.5 µs
	{
		file: 'metadata.js',
		changes: [['formats.map(_ => new Format(_, this))', 'formatsOf(this, formats)']],
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
	// 0.3 µs
	{
		file: 'parseIncompletePhoneNumber.js',
		changes: [["let result = '';", "if (digitsAlone.test(string)) return string; let result = '';"]],
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
		for (const { file, changes, helper } of places) {
			build.onLoad({ filter: endingOf(`libphonenumber-js/es6-modern/${file}`) }, async ({ path }) => {
				let contents = await readFile(path, 'utf8');
				for (const [now, then] of changes) {
					const [before, after, ...more] = contents.split(now);
					if (before === undefined || after === undefined || more.length > 0) {
						throw new Error(`${path} does not have this once: ${now}`);
					}
					contents = before + then + after;
				}
				return { contents: contents + helper, loader: 'js' };
			});
		}
	},
};

function endingOf(file: string): RegExp {
	return new RegExp(`[\\\\/]${file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
}
