/** What n8n's setting On Error asks of a run, and how a run says what went wrong. */

import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';

/** The line above the output, and in the log. */
export function sayAbove(context: IExecuteFunctions, message: string): void {
	addHint(context, { message, type: 'info', location: 'outputPane' });
	context.logger.info(`Number Lookup: ${message}`);
}

/** Warns above the output and in the log. */
export function warn(context: IExecuteFunctions, message: string): void {
	addHint(context, { message, type: 'warning', location: 'outputPane' });
	context.logger.warn(`Number Lookup: ${message}`);
}

/** An n8n that is too old for the node (`checkN8n`) may have no such line: then the error says it alone. */
function addHint(context: Partial<IExecuteFunctions>, hint: NodeExecutionHint): void {
	context.addExecutionHints?.(hint);
}

export function sendsToErrorOutput(context: IExecuteFunctions): boolean {
	return context.getNode().onError === 'continueErrorOutput';
}

/**
 * Makes an item of `error` and `details` leave by the error output. n8n 2.34 knows one by these fields, earlier ones by its own `error`,
 * for which they give up its fields; but not on the copy that they make of an item that came from another, which takes what can be
 * enumerated.
 * @returns the item.
 */
export function forErrorOutput(item: INodeExecutionData, why: string): INodeExecutionData {
	return Object.defineProperty(item, 'error', { value: { message: why }, enumerable: false });
}

/** @returns what n8n would show of the error: its message, and its description where it has one. */
export function textOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const description = 'description' in error && typeof error.description === 'string' ? `. ${error.description}` : '';
	return error.message + description;
}
