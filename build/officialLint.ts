/**
 * n8n's lint for community nodes, with n8n's own configuration. It judges what is published and nothing else, so it runs on a
 * copy of that: in the project it would take the simulator and the tests for parts of a node.
 */

import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { run } from './run';

const published = ['nodes', 'credentials', 'package.json', 'tsconfig.json', '.gitignore'];

/** The sockets need node:net and node:dgram, the file of kept answers node:sqlite, which n8n's lint forbids; nothing else may be excused. */
const excusesAllowed = 3;

export async function officialLint(projectDirectory: string): Promise<void> {
	await countExcuses(projectDirectory);
	const copy = await mkdtemp(join(tmpdir(), 'number-lookup-lint-'));
	try {
		for (const name of published) await cp(join(projectDirectory, name), join(copy, name), { recursive: true });
		await cp(stockConfiguration(), join(copy, 'eslint.config.mjs'));
		await symlink(join(projectDirectory, 'node_modules'), join(copy, 'node_modules'));
		await run('n8n-node', ['lint'], copy);
	} finally {
		await rm(copy, { recursive: true });
	}
}

/** `n8n-node lint` in strict mode insists on this file's content. */
function stockConfiguration(): string {
	const configurations = dirname(createRequire(__filename).resolve('@n8n/node-cli/eslint'));
	return join(configurations, '../template/templates/shared/default/eslint.config.mjs');
}

async function countExcuses(projectDirectory: string): Promise<void> {
	const excuses: string[] = [];
	for (const folder of ['nodes', 'credentials']) {
		const files = await readdir(join(projectDirectory, folder), { recursive: true, withFileTypes: true });
		for (const file of files.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))) {
			const path = join(file.parentPath, file.name);
			const lines = (await readFile(path, 'utf8')).split('\n');
			lines.forEach(
				(line, index) => line.includes('eslint-disable') && excuses.push(`${path}:${index + 1}: ${line.trim()}`),
			);
		}
	}
	if (excuses.length > excusesAllowed) {
		throw new Error(
			`At most ${excusesAllowed} eslint-disable comments may stand in what is published:\n${excuses.join('\n')}`,
		);
	}
}
