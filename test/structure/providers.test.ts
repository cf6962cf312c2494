/** A provider is one folder, one credential file and one line in the registry; and it is simulated, tested and explained. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { redisCredentialType } from '../../nodes/NumberLookup/description/credentials';
import { registry } from '../../nodes/NumberLookup/providers/registry';
import { providerIds } from '../../simulator/providers';
import { credentialTypes } from '../credentialTypes';
import { readPage, sectionsOf } from '../readme/markdown';
import { layerOf } from './layers';
import { projectDirectory, type SourceFile, sourceFile, sourceFilesIn } from './sourceFile';

const folderOf = (id: string) => path.join(projectDirectory, 'nodes/NumberLookup/providers', id);

describe.each(registry)('the provider $facts.id', ({ facts, load }) => {
	it('has a folder of its name with its facts and its protocol', async () => {
		expect(existsSync(path.join(folderOf(facts.id), 'facts.ts'))).toBe(true);
		expect(existsSync(path.join(folderOf(facts.id), 'provider.ts'))).toBe(true);
		expect((await load()).facts).toBe(facts);
	});

	const credentialFile = `${facts.credentialType.charAt(0).toUpperCase()}${facts.credentialType.slice(1)}.credentials`;

	it('has a credential file of its type’s name, which package.json lists', () => {
		const listed: unknown = JSON.parse(readFileSync(path.join(projectDirectory, 'package.json'), 'utf8'));
		expect(existsSync(path.join(projectDirectory, `credentials/${credentialFile}.ts`))).toBe(true);
		expect(listed).toMatchObject({
			n8n: { credentials: expect.arrayContaining([`dist/credentials/${credentialFile}.js`]) },
		});
	});

	it('has a credential type, explained in a section of the README', async () => {
		const type = (await credentialTypes()).find(({ name }) => name === facts.credentialType);
		expect(type).toBeDefined();
		const anchors = sectionsOf(readPage('README.md')).map(({ anchor }) => `#${anchor}`);
		expect(anchors).toContain(new URL(type?.documentationUrl ?? '').hash);
	});

	it('has a simulator', () => {
		expect(providerIds).toContain(facts.id);
	});

	it('is put through the conformance suite', () => {
		const tests = sourceFilesIn('test/conformance').filter(({ words }) => words.includes('describeProvider'));
		const names = tests.map((file) => path.basename(file.path));
		expect(names.filter((name) => name.startsWith(facts.id) && name.endsWith('.test.ts'))).not.toEqual([]);
	});
});

describe('nothing stands beside the registry:', () => {
	it('every folder with facts', () => {
		const folders = readdirSync(folderOf('.')).filter((name) => existsSync(path.join(folderOf(name), 'facts.ts')));
		expect(folders.sort()).toEqual(registry.map(({ facts }) => facts.id).sort());
	});

	it('every credential type, but for that of Redis', async () => {
		const types = (await credentialTypes()).map(({ name }) => name);
		expect(types.sort()).toEqual([...registry.map(({ facts }) => facts.credentialType), redisCredentialType].sort());
	});

	it('every credential file, but for that of Redis', () => {
		const files = readdirSync(path.join(projectDirectory, 'credentials'));
		const types = files.map((file) =>
			file.replace(/\.credentials\.ts$/, '').replace(/^./, (first) => first.toLowerCase()),
		);
		expect(types.sort()).toEqual([...registry.map(({ facts }) => facts.credentialType), redisCredentialType].sort());
	});

	it('every simulated provider', () => {
		expect([...providerIds].sort()).toEqual(registry.map(({ facts }) => facts.id).sort());
	});
});

describe('outside the two registries', () => {
	/** The simulator's own files of providers and its list are a registry themselves. */
	const folders = ['bench', 'build', 'demo', 'e2e', 'n8n-runner', 'simulator', 'soak'];
	const isOfProviders = ({ path: file }: SourceFile) =>
		file === 'simulator/providers.ts' || file.startsWith('simulator/protocols/') || file.endsWith('.test.ts');

	function listsIn(files: readonly SourceFile[]): string[] {
		const ids = registry.map(({ facts }) => facts.id);
		return files.filter(({ text }) => ids.every((id) => new RegExp(`\\b${id}\\b`).test(text))).map((file) => file.path);
	}

	it('nothing lists all providers, for a new one would be missing there', () => {
		const files = sourceFilesIn(...folders).filter((file) => !isOfProviders(file));
		expect(files.length).toBeGreaterThan(50);
		expect(listsIn(files)).toEqual([]);
	});

	it('a list would be found', () => {
		const list = `const secrets = { ${registry.map(({ facts }) => `${facts.id}: 1`).join(', ')} };`;
		expect(listsIn([sourceFile('bench/a.ts', list)])).toEqual(['bench/a.ts']);
	});
});

describe('above the registry', () => {
	const names = registry.flatMap(({ facts }) => [facts.id, facts.credentialType]).join('|');
	/** The editor's descriptions tell users which provider an option is for; the engine has nobody to tell. */
	const asCode = new RegExp(`\\b(${names})\\b`);
	const inAnyForm = new RegExp(names, 'i');

	function namesIn(files: readonly SourceFile[]): string[] {
		return files.flatMap((file) => {
			const layer = layerOf(file.path) ?? '';
			if (!['node', 'workflow', 'description', 'lookup'].includes(layer)) return [];
			const pattern = layer === 'description' ? asCode : inAnyForm;
			return file.words.filter((word) => pattern.test(word)).map((word) => `${file.path}: ${word}`);
		});
	}

	it('no provider is named, but for the one that a new node asks', () => {
		expect(namesIn(sourceFilesIn('nodes'))).toEqual(['nodes/NumberLookup/description/properties.ts: sinch']);
	});

	it.each([
		['lookup/a.ts', "if (provider === 'horisen') retry();"],
		['lookup/a.ts', 'const isSinchThrottled = true;'],
		['lookup/a.ts', 'const text = `${n} at Comcetera`;'],
		['workflow/a.ts', "await context.getCredentials('linkMobilityOAuth2Api');"],
		['description/a.ts', "const show = { provider: ['linkDirect'] };"],
		['description/a.ts', 'const limits = { linkGateway: 10 };'],
		['NumberLookup.node.ts', "const type = 'sinchNumberLookupApi';"],
	])('a name would be found in %s: %s', (file, text) => {
		expect(namesIn([sourceFile(`nodes/NumberLookup/${file}`, text)])).toHaveLength(1);
	});
});
