/** The whole n8n as a process of its own. */

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { environmentOf } from './environment';
import { freePort } from './freePort';
import { until } from './until';
import { noteProcess } from './userFolder';

export interface N8nOptions {
	/** What `installN8n` returned. */
	command: string;
	/** Holds the database, the settings and the community packages. */
	userFolder: string;
	/** Default: any that is free. */
	port?: number;
	/** Default: `start`, which is all of n8n or, in queue mode, its main process. */
	subcommand?: readonly string[];
	/** n8n's environment variables, beside or instead of those of `environment.ts`. */
	environment?: Readonly<Record<string, string>>;
}

export interface RunningN8n {
	/** Without a slash at its end. */
	readonly url: string;
	/** Resolves when n8n has ended, for whatever reason. */
	readonly ended: Promise<void>;
	/** In the user folder, so that a test may read what a process writes that another one started. */
	readonly logFile: string;
	/** Tells n8n to end, and waits for it; what runs may finish, for a while. */
	stop(): Promise<void>;
	/** Ends n8n as a crash would: without a warning. */
	kill(): Promise<void>;
}

/** The first start makes the database; on a machine that is busy otherwise it takes minutes. */
const readyWithinMs = 360_000;
const stopWithinMs = 45_000;
const logLinesShown = 30;

/** Starts n8n and waits until it takes requests. Rejects, with nothing left running, where it ends before. */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const { command, userFolder, subcommand = ['start'], environment = {} } = options;
	const port = options.port ?? (await freePort());
	const place = { userFolder, port, brokerPort: await freePort() };
	const logFile = join(userFolder, `n8n-${port}.log`);
	const log = openSync(logFile, 'w');
	// A name that no other n8n knows: one that listens at the port already would answer at the usual address, too.
	const healthPath = `health-${randomUUID()}`;
	const child = spawn(process.execPath, [command, ...subcommand], {
		env: environmentOf(place, { ...environment, N8N_ENDPOINT_HEALTH: healthPath }),
		stdio: ['ignore', log, log],
	});
	closeSync(log);
	const gone = new AbortController();
	const ended = once(child, 'exit').then(() => gone.abort());
	const endWith = async (signal: NodeJS.Signals) => {
		const deadline = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
		child.kill(signal);
		await ended;
		clearTimeout(deadline);
	};
	const running: RunningN8n = {
		url: `http://127.0.0.1:${port}`,
		ended,
		logFile,
		stop: async () => await endWith('SIGTERM'),
		kill: async () => await endWith('SIGKILL'),
	};
	try {
		await noteProcess(place, child.pid);
		await until('n8n to start', readyWithinMs, async () => {
			if (gone.signal.aborted) throw new Error('n8n ended while it started.');
			return (await isReady(`${running.url}/${healthPath}/readiness`, gone.signal)) ? true : undefined;
		});
	} catch (error) {
		await running.kill();
		throw new Error(`n8n did not start. ${endOfLog(running)}`, { cause: error });
	}
	return running;
}

const readyAnswer = z.object({ status: z.literal('ok') });

async function isReady(url: string, signal: AbortSignal): Promise<boolean> {
	try {
		const response = await fetch(url, { signal });
		return response.ok && readyAnswer.safeParse(await response.json()).success;
	} catch {
		return false;
	}
}

/** @returns a sentence for an error's text. */
export function endOfLog({ logFile }: Pick<RunningN8n, 'logFile'>): string {
	return `The end of its log:\n${readFileSync(logFile, 'utf8').split('\n').slice(-logLinesShown).join('\n')}`;
}
