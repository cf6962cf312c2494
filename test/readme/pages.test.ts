/** What the pages quote and link to. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import { usage } from '../../demo/options';
import { outcomeTable } from '../../simulator/outcomes/outcomeTable';
import { projectDirectory, sourceFilesIn } from '../structure/sourceFile';
import { cellsOf, linksIn, readPage, sectionsOf, tableIn } from './markdown';

const readme = readPage('README.md');
const code = sourceFilesIn('nodes', 'credentials')
	.flatMap(({ words }) => words)
	.join('\n');

describe('the README', () => {
	it.each(tableIn(readme, 'troubleshooting').map(([message = '']) => message))(
		'quotes a message that exists: %s',
		(message) => {
			const fragments = message.split(/`|…|\. /).map((fragment) => fragment.replace(/^[\s"“”:;.]+|[\s"“”:;.]+$/g, ''));
			const quoted = fragments.filter((fragment) => fragment !== '');
			expect(quoted.length).toBeGreaterThan(0);
			for (const fragment of quoted) expect(code).toContain(fragment);
		},
	);

	it('lists the simulator’s magic numbers', () => {
		const rows = outcomeTable().trim().split('\n').slice(2);
		expect(tableIn(readme, 'simulator')).toEqual(rows.map(cellsOf));
	});

	it('tells the demo’s options', () => {
		expect(readme).toContain(usage.trim());
	});
});

describe.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])('%s', (name) => {
	const page = readPage(name);
	const links = linksIn(page).filter((address) => !/^https?:/.test(address));

	it('links to sections and files that exist', () => {
		const anchors = sectionsOf(page).map(({ anchor }) => `#${anchor}`);
		const broken = links.filter((address) =>
			address.startsWith('#') ? !anchors.includes(address) : !existsSync(path.join(projectDirectory, address)),
		);
		expect(broken).toEqual([]);
	});

	it('names files that exist, but for those of the invented provider', () => {
		const named = [
			...page.matchAll(/`((?:nodes|credentials|simulator|n8n-runner|demo|test|build|docs|examples)\/[\w./-]+)`/g),
		];
		const missing = named.map(([, file = '']) => file).filter((file) => !existsSync(path.join(projectDirectory, file)));
		expect(missing.filter((file) => !/acme/i.test(file))).toEqual([]);
	});
});

describe('the map in CONTRIBUTING.md', () => {
	const mapped = pathsOfTree(readPage('CONTRIBUTING.md'));

	it('shows only what exists', () => {
		expect(mapped.length).toBeGreaterThan(50);
		expect(mapped.filter((each) => !existsSync(path.join(projectDirectory, each)))).toEqual([]);
	});

	it('shows every folder of the node; of the providers, which are alike, one', () => {
		const ofProvider = /\/providers\/(?!sinch\/)/;
		const all = sourceFilesIn('nodes').map((file) => `${path.dirname(file.path)}/`);
		const folders = all.filter((folder) => !ofProvider.test(folder));
		expect(mapped).toEqual(expect.arrayContaining([...new Set(folders)]));
	});
});

/** @returns the paths in a page's first code block, where folders end in a slash and are followed by what they hold, indented. */
function pathsOfTree(page: string): string[] {
	const block = /^```text\n(.*?)^```$/ms.exec(page)?.[1] ?? '';
	const folders: string[] = [];
	return block
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => {
			const depth = line.search(/\S/) / 2;
			const [name = ''] = line.trim().split(' ');
			folders.splice(depth, Infinity, name);
			return folders.join('');
		});
}
