/** Earlier versions of n8n: the oldest that the node runs on, and what to do without where a later one is needed. */

import { type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

/** Tests run on the engine of this one and of later ones (older-n8n/). package.json and README name it, too. */
export const oldestN8n = '1.123.0';

/** What that version offers a node, and earlier ones do not all have. */
const needed = {
	context: ['addExecutionHints', 'getExecutionCancelSignal', 'sendMessageToUI'],
	helpers: ['getStoragePath', 'refreshOAuth2Token'],
} as const;

/** @throws NodeOperationError where n8n is too old, before anything is asked and paid for. */
export function checkN8n(context: IExecuteFunctions): void {
	const missing = [
		...needed.context.filter((name) => !(name in context)),
		...needed.helpers.filter((name) => !(name in context.helpers)),
	];
	if (missing.length === 0) return;
	throw new NodeOperationError(context.getNode(), `Number Lookup needs n8n ${oldestN8n} or newer`, {
		description: `Update n8n. This one lacks ${missing.join(', ')}.`,
	});
}

/**
 * @returns whether an AI agent or MCP called the node. By its name: not every n8n has `isToolExecution`, and where an agent leaves
 *   its tools to n8n's engine, that says no.
 */
export function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
