/** `npm run n8n`: a local n8n with the node, the simulated providers, credentials for them and the examples, until Ctrl+C. */

import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { startSimulator } from '../simulator/simulator';
import { cacheDirectory } from './cacheDirectory';
import { isTaken } from './freePort';
import { installN8n } from './install';
import { installPackage } from './installPackage';
import { endOfLog, startN8n, type RunningN8n } from './n8n';
import { furnish, makeFilesFolder, whatToTry } from './playground';
import { owner, signInOwner } from './seed';
import { readStartOptions, usage, type StartOptions } from './startOptions';
import { temporaryUserFolder } from './userFolder';

/** As `npm run simulator`: enough that a run can be watched. */
const latencyMs = 50;

const stop = new AbortController();

async function main(): Promise<void> {
	const options = readStartOptions(process.argv.slice(2));
	if (options === 'help') {
		console.log(usage);
		return;
	}
	if (await isTaken(options.port)) {
		throw new Error(`Port ${options.port} is taken; choose another with --port.`);
	}
	const stopped = once(stop.signal, 'abort');
	// Not only the first: a terminal's Ctrl+C comes once more through npm, and must not cut the end short.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop.abort());
	const command = await installN8n();
	const userFolder = await folderFor(options);
	const simulator = await startSimulator({ latencyMs });
	try {
		await installPackage(userFolder);
		console.log('Starting n8n.');
		const files = await makeFilesFolder(userFolder);
		const environment = { N8N_RESTRICT_FILE_ACCESS_TO: files };
		const n8n = await startN8n({ command, userFolder, port: options.port, environment });
		try {
			const use = async () => {
				await furnish(await signInOwner(n8n.url), simulator, files);
				console.log(welcome(n8n, files));
				await stopped;
			};
			await Promise.race([use(), n8n.ended]);
			if (!stop.signal.aborted) throw new Error(`n8n ended by itself. ${endOfLog(n8n)}`);
			console.log('\nStopping.');
		} finally {
			await n8n.stop();
		}
	} finally {
		await simulator.stop();
		if (!options.keep) await rm(userFolder, { recursive: true });
	}
}

async function folderFor({ keep }: StartOptions): Promise<string> {
	if (!keep) return await temporaryUserFolder();
	const kept = join(cacheDirectory(), 'user-folder');
	await mkdir(kept, { recursive: true });
	return kept;
}

function welcome({ url }: RunningN8n, files: string): string {
	return `
n8n is ready: ${url}
Sign in as ${owner.email} with the password ${owner.password}.

${whatToTry(url, files)}

The five credentials lead to simulated providers, so no lookup costs anything. The last four digits of a number decide what
becomes of it: "npm run simulator -- --list" lists them.

Ctrl+C stops everything, and so does, from a script: kill ${process.pid}`;
}

main().catch((error: unknown) => {
	// Ctrl+C reaches n8n as well, which then ends before it is ready.
	if (stop.signal.aborted) return;
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
