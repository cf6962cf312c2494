import { rm } from 'node:fs/promises';

import { startSimulator, type Simulator } from '../simulator/simulator';
import { fromStart, nodeName } from './bench';
import { installN8n } from './install';
import { installPackage } from './installPackage';
import { startN8n, type RunningN8n } from './n8n';
import { signedIn, signInOwner, storeCredentials } from './seed';
import { until } from './until';
import { temporaryUserFolder } from './userFolder';
import { chained, manualTrigger, numberLookupType, pinned } from './workflows';

describe('an n8n that is killed in the middle of a run', () => {
	let userFolder: string;
	let simulator: Simulator;
	let running: RunningN8n;

	beforeAll(async () => {
		userFolder = await temporaryUserFolder();
		await installPackage(userFolder);
		simulator = await startSimulator();
		running = await startN8n({ command: await installN8n(), userFolder });
	});
	afterAll(async () => {
		await running.stop();
		await simulator.stop();
		await rm(userFolder, { recursive: true });
	});

	it('starts again, says that the run crashed, and runs the workflow', async () => {
		const before = await signInOwner(running.url);
		const credentials = await storeCredentials(before, simulator, 'simulator');
		const parameters = { provider: 'sinch', phoneNumber: '={{ $json.phone }}' };
		const node = { name: nodeName, type: numberLookupType, parameters };
		const phones = ['+46708100100', '+447788450450'];
		const items = phones.map((phone) => ({ phone }));
		const workflow = await before.createWorkflow(
			signedIn({ ...chained('Slow', manualTrigger, node), pinData: pinned(manualTrigger.name, items) }, credentials),
		);
		simulator.latencyMs = 30_000;
		const interrupted = await before.run(workflow, fromStart);
		await until('a request', 30_000, async () => (simulator.ledger.of('sinch').requests > 0 ? true : undefined));
		await running.kill();

		simulator.latencyMs = 0;
		running = await startN8n({ command: await installN8n(), userFolder });
		const afterwards = await signInOwner(running.url);
		expect((await afterwards.execution(interrupted)).status).toBe('crashed');
		const execution = await afterwards.runToEnd(workflow, fromStart);
		expect(execution.outputsOf(nodeName)).toMatchObject([phones.map(() => ({ lookup: { verdict: 'valid' } }))]);
	});
});
