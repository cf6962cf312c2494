import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';

import { NumberLookup } from '../../nodes/NumberLookup/NumberLookup.node';
import { providerIds, type ProviderId } from '../../simulator/providers';
import { credentialType } from './harness';

const { description } = new NumberLookup();

/** @returns the parameters as the editor and the engine complete them: with defaults, and without what is not shown. */
function complete(parameters: INodeParameters): INodeParameters {
	return NodeHelpers.getNodeParameters(description.properties, parameters, true, false, null, description) ?? {};
}

/** @returns the credential types that n8n shows and requires for these parameters. */
function shownFor(parameters: INodeParameters): string[] {
	const node: INode = {
		id: 'node',
		name: 'Number Lookup',
		type: 'numberLookup',
		typeVersion: 1,
		position: [0, 0],
		parameters: complete(parameters),
	};
	return (description.credentials ?? [])
		.filter((credential) => NodeHelpers.displayParameter(node.parameters, credential, node, description))
		.map(({ name }) => name)
		.sort();
}

const redisType = 'numberLookupRedisApi';

const typesOf = (...providers: ProviderId[]) => providers.map(credentialType).sort();

describe('the node’s credentials', () => {
	it.each(providerIds)('%s alone: its own', (provider) => {
		expect(shownFor({ provider })).toEqual(typesOf(provider));
	});

	it.each<[ProviderId[]]>([[['sinch', 'horisen']], [['linkDirect', 'linkGateway', 'comcetera']], [[...providerIds]]])(
		'the chain %j: those of its providers',
		(providerChain) => {
			expect(shownFor({ provider: 'chain', providerChain })).toEqual(typesOf(...providerChain));
		},
	);

	it.each(providerIds)('a chain of %s alone: its own', (provider) => {
		expect(shownFor({ provider: 'chain', providerChain: [provider] })).toEqual(typesOf(provider));
	});

	it('a chain without a provider yet: all, to choose from', () => {
		expect(shownFor({ provider: 'chain', providerChain: [] })).toEqual(typesOf(...providerIds));
	});

	it('one provider, with the value of a chain left over: n8n drops the left-over value, so its own', () => {
		const parameters: INodeParameters = { provider: 'sinch', providerChain: ['horisen', 'comcetera'] };
		expect(complete(parameters)).not.toHaveProperty('providerChain');
		expect(shownFor(parameters)).toEqual(typesOf('sinch'));
	});

	it('an expression for the provider may turn out to be any: all', () => {
		expect(shownFor({ provider: '={{ $json.provider }}', providerChain: [] })).toEqual(typesOf(...providerIds));
	});

	it('an expression for the chain may hold any: all', () => {
		expect(shownFor({ provider: 'chain', providerChain: '={{ $json.chain }}' })).toEqual(typesOf(...providerIds));
	});

	it('answers kept in Redis: that of Redis, too, also where they are forgotten', () => {
		const options = { answerStore: 'redis' };
		expect(shownFor({ provider: 'sinch', options })).toEqual([...typesOf('sinch'), redisType].sort());
		expect(shownFor({ operation: 'forget', options })).toEqual([redisType]);
	});

	it.each(['sqlite', 'memory'])('answers kept in %s: none of Redis', (answerStore) => {
		expect(shownFor({ provider: 'sinch', options: { answerStore } })).toEqual(typesOf('sinch'));
		expect(shownFor({ operation: 'forget', options: { answerStore } })).toEqual([]);
		expect(shownFor({ operation: 'forget' })).toEqual([]);
	});

	it('Validate asks nobody: none', () => {
		expect(shownFor({ operation: 'validate', provider: 'sinch' })).toEqual([]);
	});
});
