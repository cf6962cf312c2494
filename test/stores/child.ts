/** n8n's engine in a process of its own, which a test may kill or keep from writing. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { build } from 'esbuild';
import type { z } from 'zod';

import { type Order, reportSchema } from './killedMessages';

const projectDirectory = path.join(__dirname, '../..');
const program = path.join(projectDirectory, '.cache/killed/killedMain.js');

/** Makes the program plain JavaScript, which begins in half the time. */
export async function buildProgram(): Promise<void> {
	await build({
		entryPoints: [path.join(__dirname, 'killedMain.ts')],
		bundle: true,
		platform: 'node',
		packages: 'external',
		outfile: program,
		logLevel: 'warning',
	});
}

export class Child {
	private constructor(
		private readonly process: ChildProcess,
		private readonly ready: Promise<unknown>,
		private readonly ended: Promise<unknown>,
	) {}

	/**
	 * @param userFolder n8n's, which later processes find again.
	 * @param shell what a shell does before the process begins, such as `ulimit`.
	 */
	static start(userFolder: string, order: Omit<Order, 'packageDirectory'>, shell = ''): Child {
		const child = spawn('bash', ['-c', `${shell} exec "$@"`, 'bash', process.execPath, program], {
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
			env: { ...process.env, N8N_RUNNER_USER_FOLDER: userFolder },
		});
		const ready = once(child, 'message');
		child.send({ ...order, packageDirectory: projectDirectory });
		return new Child(child, ready, once(child, 'exit'));
	}

	/** Lets it begin, once it has loaded all. */
	async begin(): Promise<void> {
		await this.ready;
		this.process.send('begin');
	}

	/** @returns what it says at its end. */
	async report(): Promise<z.infer<typeof reportSchema>> {
		const silence = this.ended.then((how) => {
			throw new Error(`The process ended without a word: ${String(how)}.`);
		});
		const said: Promise<unknown[]> = once(this.process, 'message');
		const [report] = await Promise.race([said, silence]);
		this.process.disconnect();
		await this.ended;
		return reportSchema.parse(report);
	}

	async kill(): Promise<void> {
		this.process.kill('SIGKILL');
		await this.ended;
	}
}
