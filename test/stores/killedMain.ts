/** A process of its own that looks a list up, with an answer store, until it is killed. Asks its parent for the order. */

import { chain, loadPackage, type StoredCredentials } from '../../n8n-runner';
import { type Order, orderSchema, type Report } from './killedMessages';

/** Where a file may not grow, the system would end the process; so the write fails, as on a full disk. */
process.on('SIGXFSZ', () => undefined);

async function lookUp({ packageDirectory, provider, phones, options, credentials }: Order): Promise<Report> {
	const n8n = await loadPackage(packageDirectory);
	process.send?.('ready');
	await new Promise((resolve) => process.once('message', resolve));
	const node = {
		name: 'Number Lookup',
		type: `${n8n.name}.numberLookup`,
		parameters: { provider, phoneNumber: '={{ $json.phone }}', options },
		credentials: Object.fromEntries(Object.entries(credentials).map(([name, { type }]) => [type, { id: null, name }])),
	};
	const stored: StoredCredentials = credentials;
	const run = await n8n.runWorkflow({
		workflow: { id: 'killed', ...chain(node) },
		items: phones.map((phone) => ({ json: { phone } })),
		credentials: stored,
		mode: 'trigger',
	});
	return {
		error: run.error?.message ?? null,
		hints: run.hints.map(({ message }) => message),
		rows: (run.outputsOf('Number Lookup')[0] ?? []).map(({ json }) => json.lookup),
	};
}

process.once('message', (order) => {
	// Lives on until its parent, which then has the report, lets go of it.
	process.on('message', () => undefined);
	void lookUp(orderSchema.parse(order)).then((report) => process.send?.(report));
});
