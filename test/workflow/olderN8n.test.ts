import { readFileSync } from 'node:fs';
import path from 'node:path';

import { ExecuteContext } from 'n8n-core';

import { oldestN8n } from '../../nodes/NumberLookup/workflow/olderN8n';
import { versions } from '../../older-n8n/versions';
import { workflowBench } from './harness';

const bench = workflowBench();

const { prototype } = ExecuteContext;
const lost = 'addExecutionHints';

describe('on an n8n that is too old', () => {
	const kept = Object.getOwnPropertyDescriptor(prototype, lost) ?? {};
	beforeEach(() => Reflect.deleteProperty(prototype, lost));
	afterEach(() => Object.defineProperty(prototype, lost, kept));

	it.each(['lookup', 'validate', 'scrubList', 'forget'])(
		'%s fails with a sentence, and nobody is asked',
		async (operation) => {
			const { run } = await bench.lookUp({ phones: ['+447788450450'], parameters: { operation } });
			expect(run.error).toMatchObject({
				name: 'NodeOperationError',
				message: `Number Lookup needs n8n ${oldestN8n} or newer`,
				description: `Update n8n. This one lacks ${lost}.`,
			});
			expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
		},
	);

	it('sends the items to the error output where On Error says so', async () => {
		const settings = { onError: 'continueErrorOutput' } as const;
		const { outputs } = await bench.lookUp({ phones: ['+447788450450'], settings });
		expect(outputs.map((items) => items.length)).toEqual([0, 1]);
		expect(outputs[1]?.[0]?.json.error).toContain(`needs n8n ${oldestN8n} or newer`);
	});
});

describe('the oldest n8n', () => {
	const textOf = (...names: string[]) => readFileSync(path.join(__dirname, '../..', ...names), 'utf8');
	const jsonOf = (...names: string[]): unknown => JSON.parse(textOf(...names));

	it('is the same in the code, in package.json, in the README and in the tests on its engine', () => {
		const [oldest] = versions;
		expect(oldestN8n.startsWith(`${oldest}.`)).toBe(true);
		expect(jsonOf('older-n8n', oldest, 'package.json')).toMatchObject({
			description: `The engine of n8n ${oldestN8n}`,
		});
		expect(jsonOf('package.json')).toMatchObject({ engines: { n8n: `>=${oldestN8n}` } });
		expect(textOf('README.md')).toContain(`n8n ${oldestN8n} or newer`);
	});
});
