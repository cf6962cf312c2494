/** `npm run screenshots`: takes the README's pictures from n8n's editor, with the simulated providers behind them. */

import { join, resolve } from 'node:path';

import type { BrowserContext } from 'playwright-core';

import { startSimulator, type Simulator } from '../simulator/simulator';
import { exampleFiles } from '../test/examples/exampleFiles';
import { nodeName } from './bench';
import { launchChromium } from './chromium';
import { CredentialForm } from './credentialForm';
import { Editor, signedInContext } from './editor';
import { startN8n } from './n8n';
import { saveCanvas, savePart, savePicture } from './pictures';
import type { N8nRest } from './rest';
import { storeServices, withServices, type ServiceCredentials } from './services';
import { readExample, signedIn, storeCredentials, type ProviderCredentials } from './seed';
import { sharedN8n, startSharedN8n, stopSharedN8n } from './sharedN8n';
import { chained, manualTrigger, numberLookupType, pinned } from './workflows';

const docs = resolve(__dirname, '../docs');

const window = { width: 1280, height: 800 };

/** So wide that the notes of the longest example can still be read. */
const wideWindow = { width: 2400, height: 1200 };

/** Below the search's results there is nothing to see. */
const searchPixels = 520;

const contacts = [
	{ name: 'Bashir Khan', phone: '07788 459043', country: 'GB' },
	{ name: 'Ada Byron', phone: '+44 7788 450450', country: 'GB' },
	{ name: 'Carl Larsson', phone: '070-810 90 41', country: 'SE' },
	{ name: 'Disa Ek', phone: '+46 70 810 90 42', country: 'SE' },
	{ name: 'Eva Huber', phone: '0151 23459001', country: 'DE' },
];

interface Studio {
	n8n: N8nRest;
	credentials: ProviderCredentials;
	context: BrowserContext;
}

async function main(): Promise<void> {
	const simulator = await startSimulator();
	try {
		await startSharedN8n(startN8n);
		await takePictures(sharedN8n(), simulator);
	} finally {
		await stopSharedN8n();
		await simulator.stop();
	}
}

async function takePictures(n8n: N8nRest, simulator: Simulator): Promise<void> {
	const credentials = await storeCredentials(n8n, simulator, 'simulator');
	const browser = await launchChromium();
	try {
		const context = await signedInContext(browser, n8n, { viewport: window });
		const studio = { n8n, credentials, context };
		await pictureOfSearch(studio);
		await pictureOfCredential(studio);
		await pictureOfRun(studio);
		await context.close();
		const wide = { ...studio, context: await signedInContext(browser, n8n, { viewport: wideWindow }) };
		const services = await storeServices(n8n);
		for (const file of exampleFiles) await pictureOfExample(wide, services, file);
	} finally {
		await browser.close();
	}
}

async function pictureOfSearch({ n8n, context }: Studio): Promise<void> {
	const editor = await Editor.open(context, n8n, await n8n.createWorkflow(chained('Contacts', manualTrigger)));
	await (await editor.searchNodes('number lookup', nodeName)).waitFor();
	await savePicture(editor.page, picture('nodes-panel'), { ...window, x: 0, y: 0, height: searchPixels });
	await editor.page.close();
}

async function pictureOfCredential({ n8n, context, credentials }: Studio): Promise<void> {
	const form = await CredentialForm.open(context, n8n, credentials.linkGateway);
	await form.outcome();
	await savePart(form.dialog, picture('credential'));
	await form.page.close();
}

async function pictureOfRun({ n8n, context, credentials }: Studio): Promise<void> {
	const parameters = {
		provider: 'linkGateway',
		phoneNumber: '={{ $json.phone }}',
		defaultCountry: '={{ $json.country }}',
		lookupType: 'hlr',
	};
	const node = { name: nodeName, type: numberLookupType, parameters };
	const workflow = { ...chained('Contacts', manualTrigger, node), pinData: pinned(manualTrigger.name, contacts) };
	const editor = await Editor.open(context, n8n, await n8n.createWorkflow(signedIn(workflow, credentials)));
	const panel = await editor.openNode(nodeName);
	await panel.execute();
	await panel.showOutputAs('schema');
	await savePart(editor.page.getByTestId('ndv'), picture('run'));
	await editor.page.close();
}

async function pictureOfExample(
	{ n8n, context, credentials }: Studio,
	services: ServiceCredentials,
	file: string,
): Promise<void> {
	const example = withServices(await readExample(file), services);
	const editor = await Editor.open(context, n8n, await n8n.createWorkflow(signedIn(example, credentials)));
	await saveCanvas(editor, picture(`example-${file.replace('.json', '')}`));
	await editor.page.close();
}

function picture(name: string): string {
	return join(docs, `${name}.png`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
