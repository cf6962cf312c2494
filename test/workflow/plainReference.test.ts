import fc from 'fast-check';
import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { chain } from '../../n8n-runner';
import { itemParameter } from '../../nodes/NumberLookup/workflow/itemParameter';
import { pathOf } from '../../nodes/NumberLookup/workflow/plainReference';
import { workflowBench } from './harness';

type Reading = { value: unknown } | { refused: string };

const seen: { ours: Reading[]; n8ns: Reading[] } = { ours: [], n8ns: [] };

/** Reads its parameter for each item, by our way and by n8n's. */
const reader: INodeType = {
	description: {
		name: 'reader',
		displayName: 'Reader',
		description: 'Reads a parameter in two ways',
		group: ['transform'],
		version: 1,
		defaults: { name: 'Reader' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ name: 'phoneNumber', displayName: 'Phone Number', type: 'string', default: '' }],
	},
	async execute() {
		seen.ours = readAll(this, () => itemParameter(this, 'phoneNumber'));
		seen.n8ns = readAll(this, () => (index) => this.getNodeParameter('phoneNumber', index, ''));
		return [[]];
	},
};

/** Up to the first that n8n refuses, as a run does. */
function readAll(context: IExecuteFunctions, begin: () => (itemIndex: number) => unknown): Reading[] {
	const readings: Reading[] = [];
	try {
		const read = begin();
		for (const index of context.getInputData().keys()) readings.push({ value: read(index) });
	} catch (error) {
		readings.push({ refused: error instanceof Error ? error.message : String(error) });
	}
	return readings;
}

const bench = workflowBench({ 'test.reader': reader });

async function readBothWays(phoneNumber: string, items: INodeExecutionData[]): Promise<void> {
	seen.ours = seen.n8ns = [];
	const workflow = chain({ name: 'Reader', type: 'test.reader', parameters: { phoneNumber } });
	await bench.n8n.runWorkflow({ workflow, items });
	expect(seen.n8ns.length).toBeGreaterThan(0);
	expect(seen.ours).toEqual(seen.n8ns);
}

const inherited = ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'binding', 'arguments'];
const names = ['phone', 'contact', 'length', 'class', '_id', 'json', 'isEmpty', ...inherited];
const spacedNames = ['Phone number', 'größe', '0', 'a.b', 'a-b', '$json', ' ', '=x'];

const { tree } = fc.letrec<{ tree: unknown; object: unknown }>((tie) => ({
	tree: fc.oneof(
		{ depthSize: 'small' },
		fc.string(),
		fc.constantFrom('', ' ', '+447788450450', '={{ 1 + 1 }}', '{{ $json.phone }}', '$1', '\\', '\u2028'),
		fc.double(),
		fc.maxSafeInteger(),
		fc.constantFrom(null, undefined, true, false, NaN, -0, new Date(0)),
		fc.array(tie('tree'), { maxLength: 2 }),
		tie('object'),
	),
	object: fc.dictionary(fc.constantFrom(...names, ...spacedNames), tie('tree'), { maxKeys: 5 }),
}));

/** Any value at all may stand in a field. */
function fieldsOf(fields: object): IDataObject {
	return { ...fields };
}

const items = fc.array(
	fc.dictionary(fc.constantFrom(...names, ...spacedNames), tree, { maxKeys: 8 }).map((fields) => ({
		json: fieldsOf(fields),
	})),
	{ minLength: 2, maxLength: 4 },
);

const space = fc.constantFrom('', ' ', '  ', '\t', '\n', '\u00a0');
const stepByName = fc.constantFrom(...names).map((name) => `.${name}`);
const stepInQuotes = fc
	.tuple(fc.constantFrom(...names, ...spacedNames), fc.constantFrom('"', "'"))
	.map(([name, quote]) => `[${quote}${name}${quote}]`);
const expression = fc
	.tuple(space, fc.array(fc.oneof(stepByName, stepInQuotes), { minLength: 1, maxLength: 3 }), space)
	.map(([before, steps, after]) => `={{${before}$json${steps.join('')}${after}}}`);

describe('a parameter that names a field of the item', () => {
	it('is read as n8n evaluates it, whatever the items hold', async () => {
		await fc.assert(
			fc.asyncProperty(expression, items, async (written, given) => await readBothWays(written, given)),
			{ numRuns: 200 },
		);
	}, 120_000);

	it.each([
		'={{ $json.phone.constructor }}',
		'={{ $json.phone }} ',
		'= {{ $json.phone }}',
		'literal',
		'',
		' =1',
		'={{ 7 }}',
	])(
		'is read as n8n evaluates it: %j',
		async (written) => await readBothWays(written, [{ json: { phone: 'a' } }, { json: { phone: 'b' } }]),
	);
});

describe('what is read from the item directly', () => {
	it.each([
		['={{ $json.phone }}', ['phone']],
		['={{$json["Phone number"]}}', ['Phone number']],
		["={{ $json.contact['phone'] }}", ['contact', 'phone']],
	])('%s', (written, path) => expect(pathOf(written)).toEqual(path));

	it.each([
		'={{ $json.phone.trim() }}',
		'={{ $json.phone ?? $json.work }}',
		'={{ $json.phone }}{{ $json.work }}',
		'=+{{ $json.phone }}',
		'={{ $json?.phone }}',
		'={{ $json[phone] }}',
		'={{ $json["a\\n"] }}',
		'={{ $json }}',
	])('not %s', (written) => expect(pathOf(written)).toBeNull());
});
