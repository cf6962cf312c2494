/** `npm run n8n`, as a user starts, tries and ends it. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

import { signIn } from './callers';
import { freePort } from './freePort';
import { N8nRest, type StoredWorkflow } from './rest';
import { owner } from './seed';
import { startStandIn } from './standIn';
import { until } from './until';
import { callWebhook } from './webhook';

const readyWithinMs = 280_000;
const takenWithinMs = 30_000;

interface Program {
	readonly process: ChildProcess;
	/** What it has printed up to now, errors included. */
	printed(): string;
}

function start(port: number): Program {
	const child = spawn(process.execPath, [
		require.resolve('tsx/cli'),
		join(__dirname, 'start.ts'),
		'--port',
		String(port),
	]);
	let text = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (text += String(bytes)));
	return { process: child, printed: () => text };
}

describe('npm run n8n at a port that is taken', () => {
	it('says so, and sends nothing there', async () => {
		const stranger = await startStandIn();
		try {
			const port = Number(new URL(stranger.url).port);
			const program = start(port);
			expect(await once(program.process, 'close')).toEqual([1, null]);
			expect(program.printed()).toBe(`Port ${port} is taken; choose another with --port.\n`);
			expect(stranger.requests).toEqual([]);
		} finally {
			await stranger.stop();
		}
	});
});

describe('npm run n8n', () => {
	let program: Program;
	let ended: Promise<unknown>;
	let n8n: N8nRest;
	let workflows: StoredWorkflow[];

	beforeAll(async () => {
		const port = await freePort();
		program = start(port);
		ended = once(program.process, 'close');
		await until('n8n to be ready', readyWithinMs, async () => {
			if (program.process.exitCode !== null) throw new Error(program.printed());
			return /kill \d+\n/.test(program.printed()) ? true : undefined;
		});
		n8n = await N8nRest.signIn(`http://127.0.0.1:${port}`, owner);
		workflows = await n8n.workflows();
	});

	afterAll(async () => {
		program.process.kill();
		await ended;
	});

	function matched(pattern: RegExp): string {
		return pattern.exec(program.printed())?.[1] ?? '';
	}

	it.each([
		['Look up a list of numbers', 'When clicking Execute workflow'],
		['Ask a second provider where the first cannot tell', 'When clicking Execute workflow'],
		['Scrub a list every week', 'Every Monday'],
		['Enrich a contact when it is created', 'Contact Created'],
		['Send an SMS only where it can arrive', 'SMS Requested'],
	])('has “%s” ready to be run by the button', async (name, trigger) => {
		const workflow = workflows.find((candidate) => candidate.name === name);
		if (workflow === undefined) throw new Error(`n8n has no workflow ${name}.`);
		const execution = await n8n.runToEnd(workflow, { triggerToStartFrom: { name: trigger } });
		expect(execution).toMatchObject({ status: 'success', error: null });
	});

	it('has a list whose rows go into all three files', async () => {
		const files = await readdir(matched(/reads and writes in\n +(\S+)/));
		for (const ending of ['clean', 'rejected', 'review']) {
			expect(files).toContainEqual(expect.stringMatching(`-${ending}\\.csv$`));
		}
	});

	it('prints calls that are answered as they stand', async () => {
		const commands = [...program.printed().matchAll(/-d '(.+)' (http\S+)/g)];
		expect(commands).toHaveLength(2);
		for (const [, body = '', url = ''] of commands) {
			expect((await callWebhook(url, JSON.parse(body), signIn)).status).toBe(200);
		}
	});

	it('serves the tools for AI models at the address it prints', async () => {
		const client = new Client({ name: 'test', version: '1.0.0' });
		const address = new URL(matched(/(http\S+\/mcp\/\S+)/));
		await client.connect(new StreamableHTTPClientTransport(address, { requestInit: { headers: signIn } }));
		expect((await client.listTools()).tools).toHaveLength(2);
		await client.close();
	});

	it('has what the examples send taken by its stand-ins', async () => {
		const servers = workflows.find(({ name }) => name.startsWith('Stand-in'));
		if (servers === undefined) throw new Error('n8n has no stand-ins.');
		await until('a request for each run and each call', takenWithinMs, async () =>
			(await n8n.executionsOf(servers)).length === 4 ? true : undefined,
		);
	});

	it('ends when the process that it names is told to, and leaves nothing behind', async () => {
		const folder = matched(/reads and writes in\n +(\S+)/);
		process.kill(Number(matched(/kill (\d+)\n/)), 'SIGTERM');
		expect(await ended).toEqual([0, null]);
		expect(folder).toContain('number-lookup-n8n-');
		expect(existsSync(folder)).toBe(false);
	});
});
