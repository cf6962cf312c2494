/** n8n's engine in processes of their own, which a test may kill or keep from writing. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import { build } from 'esbuild';

import { type Order, type Report, reportSchema } from './killedMessages';

const projectDirectory = path.join(__dirname, '../..');
/** Of this jest worker: another one's children must not find a file that is just being written. */
const program = path.join(projectDirectory, `.cache/killed/killedMain-${process.env.JEST_WORKER_ID ?? ''}.js`);

/** Children that load while another runs. */
const mostAhead = 2;

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
	/** Whether it has reported, or ended. */
	isDone = false;
	/** Resolves then. */
	readonly done: Promise<void>;
	private readonly reported: Promise<unknown[]>;

	private constructor(
		private readonly process: ChildProcess,
		private readonly ready: Promise<unknown>,
		private readonly ended: Promise<unknown[]>,
	) {
		// The first message only says that it is ready.
		this.reported = ready.then(async () => {
			const said: unknown[] = await once(process, 'message');
			return said;
		});
		this.done = Promise.race([this.reported, ended]).then(() => void (this.isDone = true));
	}

	/**
	 * Begins to load n8n's engine, which takes seconds: longer than most children live from then on.
	 * @param userFolder n8n's, which later processes find again.
	 * @param shell what a shell does before the process begins, such as `ulimit`.
	 */
	static start(userFolder: string, shell = ''): Child {
		const command = [process.execPath, program, projectDirectory];
		const child = spawn('bash', ['-c', `${shell} exec "$@"`, 'bash', ...command], {
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
			env: { ...process.env, N8N_RUNNER_USER_FOLDER: userFolder },
		});
		return new Child(child, once(child, 'message'), once(child, 'exit'));
	}

	/** Lets it carry the order out, once it has loaded all. */
	async begin(order: Order): Promise<void> {
		await Promise.race([this.ready, this.silence()]);
		this.process.send(order);
	}

	/** @returns what it says at its end. */
	async report(): Promise<Report> {
		const [report] = await Promise.race([this.reported, this.silence()]);
		this.process.disconnect();
		await this.ended;
		return reportSchema.parse(report);
	}

	async kill(): Promise<void> {
		this.process.kill('SIGKILL');
		await this.ended;
	}

	private async silence(): Promise<never> {
		throw new Error(`The process ended without a word: ${String(await this.ended)}.`);
	}
}

/** Children that load while others run, so that both of two cores have something to do. */
export class Children {
	private readonly all: Child[] = [];
	private taken = 0;

	constructor(private readonly userFolder: string) {}

	/** @param more how many will be asked for after this one. */
	next(more = 0): Child {
		const position = this.taken++;
		while (this.all.length <= position + Math.min(more, mostAhead)) this.all.push(Child.start(this.userFolder));
		const child = this.all[position];
		if (child === undefined) throw new RangeError(`There is no child ${position}.`);
		return child;
	}

	/** Ends all, those that a failed test has left among them. */
	async end(): Promise<void> {
		await Promise.all(this.all.map(async (child) => await child.kill()));
	}
}
