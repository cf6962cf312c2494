/** What n8n's editor would find wrong with a node's parameters, and what it would silently drop. */

import { type INode, type INodeParameters, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';

/** @returns a line for each parameter that the node type does not have or show, or whose value it does not allow. */
export function parameterFaults(node: INode, description: INodeTypeDescription): string[] {
	const { properties } = description;
	const understood = NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, description);
	const issues = NodeHelpers.getNodeParametersIssues(properties, node, description)?.parameters ?? {};
	const dropped = pathsMissingFrom(understood ?? {}, node.parameters).map(
		(path) => `${node.name}: no parameter ${path}`,
	);
	return [...dropped, ...Object.values(issues).flatMap((texts) => texts.map((text) => `${node.name}: ${text}`))];
}

/** @returns the paths of all that `given` holds and `understood` does not. */
function pathsMissingFrom(understood: INodeParameters, given: INodeParameters): string[] {
	return Object.entries(given).flatMap(([key, value]) => {
		const found = understood[key];
		if (found === undefined) return [key];
		return isRecord(value) && isRecord(found) ? pathsMissingFrom(found, value).map((path) => `${key}.${path}`) : [];
	});
}

/** Lists count too: their indexes are their keys. */
function isRecord(value: unknown): value is INodeParameters {
	return typeof value === 'object' && value !== null;
}
