/**
 * `npm run soak`: many workflows with the built node on n8n's own engine, at all simulated providers, with faults, for a while. Every row
 * and every bill is accounted for, and neither memory nor handles grow.
 */

import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { loadPackage } from '../n8n-runner';
import { readOptions, type SoakOptions, usage } from './options';
import { scenarioOfRun } from './scenarios';
import { SoakLane } from './soakLane';
import { tableOf, Tally } from './tally';
import { growthOf, isSocket, takeVitals, type Vitals } from './vitals';

/** Samples; three thirds of it are compared. */
const rounds = 15;

/** Idle connections are closed after four seconds. */
const idleConnectionsEndMs = 15_000;

const lanesOfAccount = 2;

const mostFaultsShown = 20;
const bytesInMegabyte = 1024 * 1024;

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2), Date.now() % 1_000_000_007);
	if (options === 'help') {
		console.log(usage);
		return;
	}
	const faults: string[] = [];
	process.on('unhandledRejection', (reason) => faults.push(`An unhandled rejection: ${String(reason)}`));
	process.on('warning', (warning) => faults.push(`A warning: ${warning.message}`));
	const { seconds, seed, lanes } = options;
	console.log(`${seconds} s, ${lanes} workflows side by side, --seed ${seed}\n`);
	const tally = new Tally();
	const taken = await soak(options, tally, (fault) => faults.push(fault));
	console.log(`\n${tally.table()}`);
	faults.push(
		...growthOf(taken),
		...tally.unasked().map((provider) => `${provider} billed nothing: the soak was too short.`),
	);
	for (const fault of faults.slice(0, mostFaultsShown)) console.error(fault);
	console.log(
		faults.length === 0 ? 'All rows and bills are accounted for, and nothing grew.' : `${faults.length} faults.`,
	);
	if (faults.length > 0) process.exitCode = 1;
}

async function soak(options: SoakOptions, tally: Tally, complain: (fault: string) => void): Promise<Vitals[]> {
	const n8n = await loadPackage(path.join(__dirname, '..'));
	const handlesBefore = process.getActiveResourcesInfo();
	const lanes = await Promise.all(
		Array.from({ length: options.lanes }, (_, index) => {
			const account = `demo-soak-${Math.floor(index / lanesOfAccount)}`;
			return SoakLane.open(n8n, { name: `soak-${index}`, account }, tally, complain);
		}),
	);
	const taken = await load(options, lanes, tally);
	const listening = lanes.length;
	if (!(await comesTrue(() => openSockets() <= listening))) {
		complain(`${openSockets() - listening} sockets stay open when nothing runs any more.`);
	}
	await Promise.all(lanes.map((lane) => lane.close()));
	const isAsBefore = () => process.getActiveResourcesInfo().length <= handlesBefore.length;
	if (!(await comesTrue(isAsBefore))) {
		complain(`Handles stay open: ${process.getActiveResourcesInfo().join(', ')}; before: ${handlesBefore.join(', ')}.`);
	}
	return taken;
}

/** All lanes pause for each sample. */
async function load({ seconds, seed }: SoakOptions, lanes: readonly SoakLane[], tally: Tally): Promise<Vitals[]> {
	const startMs = performance.now();
	const elapsedSeconds = () => (performance.now() - startMs) / 1000;
	const taken: Vitals[] = [];
	let begun = 0;
	console.log(tableOf([columns]).trimEnd());
	for (let round = 1; round <= rounds; round++) {
		const roundEnd = (seconds * round) / rounds;
		await Promise.all(
			lanes.map(async (lane) => {
				do await lane.try(scenarioOfRun(seed, begun++));
				while (elapsedSeconds() < roundEnd);
			}),
		);
		const vitals = await takeVitals(elapsedSeconds());
		taken.push(vitals);
		console.log(lineOf(vitals, tally.runs));
	}
	return taken;
}

const columns = ['  seconds', '   runs', 'heap in MB', 'beside it', 'sockets', 'other handles'];

function lineOf({ seconds, heapBytes, externalBytes, sockets, otherHandles }: Vitals, runs: number): string {
	const megabytes = [heapBytes, externalBytes].map((bytes) => (bytes / bytesInMegabyte).toFixed(1));
	const cells = [seconds.toFixed(0), runs, ...megabytes, sockets, otherHandles];
	return cells.map((cell, index) => String(cell).padStart(columns[index]?.length ?? 0)).join('  ');
}

function openSockets(): number {
	return process.getActiveResourcesInfo().filter(isSocket).length;
}

/** @returns whether the condition holds soon. */
async function comesTrue(condition: () => boolean): Promise<boolean> {
	const endMs = performance.now() + idleConnectionsEndMs;
	while (!condition() && performance.now() < endMs) await sleep(50);
	return condition();
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
