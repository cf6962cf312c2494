import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bundle } from '../../build/bundle';

const folder = mkdtempSync(join(tmpdir(), 'probe-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Builds the probe package into a folder of its own, beside n8n-workflow as in n8n. */
export async function installProbe(): Promise<string> {
	const modules = join(folder, 'node_modules');
	const directory = join(modules, 'n8n-nodes-probe');
	mkdirSync(modules);
	cpSync(join(__dirname, 'probe'), directory, { recursive: true });
	symlinkSync(join(__dirname, '../../node_modules/n8n-workflow'), join(modules, 'n8n-workflow'));
	await bundle(directory);
	return directory;
}
