import type { INodeExecutionData, INodeType } from 'n8n-workflow';

import { chain } from '../../n8n-runner';
import { nodeName, valuesOf, workflowBench, type Finished, type Wishes } from './harness';

const loopType = 'test.sendBackOnce';

/** Sends its items back by its first output on its first turn, and on by its second output afterwards. */
const sendBackOnce: INodeType = {
	description: {
		displayName: 'Loop',
		name: 'sendBackOnce',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Loop' },
		inputs: ['main'],
		outputs: ['main', 'main'],
		properties: [],
	},
	async execute() {
		const items = this.getInputData();
		return this.getWorkflowDataProxy(0).$runIndex === 0 ? [items, []] : [[], items];
	},
};

const bench = workflowBench({ [loopType]: sendBackOnce });

const phones = ['+447788450450', '+46708100100', '+41787078880', '+4915123456789'];

/** The account’s credit ends after two of the four numbers; it is topped up when this is called no more. */
function endCreditAfterTwo(times = Infinity) {
	bench.simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', after: 2, times });
}

function lookUp(wishes: Wishes): Promise<Finished> {
	return bench.lookUp({ phones, ...wishes, options: { maxConcurrency: 1, ...wishes.options } });
}

/** Looks the numbers up in two turns of a loop. */
async function lookUpTwice(workflowId: string): Promise<Finished> {
	const credentials = bench.credentials();
	const node = bench.node({ credentials, options: { maxConcurrency: 1 } });
	const workflow = chain(node, { name: 'Loop', type: loopType });
	workflow.connections.Loop = { main: [[{ node: nodeName, type: 'main', index: 0 }], []] };
	const items = phones.map((phone) => ({ json: { phone } }));
	return await bench.runWorkflow({ workflow: { id: workflowId, ...workflow }, items, credentials });
}

const timesBilled = () => phones.map((phone) => bench.simulator.ledger.timesBilled(phone.slice(1)));
const once = [1, 1, 1, 1];

describe('Retry On Fail', () => {
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	it('after an account failure asks only for what was not answered', async () => {
		endCreditAfterTwo(1);
		const { run, results } = await lookUp({ settings });
		expect(run.status).toBe('success');
		expect(valuesOf(results, 'verdict')).toEqual(['valid', 'valid', 'valid', 'valid']);
		expect(valuesOf(results, 'attempts')).toEqual([1, 1, 1, 1]);
		expect(timesBilled()).toEqual(once);
	});

	it('asks in vain as often as n8n tries, and pays for no number twice', async () => {
		endCreditAfterTwo();
		const { run } = await lookUp({ settings });
		expect(run.error?.message).toContain('Sinch');
		expect(run.error).toHaveProperty('description', expect.stringMatching(/^2 of 4 numbers/));
		expect(timesBilled()).toEqual([1, 1, 0, 0]);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(2 + settings.maxTries);
	});

	it.each([
		['the first row carries an `error` of its own', { phone: phones[0], error: 'from a node before' }],
		['every row does, in every form', { phone: phones[0], error: { code: 1 } }],
	])('pays nothing twice where %s and n8n takes the node for failed', async (_case, first) => {
		const items: INodeExecutionData[] = [{ json: first }, ...phones.slice(1).map((phone) => ({ json: { phone } }))];
		const { run, rows, results } = await lookUp({ items, settings });
		expect(run.status).toBe('success');
		expect(rows[0]).toMatchObject({ error: first.error });
		expect(valuesOf(results, 'verdict')).toEqual(['valid', 'valid', 'valid', 'valid']);
		expect(valuesOf(results, 'cached')).toEqual([false, false, false, false]);
		expect(timesBilled()).toEqual(once);
	});

	it('with the error output asks again only for the rows that failed', async () => {
		bench.simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', times: 1 });
		const { outputs } = await lookUp({ settings: { ...settings, onError: 'continueErrorOutput' } });
		expect(outputs.map((items) => items.length)).toEqual([4, 0]);
		expect(timesBilled()).toEqual(once);
	});
});

describe('a run that failed in the middle', () => {
	it('is gone on with by the retry of its execution, which uses its answers', async () => {
		endCreditAfterTwo(1);
		const failed = await lookUp({ workflowId: 'retried', run: { mode: 'trigger' } });
		expect(failed.run.status).toBe('error');
		const { results, hints } = await lookUp({ workflowId: 'retried', run: { retryOf: failed.run } });
		expect(valuesOf(results, 'cached')).toEqual([true, true, false, false]);
		expect(valuesOf(results, 'attempts')).toEqual([1, 1, 1, 1]);
		expect(hints).toContain('2 lookups paid, 2 answers kept from an unfinished run');
		expect(timesBilled()).toEqual(once);
	});

	it('is gone on with by a person’s next manual run', async () => {
		endCreditAfterTwo(1);
		await lookUp({ workflowId: 'manual' });
		const { results } = await lookUp({ workflowId: 'manual' });
		expect(valuesOf(results, 'cached')).toEqual([true, true, false, false]);
		expect(timesBilled()).toEqual(once);
	});

	it('is gone on with from the first turn of a loop on', async () => {
		bench.simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', after: 6, times: 1 });
		expect((await lookUpTwice('failed loop')).run.error?.message).toContain('locked this account');
		const { run } = await lookUpTwice('failed loop');
		expect(run.outputsOf('Loop')[1]).toHaveLength(4);
		expect(timesBilled()).toEqual([2, 2, 2, 2]);
	});

	it('is of no use any more when it was gone on with to the end: the run after that asks afresh', async () => {
		endCreditAfterTwo(1);
		for (let turn = 0; turn < 2; turn++) await lookUp({ workflowId: 'completed' });
		const { results } = await lookUp({ workflowId: 'completed' });
		expect(valuesOf(results, 'cached')).toEqual([false, false, false, false]);
	});

	it('is gone on with after On Error = Continue, too', async () => {
		endCreditAfterTwo(1);
		await lookUp({ workflowId: 'continued', settings: { onError: 'continueRegularOutput' } });
		const { results } = await lookUp({ workflowId: 'continued' });
		expect(valuesOf(results, 'cached')).toEqual([true, true, false, false]);
	});

	it('is gone on with after Max Lookups ended it, with as many again', async () => {
		const options = { maxLookups: 2 };
		const runs = [];
		for (let turn = 0; turn < 2; turn++) runs.push(await lookUp({ workflowId: 'limited', options }));
		expect(runs.map(({ results }) => valuesOf(results, 'status'))).toEqual([
			['ok', 'ok', 'not_looked_up', 'not_looked_up'],
			['ok', 'ok', 'ok', 'ok'],
		]);
		expect(timesBilled()).toEqual(once);
	});

	it.each(['webhook', 'trigger'] as const)('is asked afresh by the next execution of mode %s', async (mode) => {
		endCreditAfterTwo(1);
		await lookUp({ workflowId: mode, run: { mode } });
		const { results } = await lookUp({ workflowId: mode, run: { mode } });
		expect(valuesOf(results, 'cached')).toEqual([false, false, false, false]);
		expect(timesBilled()).toEqual([2, 2, 1, 1]);
	});

	it('is of no use to another account', async () => {
		endCreditAfterTwo(1);
		await lookUp({ workflowId: 'accounts' });
		const credentials = bench.credentials({ sinch: { username: 'demo2' } });
		const { results } = await lookUp({ workflowId: 'accounts', credentials });
		expect(valuesOf(results, 'cached')).toEqual([false, false, false, false]);
	});

	it('is of no use to another workflow', async () => {
		endCreditAfterTwo(1);
		await lookUp({ workflowId: 'one' });
		const { results } = await lookUp({ workflowId: 'another' });
		expect(valuesOf(results, 'cached')).toEqual([false, false, false, false]);
	});

	it('is of no use to another lookup type', async () => {
		const at = (lookupType: string) =>
			lookUp({ provider: 'linkDirect', workflowId: 'types', parameters: { lookupType }, options: { maxLookups: 2 } });
		await at('mnp');
		expect(valuesOf((await at('hlr')).results, 'cached')).toEqual([false, false, false, false]);
	});
});

describe('a run that finished', () => {
	it('is not reused by the next manual run, which asks the network afresh', async () => {
		await lookUp({ workflowId: 'finished' });
		const { results } = await lookUp({ workflowId: 'finished' });
		expect(valuesOf(results, 'cached')).toEqual([false, false, false, false]);
		expect(timesBilled()).toEqual([2, 2, 2, 2]);
	});

	it('in a loop is not reused by the next turn', async () => {
		const { run } = await lookUpTwice('loop');
		expect(run.error).toBeNull();
		expect(run.outputsOf('Loop')[1]).toHaveLength(4);
		expect(timesBilled()).toEqual([2, 2, 2, 2]);
	});

	it('of one node is of no use to another node of the same workflow', async () => {
		const credentials = bench.credentials();
		const second = { ...bench.node({ credentials }), name: 'Second' };
		const items = phones.map((phone) => ({ json: { phone } }));
		const workflow = { id: 'twice', ...chain(bench.node({ credentials }), second) };
		await bench.runWorkflow({ workflow, items, credentials });
		expect(timesBilled()).toEqual([2, 2, 2, 2]);
	});
});
