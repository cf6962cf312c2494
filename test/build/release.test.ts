import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

import { releaseFaults } from '../../build/release';

describe('a release', () => {
	const changelog = '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-11-25\n';

	it.each([
		['v1.2.3', '1.2.3', []],
		['v1.2.4', '1.2.3', ['The tag is v1.2.4, but package.json says 1.2.3.']],
		['1.2.3', '1.2.3', ['The tag is 1.2.3, but package.json says 1.2.3.']],
		['v1.2', '1.2', ['CHANGELOG.md has no heading "## [1.2] - <date>".']],
	])('tag %s of version %s: %j', (tag, version, faults) => {
		expect(releaseFaults(tag, version, changelog)).toEqual(faults);
	});
});

const workflows = resolve(__dirname, '../../.github/workflows');

const workflow = z.object({
	permissions: z.record(z.string()),
	jobs: z.record(
		z.object({
			needs: z.string().optional(),
			uses: z.string().optional(),
			permissions: z.record(z.string()).optional(),
			steps: z.array(z.object({ uses: z.string().optional(), run: z.string().optional() })).default([]),
		}),
	),
});

const textOf = (file: string) => readFileSync(join(workflows, file), 'utf8');
const read = (file: string) => workflow.parse(parse(textOf(file)));

describe('the GitHub workflows', () => {
	it('check every change by .ci/run', () => {
		expect(read('check.yml').jobs.check?.steps).toContainEqual({ run: '.ci/run' });
	});

	it('publish only what passed the same check, and whose tag is its version', () => {
		const { check, publish } = read('publish.yml').jobs;
		expect(check?.uses).toBe('./.github/workflows/check.yml');
		expect(publish?.needs).toBe('check');
		const commands = publish?.steps.flatMap(({ run }) => run ?? []) ?? [];
		expect(commands.at(-2)).toContain('build/checkRelease.ts');
		expect(commands.at(-1)).toBe('npm publish --provenance --access public');
	});

	it('hold no secret, and let only the publishing job prove who it is', () => {
		for (const file of readdirSync(workflows)) {
			expect(textOf(file)).not.toContain('secrets.');
			expect(read(file).permissions).toEqual({ contents: 'read' });
		}
		expect(read('publish.yml').jobs.publish?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
	});
});
