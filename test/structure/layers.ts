/** The architecture as a table: which layer may import what. Imports point downwards only. */

import type { SourceFile } from './sourceFile';

/** What each layer may import, from the top down; its own files only where it stands in its own list. */
const mayImport = {
	node: ['workflow', 'description', 'registry'],
	workflow: [
		'workflow',
		'description',
		'list',
		'lookup',
		'registry',
		'for all providers',
		'provider interface',
		'stores',
		'store interface',
		'transport',
		'wire',
		'reference',
	],
	description: ['description', 'registry', 'provider interface', 'reference'],
	list: ['list', 'lookup', 'reference'],
	lookup: ['lookup', 'provider interface', 'store interface', 'wire', 'reference'],
	registry: ['one provider', 'provider interface'],
	'one provider': ['one provider', 'for all providers', 'provider interface', 'reference'],
	'for all providers': ['for all providers', 'provider interface', 'wire', 'reference'],
	'provider interface': ['wire', 'reference'],
	stores: ['stores', 'store interface', 'for all providers', 'provider interface', 'reference'],
	'store interface': ['store interface', 'provider interface'],
	transport: ['transport', 'wire'],
	wire: [],
	reference: ['reference'],
	credentials: [],
} as const;

type Layer = keyof typeof mayImport;

/** The first pattern that fits a file decides. */
const patterns: ReadonlyArray<readonly [RegExp, Layer]> = [
	[/^nodes\/NumberLookup\/NumberLookup\.node\.ts$/, 'node'],
	[/^nodes\/NumberLookup\/workflow\//, 'workflow'],
	[/^nodes\/NumberLookup\/description\//, 'description'],
	[/^nodes\/NumberLookup\/list\//, 'list'],
	[/^nodes\/NumberLookup\/lookup\//, 'lookup'],
	[/^nodes\/NumberLookup\/providers\/registry\.ts$/, 'registry'],
	[/^nodes\/NumberLookup\/providers\/provider\.ts$/, 'provider interface'],
	[/^nodes\/NumberLookup\/providers\/[^/]+\.ts$/, 'for all providers'],
	[/^nodes\/NumberLookup\/providers\//, 'one provider'],
	[/^nodes\/NumberLookup\/stores\/(store|sharedLimits)\.ts$/, 'store interface'],
	[/^nodes\/NumberLookup\/stores\//, 'stores'],
	[/^nodes\/NumberLookup\/transport\/wire\.ts$/, 'wire'],
	[/^nodes\/NumberLookup\/transport\//, 'transport'],
	[/^nodes\/NumberLookup\/reference\//, 'reference'],
	[/^credentials\//, 'credentials'],
];

/** Packages and built-in modules that belong to some layers only. */
const layersOfPackage: Readonly<Record<string, readonly Layer[]>> = {
	'n8n-workflow': ['node', 'workflow', 'description', 'credentials'],
	undici: ['transport'],
	'csv-parse/sync': ['list'],
	'csv-stringify': ['list'],
	jschardet: ['list'],
	'stream-transform': ['list'],
	fflate: ['list'],
	htmlparser2: ['list'],
	numfmt: ['list'],
	'node:net': ['transport'],
	'node:dgram': ['transport'],
	'node:sqlite': ['stores'],
	ioredis: ['stores'],
	'redis-semaphore': ['stores'],
	'lru-cache': ['stores'],
	'node:fs/promises': ['stores'],
};

/** Borders that only types may cross: behind them stands an interface. */
const typesOnly: ReadonlyArray<readonly [from: Layer, to: Layer]> = [
	['lookup', 'provider interface'],
	['lookup', 'store interface'],
	['lookup', 'wire'],
];

/** @returns the layer of a published file, or null for any other file. */
export function layerOf(file: string): Layer | null {
	return patterns.find(([pattern]) => pattern.test(file))?.[1] ?? null;
}

/** @returns what is wrong with the imports of published files, one line each. */
export function importFaults(files: readonly SourceFile[]): string[] {
	return files.flatMap((file) =>
		file.imports.flatMap((each) => {
			const fault = each.file === null ? packageFault(file.path, each.specifier) : fileFault(file.path, each);
			return fault === null ? [] : [`${file.path} imports ${each.specifier}: ${fault}`];
		}),
	);
}

function packageFault(from: string, specifier: string): string | null {
	const layer = layerOf(from);
	const allowed = layersOfPackage[specifier.replace(/^(?!node:)(net|dgram|sqlite|fs\/promises)$/, 'node:$1')];
	if (layer === null || allowed === undefined || allowed.includes(layer)) return null;
	return `only ${allowed.join(', ')} may`;
}

function fileFault(from: string, { file, typesOnly: isTypesOnly }: { file: string | null; typesOnly: boolean }) {
	const upper = layerOf(from);
	const lower = file === null ? null : layerOf(file);
	if (upper === null) return `${from} belongs to no layer`;
	if (lower === null || file === null) return 'what is published imports nothing else';
	const allowed: readonly Layer[] = mayImport[upper];
	if (!allowed.includes(lower)) return `${upper} may import ${allowed.join(', ') || 'no other file'}`;
	if (upper === 'one provider' && !isOwn(from, file, lower)) return 'another provider';
	if (!isTypesOnly && typesOnly.some((border) => border[0] === upper && border[1] === lower)) return 'types only';
	return null;
}

/** A folder such as `link` serves the providers whose folders begin with its name, `linkDirect` and `linkGateway`. */
function isOwn(from: string, file: string, lower: Layer): boolean {
	return lower !== 'one provider' || providerFolder(from).startsWith(providerFolder(file));
}

function providerFolder(file: string): string {
	return file.split('/')[3] ?? '';
}

/** @returns each circle of imports once, as the paths along it. */
export function circles(files: readonly SourceFile[]): string[] {
	const byPath = new Map(files.map((file) => [file.path, file]));
	const found = new Map<string, string>();
	const cleared = new Set<string>();
	const follow = (file: string, trail: readonly string[]): void => {
		const start = trail.indexOf(file);
		if (start >= 0) {
			const circle = trail.slice(start);
			found.set([...circle].sort().join(), [...circle, file].join(' -> '));
		}
		if (start >= 0 || cleared.has(file)) return;
		for (const { file: next } of byPath.get(file)?.imports ?? []) if (next !== null) follow(next, [...trail, file]);
		cleared.add(file);
	};
	for (const { path } of files) follow(path, []);
	return [...found.values()];
}
