/** `npm run n8n`: a local n8n with the node, the simulated providers, credentials for them and the examples, until Ctrl+C. */

import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startSimulator, type Simulator } from '../simulator/simulator';
import { cacheDirectory } from './cacheDirectory';
import { installN8n } from './install';
import { installPackage } from './installPackage';
import { endOfLog, startN8n, type RunningN8n } from './n8n';
import { importExamples, owner, signInOwner, storeCredentials } from './seed';
import { readStartOptions, usage, type StartOptions } from './startOptions';

/** As `npm run simulator`: enough that a run can be watched. */
const latencyMs = 50;

const stop = new AbortController();

async function main(): Promise<void> {
	const options = readStartOptions(process.argv.slice(2));
	if (options === 'help') {
		console.log(usage);
		return;
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
		const n8n = await startN8n({ command, userFolder, port: options.port });
		try {
			await seed(n8n, simulator);
			await Promise.race([stopped, n8n.ended]);
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
	if (!keep) return await mkdtemp(join(tmpdir(), 'number-lookup-n8n-'));
	const kept = join(cacheDirectory(), 'user-folder');
	await mkdir(kept, { recursive: true });
	return kept;
}

async function seed({ url }: RunningN8n, simulator: Simulator): Promise<void> {
	const n8n = await signInOwner(url);
	await importExamples(n8n, await storeCredentials(n8n, simulator, 'simulator'));
	console.log(`
n8n is ready: ${url}
Sign in as ${owner.email} with the password ${owner.password}.

The five credentials lead to simulated providers, so no lookup costs anything. The last four digits of a number decide what
becomes of it: "npm run simulator -- --list" lists them.

Ctrl+C stops everything.`);
}

main().catch((error: unknown) => {
	// Ctrl+C reaches n8n as well, which then ends before it is ready.
	if (stop.signal.aborted) return;
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
