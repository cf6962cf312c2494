/** What the README says of parameters, options, credentials and limits, beside what the code says. */

import type { INodeProperties } from 'n8n-workflow';
import { properties } from '../../nodes/NumberLookup/description/properties';
import { registry } from '../../nodes/NumberLookup/providers/registry';
import { neededCommands } from '../../nodes/NumberLookup/stores/redis/commands';
import { signInFor } from '../../simulator/credentials';
import { providerIds } from '../../simulator/providers';
import { credentialTypes } from '../credentialTypes';
import { readPage, sectionsOf, tableIn } from './markdown';

const readme = readPage('README.md');
const parameters = properties(registry.map(({ facts }) => facts)).filter(({ type }) => type !== 'notice');
const single = parameters.filter(({ type }) => type !== 'collection');
const options = parameters
	.flatMap((parameter) => parameter.options ?? [])
	.filter((option): option is INodeProperties => 'displayName' in option && 'type' in option);

describe('the README', () => {
	it('names the parameters with their defaults, in order', () => {
		const shown = tableIn(readme, 'parameters').map(([name, value]) => [name, value]);
		expect(shown).toEqual([...single.map(nameAndDefault), ['Options', 'none']]);
	});

	it('names the options with their defaults, in order', () => {
		expect(options.length).toBeGreaterThan(0);
		const shown = tableIn(readme, 'options').map(([name, value]) => [name, value]);
		expect(shown).toEqual(options.map(nameAndDefault));
	});

	it('names the commands that a user of Redis needs', () => {
		expect(readme).toContain(`the commands ${neededCommands.join(', ')}; with`);
	});

	it.each(providerIds)('tells the limits of %s', async (id) => {
		const registered = registry.find(({ facts }) => facts.id === id);
		if (registered === undefined) throw new Error(`The node knows no provider ${id}.`);
		const { facts, load } = registered;
		const { account, problem } = (await load()).open(signInFor(id, {}));
		expect(problem).toBeNull();
		const table = tableIn(readme, 'credentials');
		expect(table.map(([name]) => name)).toContain(facts.displayName);
		const limits = table.find(([name]) => name === facts.displayName);
		expect(limits).toEqual([
			facts.displayName,
			expect.stringMatching(new RegExp(`\\b${String(account?.numbersPerRequest)}\\b`)),
			expect.stringMatching(new RegExp(`\\b${String(account?.concurrency)}\\b`)),
			expect.stringMatching(new RegExp(`\\b${Number(account?.timeoutMs) / 1000} s\\b`)),
			expect.any(String),
		]);
	});

	it('has a section for each credential where its documentation link leads, with every field in order', async () => {
		for (const { documentationUrl = '', properties: fields } of await credentialTypes()) {
			const visible = fields.filter(({ type }) => type !== 'hidden' && type !== 'notice');
			const shown = tableIn(readme, new URL(documentationUrl).hash.slice(1)).map(([name]) => name);
			expect(shown).toEqual(visible.map(({ displayName }) => displayName));
		}
	});

	it('has no two sections of one name', () => {
		const anchors = sectionsOf(readme).map(({ anchor }) => anchor);
		expect(anchors).toHaveLength(new Set(anchors).size);
	});
});

function nameAndDefault({
	displayName,
	type,
	default: value,
	options: choices = [],
}: INodeProperties): [string, string] {
	if (type === 'fixedCollection') return [displayName, 'off'];
	const chosen = choices.find((choice) => 'value' in choice && choice.value === value);
	if (chosen !== undefined) return [displayName, chosen.name];
	if (Array.isArray(value) && value.length > 0) return [displayName, `${value.length} fields`];
	if (typeof value === 'boolean') return [displayName, value ? 'on' : 'off'];
	const isText = typeof value === 'string' && value !== '';
	return [displayName, isText || typeof value === 'number' ? String(value) : 'empty'];
}
