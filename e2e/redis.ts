/** A Redis of our own: in memory, on 127.0.0.1. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureProgram } from './debian';
import { freePort } from './freePort';
import { until } from './until';

const program = '/usr/bin/redis-server';
const packages = ['redis-server'];
const readyWithinMs = 30_000;

const inMemory = ['--save', '', '--appendonly', 'no'];

/** Settings of a Redis that tells nobody how long it has been up, so that nobody waits until that is long enough. */
export const tellsNoUptime = ['--user', 'default', 'on', 'nopass', '~*', '&*', '+@all', '-info'];

export interface Redis {
	readonly port: number;
	stop(): Promise<void>;
	/** It runs no more, but its connections stay. */
	freeze(): void;
}

/**
 * Starts Redis; installs it where it is missing and that is allowed.
 * @param settings further ones, as on its command line.
 * @param wantedPort else a free one.
 */
export async function startRedis(settings: readonly string[] = [], wantedPort?: number): Promise<Redis> {
	return await start(async () => [...inMemory, ...settings], wantedPort);
}

/** Starts a Sentinel, which alone decides. @param settings lines of its configuration. */
export async function startSentinel(settings: readonly string[]): Promise<Redis> {
	return await start(async (directory) => {
		// It writes what it finds out into the file.
		const file = join(directory, 'sentinel.conf');
		await writeFile(file, `${settings.join('\n')}\n`);
		return [file, '--sentinel'];
	});
}

/** @param argumentsIn what the program is to be told beside its place. */
async function start(argumentsIn: (directory: string) => Promise<string[]>, wantedPort?: number): Promise<Redis> {
	await ensureProgram(program, packages);
	const directory = await mkdtemp(join(tmpdir(), 'number-lookup-redis-'));
	const port = wantedPort ?? (await freePort());
	const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', directory];
	const child = spawn(program, [...(await argumentsIn(directory)), ...place], { stdio: 'ignore' });
	const ended = once(child, 'exit');
	const redis: Redis = {
		port,
		async stop() {
			child.kill('SIGKILL');
			await ended;
			await rm(directory, { recursive: true });
		},
		freeze: () => void child.kill('SIGSTOP'),
	};
	try {
		await until('Redis to start', readyWithinMs, async () => {
			if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode} while it started.`);
			return (await answers(port)) ? true : undefined;
		});
	} catch (error) {
		await redis.stop();
		throw error;
	}
	return redis;
}

/** Redis takes connections from the moment on that it is ready. */
async function answers(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	const connected = await once(socket, 'connect').then(
		() => true,
		() => false,
	);
	socket.destroy();
	return connected;
}
