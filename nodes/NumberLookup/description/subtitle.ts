/** The line under the node’s name on the canvas. */

import type { ProviderFacts } from '../providers/provider';

/** @returns an expression that n8n evaluates with the node’s parameters: who is asked. The canvas shows about 25 letters of it. */
export function subtitleExpression(providers: readonly ProviderFacts[]): string {
	const names = JSON.stringify(Object.fromEntries(providers.map(({ id, displayName }) => [id, displayName])));
	const asked = '[$parameter.provider === "chain" ? $parameter.providerChain : $parameter.provider].flat()';
	return `={{ $parameter.operation === "validate" ? "Validate" : $parameter.operation === "forget" ? "Forget" : ${asked}.map((id) => (${names})[id] ?? id).join(", then ") }}`;
}
