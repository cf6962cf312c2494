/** Reads a parameter that may differ from item to item, as n8n does but at less cost where its value is plain. */

import type { IExecuteFunctions } from 'n8n-workflow';

import { isTool } from './olderN8n';
import { pathOf, readPlainly } from './plainReference';

/**
 * To be called for the items in order.
 * @returns what n8n gives for the item. The first item always goes through n8n, which so refuses what it would refuse.
 */
export function itemParameter(context: IExecuteFunctions, name: string): (itemIndex: number) => unknown {
	const evaluate = (itemIndex: number): unknown => context.getNodeParameter(name, itemIndex, '');
	const written: unknown = context.getNodeParameter(name, 0, '', { rawExpressions: true });
	if (typeof written !== 'string') return evaluate;
	if (!written.startsWith('=')) {
		const value = evaluate(0);
		return () => value;
	}
	const path = pathOf(written);
	// A tool's arguments come from the model, not from the items.
	if (path === null || isTool(context)) return evaluate;
	const items = context.getInputData();
	return (itemIndex) => {
		const plain = itemIndex === 0 ? null : readPlainly(items[itemIndex]?.json, path);
		return plain ?? evaluate(itemIndex);
	};
}
