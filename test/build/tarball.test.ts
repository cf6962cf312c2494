import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { faultsOf, install, pack } from '../../build/tarball';

const directory = mkdtempSync(join(tmpdir(), 'tarball-'));
const project = join(directory, 'project');
afterAll(() => rmSync(directory, { recursive: true }));

const manifest = {
	name: 'n8n-nodes-small',
	version: '1.0.0',
	license: 'MIT',
	files: ['dist'],
	n8n: { nodes: ['dist/Small.node.js'], credentials: [] },
	devDependencies: { esbuild: '*' },
	peerDependencies: { 'n8n-workflow': '*' },
};

function describePackage(facts: object): void {
	writeFileSync(join(project, 'package.json'), JSON.stringify(facts));
}

beforeAll(() => {
	mkdirSync(join(project, 'dist'), { recursive: true });
	for (const name of ['README.md', 'LICENSE', 'CHANGELOG.md', 'dist/Small.node.js'])
		writeFileSync(join(project, name), '');
});

beforeEach(() => describePackage(manifest));

const files = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/Small.node.js', 'dist/Small.node.json'];

it.each([
	['nothing', { bytes: 1000, files }, []],
	['a missing file', { bytes: 1000, files: files.slice(1) }, ['package.json is missing.']],
	[
		'a missing node and its codex',
		{ bytes: 1000, files: files.slice(0, 4) },
		['dist/Small.node.js is missing.', 'dist/Small.node.json is missing.'],
	],
	['a strange file', { bytes: 1000, files: [...files, 'test/a.ts'] }, ['test/a.ts does not belong into the package.']],
	['too many bytes', { bytes: 1_600_001, files }, ['1600001 bytes are more than the 1600000 allowed.']],
])('finds fault with %s', async (_case, tarball, faults) => {
	await expect(faultsOf({ path: '', ...tarball }, project)).resolves.toEqual(faults);
});

describe('a packed and installed package', () => {
	it('is what n8n’s installer leaves of it', async () => {
		const tarball = await pack(project, directory);
		expect(tarball.files.sort()).toEqual(['LICENSE', 'README.md', 'dist/Small.node.js', 'package.json']);
		const installed = await install(tarball, project, join(directory, 'n8n'));
		const { devDependencies, peerDependencies, ...kept } = manifest;
		expect(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))).toEqual(kept);
	});

	it('may have no dependencies', async () => {
		describePackage({ ...manifest, dependencies: { undici: '7' } });
		const tarball = await pack(project, directory);
		await expect(install(tarball, project, join(directory, 'other'))).rejects.toThrow(
			'n8n-nodes-small has dependencies',
		);
	});
});
