import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { noteProcess, temporaryUserFolder } from './userFolder';

describe('temporaryUserFolder', () => {
	let parent: string;
	let gone: number;
	const port = 5678;

	beforeAll(async () => {
		const child = spawn(process.execPath, ['--eval', '']);
		await once(child, 'exit');
		gone = child.pid ?? 0;
	});
	beforeEach(async () => (parent = await mkdtemp(join(tmpdir(), 'number-lookup-folders-'))));
	afterEach(async () => await rm(parent, { recursive: true }));

	async function make(name: string): Promise<string> {
		const folder = join(parent, name);
		await mkdir(folder);
		return folder;
	}

	it('makes a new folder', async () => {
		const folder = await temporaryUserFolder(parent);
		expect(existsSync(folder)).toBe(true);
		expect(await temporaryUserFolder(parent)).not.toBe(folder);
	});

	it('removes folders whose process is gone, and n8n with it', async () => {
		const left = await make(`number-lookup-n8n-${gone}-abc`);
		const withN8n = await make(`number-lookup-n8n-${gone}-def`);
		await noteProcess({ userFolder: withN8n, port }, gone);
		await temporaryUserFolder(parent);
		expect([left, withN8n].filter((folder) => existsSync(folder))).toEqual([]);
	});

	it('keeps the folder of a process that runs, or whose n8n still does, and other folders', async () => {
		const own = await temporaryUserFolder(parent);
		const orphaned = await make(`number-lookup-n8n-${gone}-abc`);
		await noteProcess({ userFolder: orphaned, port }, process.pid);
		const others = await make(`something-number-lookup-n8n-${gone}-abc`);
		await temporaryUserFolder(parent);
		expect([own, orphaned, others].filter((folder) => !existsSync(folder))).toEqual([]);
	});
});
