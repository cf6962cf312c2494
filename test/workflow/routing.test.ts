import { callAsTool } from '../../n8n-runner';
import { nodeName, workflowBench, type Wishes } from './harness';

const bench = workflowBench();

const valid = '+447788450450';
const unavailable = '+447700909027';
const invalid = '+447700909001';
const unknown = '+447700909060';
const phones = [unknown, invalid, 'nobody', valid, unavailable, valid];

describe('the option Route by Verdict', () => {
	it('gives the node four outputs, each with its rows in input order', async () => {
		const { outputs } = await bench.lookUp({ phones, options: { routeByVerdict: true } });
		expect(outputs.map((items) => items.map(({ json }) => json.phone))).toEqual([
			[valid, valid],
			[unavailable],
			[invalid, 'nobody'],
			[unknown],
		]);
		expect(outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 3 }, { item: 5 }],
			[{ item: 4 }],
			[{ item: 1 }, { item: 2 }],
			[{ item: 0 }],
		]);
	});

	it('parts the numbers of one item', async () => {
		const { outputs } = await bench.lookUp({ phones: [[valid, invalid]], options: { routeByVerdict: true } });
		expect(outputs.map((items) => items.length)).toEqual([1, 0, 1, 0]);
	});

	it('feeds the nodes behind each output', async () => {
		const lookup = bench.node({ options: { routeByVerdict: true } });
		const behind = ['Valid', 'Unavailable', 'Invalid', 'Unknown'].map((name) => ({
			...bench.node({ parameters: { operation: 'validate' } }),
			name,
		}));
		const nodes = [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, lookup, ...behind];
		const run = await bench.n8n.runWorkflow({
			workflow: {
				nodes: nodes.map((node) => ({ id: node.name, typeVersion: 1, position: [0, 0], parameters: {}, ...node })),
				connections: {
					Start: { main: [[{ node: nodeName, type: 'main', index: 0 }]] },
					[nodeName]: { main: behind.map(({ name }) => [{ node: name, type: 'main', index: 0 }]) },
				},
			},
			items: phones.map((phone) => ({ json: { phone } })),
			credentials: bench.credentials(),
		});
		expect(run.error).toBeNull();
		const counts = behind.map(({ name }) => run.outputsOf(name)[0]?.length);
		expect(counts).toEqual([2, 1, 2, 1]);
	});

	it('with the error output and no failure leaves that output empty', async () => {
		const settings = { onError: 'continueErrorOutput' } as const;
		const { outputs } = await bench.lookUp({ phones, settings, options: { routeByVerdict: true } });
		expect(outputs.map((items) => items.length)).toEqual([2, 1, 2, 1, 0]);
	});

	it('off: one output takes all rows', async () => {
		const { outputs } = await bench.lookUp({ phones, options: { routeByVerdict: false } });
		expect(outputs.map((items) => items.length)).toEqual([6]);
	});
});

describe('the node as a tool of an agent', () => {
	async function runAsTool(phone: string, { options = {}, credentials = bench.credentials() }: Wishes) {
		const parameters = { phoneNumber: "={{ $fromAI('number', 'the number to look up', 'string') }}" };
		const workflow = callAsTool(bench.node({ parameters, options, credentials }));
		return await bench.n8n.runWorkflow({ workflow, items: [{ json: { number: phone } }], credentials });
	}

	async function call(phone: string, options?: Wishes['options']) {
		const run = await runAsTool(phone, { options });
		expect(run.error).toBeNull();
		const response = run.outputsOf('Agent')[0]?.[0]?.json.response;
		return typeof response === 'string' ? response : '';
	}

	it('looks the number up that the model chose, and hands the result back as JSON', async () => {
		expect(JSON.parse(await call(valid))).toMatchObject([{ lookup: { number: valid, verdict: 'valid', mnc: '15' } }]);
		expect(bench.simulator.ledger.billedCount()).toBe(1);
	});

	it.each([valid, unavailable, invalid, unknown])(
		'ignores Route by Verdict: the model gets the row of %s',
		async (phone) => {
			expect(JSON.parse(await call(phone, { routeByVerdict: true }))).toMatchObject([{ lookup: { number: phone } }]);
		},
	);

	it('tells the model in words what is wrong with a number', async () => {
		expect(JSON.parse(await call('call me'))).toMatchObject([
			{ lookup: { verdict: 'invalid', statusMessage: 'Has no digits of a phone number.' } },
		]);
	});

	it('fails in words where the account does', async () => {
		const run = await runAsTool(valid, { credentials: bench.credentials({ sinch: { password: 'wrong' } }) });
		expect(run.error?.message).toContain('Sinch refused the user name or password');
	});
});
