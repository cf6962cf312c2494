import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { z } from 'zod';

import { bundle, thirdPartyFilesRunOnLoading, type BundleFacts } from '../../build/bundle';
import { thirdPartyNotices } from '../../build/notices';

const directory = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(() => rmSync(directory, { recursive: true }));

function write(files: Record<string, string>): void {
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(directory, path)), { recursive: true });
		writeFileSync(join(directory, path), content);
	}
}

const files = {
	'package.json': JSON.stringify({
		name: 'n8n-nodes-two',
		version: '1.0.0',
		n8n: { nodes: ['dist/nodes/Two.node.js'], credentials: ['dist/credentials/One.credentials.js'] },
	}),
	'nodes/Two.node.ts': `
		import { NodeConnectionTypes } from 'n8n-workflow';
		export class Two { inputs = NodeConnectionTypes; load = async () => import('./protocol'); }`,
	'nodes/protocol.ts': `import { parse } from 'parser'; export const protocol = parse('x');`,
	'credentials/One.credentials.ts': `export class One { name = 'one'; }`,
	'node_modules/parser/package.json': JSON.stringify({
		name: 'parser',
		version: '3.2.1',
		license: 'ISC',
		main: 'index.js',
	}),
	'node_modules/parser/index.js': `exports.parse = (text) => text;`,
	'node_modules/parser/LICENSE': 'Copyright the parser’s authors\n',
};

const twoSchema = z.object({
	Two: z.custom<new () => { load: () => Promise<unknown> }>((value) => typeof value === 'function'),
});

let facts: BundleFacts;
beforeAll(async () => {
	write(files);
	facts = await bundle(directory);
});

describe('a bundle', () => {
	it('holds all but n8n-workflow and what only import() reaches, which stands in a file beside it', () => {
		const [node, lazy] = ['Two.node.js', 'Two.lazy.js'].map((file) =>
			readFileSync(join(directory, 'dist/nodes', file), 'utf8'),
		);
		expect(node).toContain('require("n8n-workflow")');
		expect(node).not.toContain('node_modules/parser/index.js');
		expect(lazy).toContain('node_modules/parser/index.js');
	});

	it('loads what import() reaches when it is asked for', async () => {
		write({ 'node_modules/n8n-workflow/index.js': `exports.NodeConnectionTypes = [];` });
		const loaded = twoSchema.parse(createRequire(__filename)(join(directory, 'dist/nodes/Two.node.js')));
		expect(await new loaded.Two().load()).toMatchObject({ protocol: 'x' });
	});

	it('stands where package.json says', () => {
		expect(Object.keys(facts.outputs).sort()).toEqual([
			'dist/credentials/One.credentials.js',
			'dist/nodes/Two.lazy.js',
			'dist/nodes/Two.node.js',
		]);
	});

	it('runs no third-party code on loading while only import() reaches it', () => {
		expect(thirdPartyFilesRunOnLoading(facts)).toEqual(new Map());
	});

	it('is told apart from one that does', async () => {
		write({ 'nodes/Two.node.ts': `export { protocol } from './protocol'; export class Two {}` });
		const found = thirdPartyFilesRunOnLoading(await bundle(directory));
		expect(found).toEqual(new Map([['dist/nodes/Two.node.js', ['node_modules/parser/index.js']]]));
	});
});

describe('the third-party notices', () => {
	it('name each bundled package with its version and licence', async () => {
		const notices = await thirdPartyNotices(facts, directory);
		expect(notices).toContain('parser 3.2.1 (ISC)\n\nCopyright the parser’s authors\n');
	});

	it('cannot be made where a package has no licence', async () => {
		rmSync(join(directory, 'node_modules/parser/LICENSE'));
		await expect(thirdPartyNotices(facts, directory)).rejects.toThrow('parser is bundled but has no licence file');
	});
});
