import { createServer, type Server } from 'node:http';

import type { INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import {
	callAsTool,
	chain,
	loadPackage,
	type ChainedNode,
	type LoadedPackage,
	type StoredCredentials,
} from '../../n8n-runner';
import { installProbe } from './installProbe';

let n8n: LoadedPackage;

beforeAll(async () => {
	n8n = await loadPackage(await installProbe(), { 'n8n-nodes-base.counter': counter });
});

const probe = (show: string, settings: Partial<ChainedNode> = {}): ChainedNode => ({
	name: 'Probe',
	type: 'n8n-nodes-probe.probe',
	...settings,
	parameters: { show, ...settings.parameters },
});

const items = [{ json: { phone: '+1' } }, { json: { phone: '+2' } }];
const jsonOf = (outputs: Array<Array<{ json: unknown }>>) => outputs.map((rows) => rows.map(({ json }) => json));

let countedRuns = 0;
const counter: INodeType = {
	description: {
		displayName: 'Counter',
		name: 'counter',
		group: ['transform'],
		version: 1,
		description: 'Counts its runs',
		defaults: { name: 'Counter' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		countedRuns += 1;
		return [this.getInputData()];
	},
};

describe('a run', () => {
	it('evaluates a parameter for each item and keeps the items paired', async () => {
		const workflow = chain(probe('text', { parameters: { text: '={{ $json.phone }}!' } }));
		const run = await n8n.runWorkflow({ workflow, items });
		expect(run).toMatchObject({ status: 'success', error: null });
		expect(run.outputsOf('Probe')).toEqual([
			[
				{ json: { text: '+1!', mode: 'manual' }, pairedItem: { item: 0 } },
				{ json: { text: '+2!', mode: 'manual' }, pairedItem: { item: 1 } },
			],
		]);
	});

	it('goes from node to node', async () => {
		const second = probe('text', {
			name: 'Second',
			parameters: { text: '={{ $json.text + $("Start").item.json.phone }}' },
		});
		const workflow = chain(probe('text', { parameters: { text: '={{ $json.phone }},' } }), second);
		const run = await n8n.runWorkflow({ workflow, items, mode: 'trigger' });
		expect(jsonOf(run.outputsOf('Second'))).toEqual([
			[
				{ text: '+1,+1', mode: 'trigger' },
				{ text: '+2,+2', mode: 'trigger' },
			],
		]);
	});

	it('gives a credential as n8n does: with defaults, expressions evaluated, and without what its form hides', async () => {
		const data = { user: '={{ $json.phone }}', host: 'stale.example' };
		const workflow = chain(probe('credential', { credentials: { probeApi: { id: null, name: 'Mine' } } }));
		const run = await n8n.runWorkflow({ workflow, items, credentials: { Mine: { type: 'probeApi', data } } });
		expect(jsonOf(run.outputsOf('Probe'))).toEqual([
			[
				{ user: '+1', region: 'eu' },
				{ user: '+2', region: 'eu' },
			],
		]);
	});

	it('fails where the node has no credential', async () => {
		const run = await n8n.runWorkflow({ workflow: chain(probe('credential')), items });
		expect(run.error?.message).toBe('Node does not have any credentials set');
	});

	it('tells hints, console messages and log lines, each run its own', async () => {
		const workflow = chain(probe('text'));
		const [run, other] = await Promise.all([
			n8n.runWorkflow({ workflow, items }),
			n8n.runWorkflow({ workflow, items: items.slice(1) }),
		]);
		expect(run.hints).toEqual([{ message: '2 rows', type: 'info', location: 'outputPane' }]);
		expect(run.messages).toEqual([{ source: '[Node: "Probe"]', messages: ['probed 2'] }]);
		expect(run.logs).toContainEqual({ level: 'info', message: 'Probed', metadata: { rows: 2 } });
		expect(other.logs.filter(({ level }) => level === 'info')).toEqual([
			{ level: 'info', message: 'Probed', metadata: { rows: 1 } },
		]);
	});

	it('ends at a node that throws', async () => {
		const run = await n8n.runWorkflow({ workflow: chain(probe('failure'), probe('text', { name: 'Next' })), items });
		expect(run.status).toBe('error');
		expect(run.error?.message).toBe('Failed on try 1');
		expect(run.outputsOf('Next')).toEqual([]);
	});

	it('fails where a required parameter is missing or the workflow has no start', async () => {
		const workflow = { ...chain(probe('text')), nodes: [] };
		await expect(n8n.runWorkflow({ workflow, items })).rejects.toThrow('no start node');
	});
});

describe('node settings', () => {
	it('Retry On Fail runs the node again', async () => {
		const retrying = probe('failure once', { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 });
		const run = await n8n.runWorkflow({ workflow: chain(retrying), items: items.slice(1) });
		expect(run.status).toBe('success');
		expect(jsonOf(run.outputsOf('Probe'))).toEqual([[{ tryNumber: 2 }]]);
	});

	it('On Error = Continue sends the input on', async () => {
		const next = { name: 'Next', type: 'n8n-nodes-base.counter' };
		const workflow = chain(probe('failure', { onError: 'continueRegularOutput' }), next);
		const run = await n8n.runWorkflow({ workflow, items });
		expect(run.status).toBe('success');
		expect(jsonOf(run.outputsOf('Next'))).toEqual([[{ phone: '+1' }, { phone: '+2' }]]);
	});

	it('On Error = Continue (using error output) merges error rows over their items', async () => {
		const run = await n8n.runWorkflow({
			workflow: chain(probe('error row', { onError: 'continueErrorOutput' })),
			items,
		});
		expect(jsonOf(run.outputsOf('Probe'))).toEqual([
			[],
			[
				{ phone: '+1', error: 'No answer', details: { item: 0 } },
				{ phone: '+2', error: 'No answer', details: { item: 1 } },
			],
		]);
	});
});

describe('Stop', () => {
	it('reaches the running node and cancels the run', async () => {
		const stop = new AbortController();
		const running = n8n.runWorkflow({ workflow: chain(probe('stop')), items: items.slice(1), signal: stop.signal });
		setImmediate(() => stop.abort());
		expect((await running).status).toBe('canceled');
	});

	it('before the start keeps every node from running', async () => {
		const run = await n8n.runWorkflow({ workflow: chain(probe('text')), items, signal: AbortSignal.abort() });
		expect(run.status).toBe('canceled');
		expect(run.outputsOf('Probe')).toEqual([]);
	});
});

it('an agent calls the node as its tool, with the arguments that a model chose', async () => {
	const text = "={{ $fromAI('phone', 'the number to look up', 'string') }}";
	const run = await n8n.runWorkflow({ workflow: callAsTool(probe('tool', { parameters: { text } })), items });
	expect(run.error).toBeNull();
	expect(jsonOf(run.outputsOf('Agent'))).toEqual([
		[{ response: '[{"text":"+1","asTool":true}]' }, { response: '[{"text":"+2","asTool":true}]' }],
	]);
});

it('a retried run goes on from the node that failed', async () => {
	const runsBefore = countedRuns;
	const before = { name: 'Before', type: 'n8n-nodes-base.counter' };
	const failed = await n8n.runWorkflow({ workflow: chain(before, probe('failure')), items, executionId: 'first' });
	expect(failed.status).toBe('error');
	const mended = chain(before, probe('text', { parameters: { text: '={{ $json.phone }}' } }));
	const run = await n8n.runWorkflow({ workflow: mended, items: [], retryOf: failed, executionId: 'second' });
	expect(run.error).toBeNull();
	expect(jsonOf(run.outputsOf('Probe'))).toEqual([
		[
			{ text: '+1', mode: 'retry' },
			{ text: '+2', mode: 'retry' },
		],
	]);
	expect(countedRuns).toBe(runsBefore + 1);
});

describe('OAuth2 client credentials', () => {
	let tokensGiven = 0;
	let server: Server;
	let url: string;

	beforeAll(async () => {
		server = createServer((request, response) => {
			if (request.url === '/token') {
				tokensGiven += 1;
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify({ access_token: `token-${tokensGiven}`, token_type: 'Bearer', expires_in: 60 }));
				return;
			}
			response.statusCode = request.headers.authorization?.startsWith('Bearer token-') === true ? 200 : 401;
			if (request.headers['x-locked'] !== undefined || request.url?.startsWith('/locked') === true)
				response.statusCode = 403;
			response.end('{}');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		url = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
	});

	afterAll(() => server.close());

	const credential = (baseUrl: string) => ({
		type: 'probeOAuth2Api',
		data: { clientId: 'me', clientSecret: 'secret', accessTokenUrl: `${url}/token`, baseUrl },
	});

	it('fetches a token with n8n’s own code and stores it', async () => {
		const credentials: StoredCredentials = { Mine: credential(url) };
		const workflow = chain(probe('token', { credentials: { probeOAuth2Api: { id: null, name: 'Mine' } } }));
		const run = await n8n.runWorkflow({ workflow, items: items.slice(1), credentials });
		expect(run.error).toBeNull();
		expect(run.outputsOf('Probe')[0]?.[0]?.json.oauthTokenData).toMatchObject({ access_token: 'token-1' });
		expect(credentials.Mine?.data.oauthTokenData).toHaveProperty('n8n_expires_at');
	});

	it('is tested by its declared request', async () => {
		await expect(n8n.testCredential(credential(url))).resolves.toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	it.each([
		['a rule for the status', '/locked', 'The account is locked.'],
		['a refused connection', '', 'ECONNREFUSED'],
	])('tells what went wrong: %s', async (_case, path, message) => {
		const baseUrl = path === '' ? 'http://127.0.0.1:1' : `${url}${path}`;
		await expect(n8n.testCredential(credential(baseUrl))).resolves.toEqual({ status: 'Error', message });
	});
});

describe('a credential test', () => {
	it('calls the function that the node names, with defaults filled in', async () => {
		const tested = n8n.testCredential({ type: 'probeApi', data: { user: 'me' } });
		await expect(tested).resolves.toEqual({ status: 'OK', message: '{"user":"me","region":"eu"}' });
	});

	it('says so where there is none', async () => {
		const tested = n8n.testCredential({ type: 'probeUntestedApi', data: {} });
		await expect(tested).resolves.toEqual({
			status: 'Error',
			message: 'No testing function found for this credential.',
		});
	});
});
