/** Packs the package, installs it as n8n does, and looks a number up with what came out. Needs a built dist. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { chain, loadPackage } from '../n8n-runner';
import { startSimulator } from '../simulator/simulator';
import { faultsOf, install, pack } from './tarball';

const projectDirectory = resolve(__dirname, '..');

async function checkPackage(directory: string): Promise<void> {
	const tarball = await pack(projectDirectory, directory);
	console.log(tarball.files.join('\n'));
	console.log(`${tarball.files.length} files, ${tarball.bytes} bytes packed`);
	const faults = await faultsOf(tarball, projectDirectory);
	if (faults.length > 0) throw new Error(faults.join('\n'));

	const installed = await loadPackage(await install(tarball, projectDirectory, directory));
	const simulator = await startSimulator();
	try {
		const run = await installed.runWorkflow({
			workflow: chain({
				name: 'Number Lookup',
				type: `${installed.name}.numberLookup`,
				parameters: { operation: 'lookup', provider: 'sinch', phoneNumber: '={{ $json.phone }}' },
				credentials: { sinchNumberLookupApi: { id: null, name: 'Simulator' } },
			}),
			items: [{ json: { phone: '+46708100100' } }],
			credentials: { Simulator: { type: 'sinchNumberLookupApi', data: simulator.credential('sinch') } },
		});
		if (run.error !== null) throw new Error(run.error.message);
		const lookup = run.outputsOf('Number Lookup')[0]?.[0]?.json.lookup;
		console.log('Looked up with the installed package:', lookup);
		const billed = simulator.ledger.billedCount('sinch');
		if (billed !== 1) throw new Error(`The simulator billed ${billed} lookups instead of one.`);
	} finally {
		await simulator.stop();
	}
}

async function main(): Promise<void> {
	const directory = await mkdtemp(join(tmpdir(), 'number-lookup-package-'));
	try {
		await checkPackage(directory);
	} finally {
		await rm(directory, { recursive: true });
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
