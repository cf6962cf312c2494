/** The node’s outputs: one, or with `options.routeByVerdict` one for each verdict. */

import { type ExpressionString, type INodeOutputConfiguration, NodeConnectionTypes } from 'n8n-workflow';

import { type Verdict, verdicts } from '../reference/statuses';

const displayNames: Record<Verdict, string> = {
	valid: 'Valid',
	unavailable: 'Unavailable',
	invalid: 'Invalid',
	unknown: 'Unknown',
};

const routed: INodeOutputConfiguration[] = verdicts.map((verdict) => ({
	type: NodeConnectionTypes.Main,
	displayName: displayNames[verdict],
}));

const isRouted =
	'$parameter.options?.routeByVerdict === true && !["forget", "scrubList"].includes($parameter.operation)';

/** n8n evaluates this in the editor and on the engine; it sees only the node’s parameters. */
export const outputsExpression: ExpressionString = `={{ ${isRouted} ? ${JSON.stringify(routed)} : ${JSON.stringify([NodeConnectionTypes.Main])} }}`;
