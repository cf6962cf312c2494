/** What `npm run n8n` puts into its n8n: the examples ready to run, and stand-ins for what they call. */

import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import type { Simulator } from '../simulator/simulator';
import { exampleFiles } from '../test/examples/exampleFiles';
import { guarded, isCalled, signIn, storeGuards } from './callers';
import type { N8nRest } from './rest';
import { readExample, signedIn, storeCredentials } from './seed';
import { pinned, withServers, withTexts, type WorkflowFile } from './workflows';

/** Where "Scrub a list every week" expects its list, as its file says. */
const folderInExample = '/home/node/.n8n-files';

/** A call for each example with a webhook: pinned to it, so that the editor's button can run it, and printed. */
const calls: ReadonlyArray<{ file: string; path: string; body: IDataObject }> = [
	{
		file: 'enrich-contact-on-create.json',
		path: 'contact-created',
		body: { id: 17, phone: '07788 459043', country: 'GB' },
	},
	{ file: 'sms-gate.json', path: 'send-sms', body: { to: '07788 450450', country: 'GB', text: 'Hello' } },
];

/** Two webhooks that take whatever the examples send, so that the executions show it. */
const servers: WorkflowFile = {
	name: 'Stand-in for a CRM and an SMS service',
	nodes: [
		standIn('CRM', 'crm', { path: 'contacts/:id', httpMethod: 'PATCH' }, 0),
		standIn('SMS Service', 'sms', { path: 'sms/messages', httpMethod: 'POST' }, 192),
	],
	connections: {},
	settings: { executionOrder: 'v1' },
};

/** @param webhookId stands in the address before a path with a parameter. */
function standIn(name: string, webhookId: string, parameters: IDataObject, top: number) {
	const type = 'n8n-nodes-base.webhook';
	return {
		id: name,
		name,
		type,
		typeVersion: 2.1,
		position: [0, top],
		webhookId,
		parameters: { ...parameters, options: {} },
	};
}

/** Makes the folder in a user folder that n8n's nodes may use, with a list in it. @returns its path. */
export async function makeFilesFolder(userFolder: string): Promise<string> {
	const files = join(userFolder, 'files');
	await mkdir(files, { recursive: true });
	const list = join(files, 'contacts.csv');
	// One kept from an earlier start may have been changed.
	if (!existsSync(list)) await copyFile(join(__dirname, 'contacts.csv'), list);
	return files;
}

/**
 * Stores credentials, and those workflows that are not there yet; what is called from outside is published.
 * @param files where "Scrub a list every week" finds its list.
 */
export async function furnish(n8n: N8nRest, simulator: Simulator, files: string): Promise<void> {
	const credentials = await storeCredentials(n8n, simulator, 'simulator');
	const guards = await storeGuards(n8n);
	const present = new Set((await n8n.workflows()).map(({ name }) => name));
	const add = async (workflow: WorkflowFile) => {
		if (present.has(workflow.name)) return;
		const stored = await n8n.createWorkflow(workflow);
		if (workflow.nodes.some(isCalled)) await n8n.activate(stored);
	};
	await add(servers);
	for (const file of exampleFiles) {
		const example = signedIn(await readExample(file), credentials);
		const nodes = example.nodes.map((node) => (isCalled(node) ? guarded(node, guards) : node));
		const ready = withServers(
			{ ...example, ...pinnedCall(file, example), nodes },
			(name) => `${n8n.url}/webhook/${name}`,
		);
		await add(withTexts(ready, { [folderInExample]: files }));
	}
}

function pinnedCall(file: string, { nodes }: WorkflowFile): Pick<WorkflowFile, 'pinData'> {
	const call = calls.find((candidate) => candidate.file === file);
	const trigger = nodes.find(isCalled);
	return call === undefined || trigger === undefined ? {} : { pinData: pinned(trigger.name, [{ body: call.body }]) };
}

/** @returns what can be tried, for a terminal. */
export function whatToTry(url: string, files: string): string {
	const header = `authorization: ${signIn.authorization}`;
	const commands = calls.map(
		({ path, body }) =>
			`  curl -H '${header}' -H 'content-type: application/json' \\\n    -d '${JSON.stringify(body)}' ${url}/webhook/${path}`,
	);
	return `The button "Execute workflow" runs every example but those for HubSpot and Pipedrive, which need an account there, and
the one for AI models. "Scrub a list every week" reads and writes in
  ${files}

From outside you can call

${commands.join('\n')}

and, with a program that speaks MCP and sends the header "${header}",

  ${url}/mcp/number-lookup

What the examples send to a CRM or an SMS service arrives at the workflow "${servers.name}": see its executions.`;
}
