import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { circles, importFaults } from './layers';
import { projectDirectory, sourceFile, sourceFilesIn } from './sourceFile';

const published = sourceFilesIn('nodes', 'credentials');
const unpublished = ['simulator', 'n8n-runner', 'demo', 'build'];

const inNode = (file: string, text: string) => sourceFile(`nodes/NumberLookup/${file}`, text);

describe('what is published', () => {
	it('imports downwards only', () => {
		expect(published.length).toBeGreaterThan(50);
		expect(importFaults(published)).toEqual([]);
	});

	it.each([
		['the engine reaching for n8n', 'lookup/a.ts', "import type { INode } from 'n8n-workflow';"],
		['the engine reaching for a provider', 'lookup/a.ts', "import { sinch } from '../providers/sinch/provider';"],
		['the engine reaching for the registry', 'lookup/a.ts', "import { registry } from '../providers/registry';"],
		['the engine reaching for a transport', 'lookup/a.ts', "import type { Exchange } from '../transport/exchange';"],
		['the engine using more than types', 'lookup/a.ts', "import { factor } from '../transport/wire';"],
		['the engine looking up', 'lookup/a.ts', "export type { Row } from '../workflow/rows';"],
		['a dynamic import upwards', 'lookup/a.ts', "await import('../workflow/runNode');"],
		['a type written as an import', 'reference/a.ts', "type Row = import('../workflow/rows').Row;"],
		['require() upwards', 'transport/a.ts', "const plan = require('../lookup/plan');"],
		['a provider reaching for another', 'providers/sinch/a.ts', "import { x } from '../horisen/codes';"],
		['a provider reaching for LINK’s code', 'providers/sinch/a.ts', "import { x } from '../link/codes';"],
		['shared code reaching for its users', 'providers/link/a.ts', "import { x } from '../linkDirect/reply';"],
		['a provider reaching for a transport', 'providers/sinch/a.ts', "import { x } from '../../transport/carry';"],
		['a provider opening a socket', 'providers/sinch/a.ts', "import { connect } from 'node:net';"],
		['a socket without node: in front', 'workflow/a.ts', "import { createSocket } from 'dgram';"],
		['the engine reaching for a store', 'lookup/a.ts', "import type { MemoryStore } from '../stores/memory';"],
		['a store reaching for the engine', 'stores/a.ts', "import type { Reuse } from '../lookup/reuse';"],
		['the node opening a file', 'workflow/a.ts', "import { open } from 'node:fs/promises';"],
		['the node using undici', 'workflow/a.ts', "import { request } from 'undici';"],
		['the node using the simulator', 'workflow/a.ts', "import { x } from '../../../simulator/simulator';"],
		['a file outside all layers', 'common/a.ts', "import { x } from '../lookup/plan';"],
	])('is found out: %s', (_, file, text) => {
		expect(importFaults([inNode(file, text)])).toHaveLength(1);
	});

	it('lets the providers of one company share code', () => {
		expect(importFaults([inNode('providers/linkDirect/a.ts', "import { x } from '../link/codes';")])).toEqual([]);
	});

	it('goes in no circle', () => {
		expect(circles(published)).toEqual([]);
		expect(circles(unpublished.flatMap((folder) => sourceFilesIn(folder)))).toEqual([]);
	});

	it('would be found going in a circle', () => {
		const files = [
			sourceFile('a.ts', "import type { B } from './b';"),
			sourceFile('b.ts', "export * from './c';"),
			sourceFile('c.ts', "await import('./a');"),
		];
		expect(circles(files)).toEqual(['a.ts -> b.ts -> c.ts -> a.ts']);
	});
});

describe('what is not published', () => {
	/** So that the simulator cannot repeat a mistake of the node, and the runner serves any package. */
	it.each([
		['simulator', ['simulator/providerId.ts: nodes/NumberLookup/providers/registry.ts, types only']],
		['n8n-runner', []],
	])('stands by itself in %s/, but for the providers’ names', (folder, exceptions) => {
		const strangers = sourceFilesIn(folder).flatMap(({ path: from, imports }) =>
			imports
				.filter(({ file }) => file !== null && !file.startsWith(folder))
				.map(({ file, typesOnly }) => `${from}: ${file}${typesOnly ? ', types only' : ''}`),
		);
		expect(strangers).toEqual(exceptions);
	});
});

describe('package.json', () => {
	it('names every package that is imported', () => {
		const manifest: unknown = JSON.parse(readFileSync(path.join(projectDirectory, 'package.json'), 'utf8'));
		const { devDependencies } = z.object({ devDependencies: z.record(z.string()) }).parse(manifest);
		const imports = [...published, ...sourceFilesIn(...unpublished)].flatMap((file) => file.imports);
		const packages = imports.filter(({ file, specifier }) => file === null && !isBuiltin(specifier));
		const names = packages.map(({ specifier }) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier);
		expect([...new Set(names)].filter((name) => !(name in devDependencies))).toEqual([]);
	});
});
