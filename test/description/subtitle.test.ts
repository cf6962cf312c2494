import { type INodeTypes, Workflow } from 'n8n-workflow';
import { NumberLookup } from '../../nodes/NumberLookup/NumberLookup.node';

const numberLookup = new NumberLookup();
const nodeTypes: INodeTypes = {
	getByName: () => numberLookup,
	getByNameAndVersion: () => numberLookup,
	getKnownTypes: () => ({}),
};

/** As n8n shows it on the canvas. */
function subtitleFor(parameters: Record<string, string | string[]>): unknown {
	const node = {
		id: '1',
		name: 'Number Lookup',
		type: 'numberLookup',
		typeVersion: 1,
		position: [0, 0] satisfies [number, number],
		parameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(node, numberLookup.description.subtitle, 'internal', {});
}

describe('the subtitle', () => {
	it.each([
		[{ operation: 'validate' }, 'Validate'],
		[{ operation: 'lookup', provider: 'sinch' }, 'Sinch Number Lookup'],
		[
			{ operation: 'lookup', provider: 'chain', providerChain: ['horisen', 'linkGateway'] },
			'HORISEN MNP, then LINK Mobility API Gateway',
		],
	])('of %j is "%s"', (parameters, subtitle) => {
		expect(subtitleFor(parameters)).toBe(subtitle);
	});
});
