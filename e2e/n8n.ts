/** The whole n8n as a process of its own. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { environmentOf } from './environment';
import { freePort } from './freePort';
import { until } from './until';

export interface N8nOptions {
	/** What `installN8n` returned. */
	command: string;
	/** Holds the database, the settings and the community packages. */
	userFolder: string;
	/** Default: any that is free. */
	port?: number;
	/** n8n's environment variables, beside or instead of those of `environment.ts`. */
	environment?: Readonly<Record<string, string>>;
}

export interface RunningN8n {
	/** Without a slash at its end. */
	readonly url: string;
	/** Resolves when n8n has ended, for whatever reason. */
	readonly ended: Promise<void>;
	/** What n8n has written so far. */
	log(): string;
	/** Tells n8n to end, and waits for it; what runs may finish, for a while. */
	stop(): Promise<void>;
	/** Ends n8n as a crash would: without a warning. */
	kill(): Promise<void>;
}

/** The first start makes the database. */
const readyWithinMs = 180_000;
const stopWithinMs = 45_000;
const logLinesShown = 30;

/** Starts n8n and waits until it takes requests. Rejects, with nothing left running, where it ends before. */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const { command, userFolder, environment = {} } = options;
	const port = options.port ?? (await freePort());
	const place = { userFolder, port, brokerPort: await freePort() };
	const child = spawn(process.execPath, [command, 'start'], {
		env: environmentOf(place, environment),
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const log: string[] = [];
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => log.push(text.toString()));
	const ended = once(child, 'exit').then(() => undefined);
	const endWith = async (signal: NodeJS.Signals) => {
		const deadline = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
		child.kill(signal);
		await ended;
		clearTimeout(deadline);
	};
	const running: RunningN8n = {
		url: `http://127.0.0.1:${port}`,
		ended,
		log: () => log.join(''),
		stop: async () => await endWith('SIGTERM'),
		kill: async () => await endWith('SIGKILL'),
	};
	try {
		await until('n8n to start', readyWithinMs, async () => {
			if (child.exitCode !== null || child.signalCode !== null) throw new Error('n8n ended while it started.');
			const response = await fetch(`${running.url}/healthz/readiness`).catch(() => undefined);
			return response?.ok === true ? true : undefined;
		});
	} catch (error) {
		await running.kill();
		throw new Error(`n8n did not start. ${endOfLog(running)}`, { cause: error });
	}
	return running;
}

/** @returns a sentence for an error's text. */
export function endOfLog(n8n: RunningN8n): string {
	return `The end of its log:\n${n8n.log().split('\n').slice(-logLinesShown).join('\n')}`;
}
