/** examples/ai-tool-mcp.json: the node as a tool, called by an MCP client as an AI program would. */

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { z } from 'zod';

import { verdicts } from '../nodes/NumberLookup/reference/statuses';
import { n8nBench } from './bench';
import { signIn } from './callers';
import { exampleBench } from './exampleBench';
import { until } from './until';

const bench = n8nBench();
const examples = exampleBench(bench);

const registeredWithinMs = 10_000;

const lookUp = 'Look_Up_Phone_Numbers';
const check = 'Check_Phone_Number_Format';

const toolResult = z.object({
	isError: z.boolean().optional(),
	content: z.array(z.object({ type: z.literal('text'), text: z.string() })),
});

describe('ai-tool-mcp.json', () => {
	let address: string;
	let client: Client;

	beforeEach(async () => {
		address = (await examples.activate('ai-tool-mcp.json')).url;
		client = await until('n8n to serve its tools', registeredWithinMs, connected);
	});
	afterEach(async () => await client.close());

	/** @returns undefined while n8n does not know the address yet. */
	async function connected(): Promise<Client | undefined> {
		const { status } = await fetch(address, { method: 'POST', headers: signIn });
		if (status === 404) return undefined;
		const connecting = new Client({ name: 'test', version: '1.0.0' });
		await connecting.connect(new StreamableHTTPClientTransport(new URL(address), { requestInit: { headers: signIn } }));
		return connecting;
	}

	async function call(name: string, toolArguments: Record<string, unknown>) {
		const { content, isError } = toolResult.parse(await client.callTool({ name, arguments: toolArguments }));
		return { text: content.map(({ text }) => text).join(''), isError };
	}

	it('tells a model what each tool does, costs and takes', async () => {
		const { tools } = await client.listTools();
		expect(tools.map(({ name }) => name).sort()).toEqual([check, lookUp]);
		const describedAs = (name: string) => tools.find((tool) => tool.name === name)?.description;
		expect(describedAs(lookUp)).toContain('costs money');
		for (const verdict of verdicts) expect(describedAs(lookUp)).toContain(`${verdict} (`);
		expect(describedAs(check)).toContain('Free');
		const described = { type: 'string', description: expect.stringMatching(/\w/) };
		for (const { inputSchema } of tools) {
			expect(inputSchema.properties).toMatchObject({ phoneNumbers: described, defaultCountry: described });
			expect(inputSchema.required).toEqual(['phoneNumbers']);
		}
	});

	it('answers with the rows as JSON', async () => {
		const { text } = await call(lookUp, { phoneNumbers: '07788 450450, +46708100100', defaultCountry: 'GB' });
		expect(JSON.parse(text)).toMatchObject([
			{ lookup: { number: '+447788450450', verdict: 'valid', network: 'Vodafone UK' } },
			{ lookup: { number: '+46708100100', verdict: 'valid', network: 'Telenor' } },
		]);
		expect(bench.simulator.ledger.billedCount()).toBe(2);
	});

	it('asks afresh in every call', async () => {
		await call(lookUp, { phoneNumbers: '+46708100100' });
		await call(lookUp, { phoneNumbers: '+46708100100' });
		expect(bench.simulator.ledger.timesBilled('46708100100')).toBe(2);
	});

	it('pays for no more than 20 numbers in a call', async () => {
		const phones = Array.from({ length: 21 }, (_, index) => `+4670810${2000 + index}`);
		const { text } = await call(lookUp, { phoneNumbers: phones.join(',') });
		const rows = z.array(z.object({ lookup: z.object({ status: z.string() }) })).parse(JSON.parse(text));
		expect(rows.filter(({ lookup }) => lookup.status === 'not_looked_up')).toHaveLength(1);
		expect(bench.simulator.ledger.billedCount()).toBe(20);
	});

	it('checks numbers without asking anybody', async () => {
		const { text } = await call(check, { phoneNumbers: '07788 450450; +999 123456', defaultCountry: 'GB' });
		expect(JSON.parse(text)).toMatchObject([
			{ lookup: { number: '+447788450450', status: 'plausible', lineType: 'mobile' } },
			{ lookup: { number: null, status: 'invalid_number' } },
		]);
		expect(bench.simulator.ledger.billedCount()).toBe(0);
	});

	it('tells a model in words that the account failed', async () => {
		const { faults } = bench.simulator;
		faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', times: Infinity });
		const { text, isError } = await call(lookUp, { phoneNumbers: '+46708100100' });
		expect(isError).toBe(true);
		expect(text).toContain('ask your Sinch account manager');
	});

	it('serves nobody without the token', async () => {
		const response = await fetch(address, { method: 'POST' });
		expect(response.status).toBe(403);
	});
});
