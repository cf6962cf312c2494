/**
 * The workflows of examples/ in the whole n8n, with simulated providers and stand-ins for the other services. Those that scrub a list
 * in a file are in scrubExamples.test.ts.
 */

import type { INodeTypeDescription } from 'n8n-workflow';

import { exampleFiles, readExample } from '../test/examples/exampleFiles';
import { parameterFaults } from '../test/examples/parameterFaults';
import { n8nBench, nodeName } from './bench';
import { signIn } from './callers';
import { exampleBench } from './exampleBench';
import { callWebhook } from './webhook';
import { pinned } from './workflows';

const bench = n8nBench();
const examples = exampleBench(bench);

const valid = '07788 450450';
const ported = '07788 459043';

describe('each example', () => {
	let descriptions: INodeTypeDescription[];

	beforeAll(async () => {
		descriptions = await bench.n8n.nodeDescriptions();
	});

	it.each(exampleFiles)('%s holds nodes that n8n has, with parameters that they have', (file) => {
		const faults = readExample(file).nodes.flatMap((node) => {
			const description = descriptions.find(
				({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion),
			);
			return description === undefined
				? [`n8n has no node ${node.type} of version ${node.typeVersion}`]
				: parameterFaults(node, description);
		});
		expect(faults).toEqual([]);
	});
});

describe('enrich-contact-on-create.json', () => {
	const activate = async () => await examples.activate('enrich-contact-on-create.json');

	it('writes what is known about the number into the contact', async () => {
		const example = await activate();
		const response = await callWebhook(example.url, { id: 'a/17', phone: ported, country: 'GB' }, signIn);
		expect(response.status).toBe(200);
		expect((await examples.executionOf(example)).status).toBe('success');
		expect(examples.service.requests).toEqual([
			{
				method: 'PATCH',
				path: '/contacts/a%2F17',
				body: {
					phone_e164: '+447788459043',
					phone_verdict: 'valid',
					phone_network: expect.any(String),
					phone_country: 'GB',
					phone_ported: true,
				},
			},
		]);
		expect(bench.simulator.ledger.of('linkGateway').billed).toMatchObject([{ msisdn: '447788459043' }]);
	});

	it('looks up the first of several numbers only, and leaves the field that holds them alone', async () => {
		const example = await activate();
		const phone = '; +44 7788 459043, +44 7788 450450\n+44 7788 450451';
		await callWebhook(example.url, { id: 20, phone, country: 'GB' }, signIn);
		expect((await examples.executionOf(example)).status).toBe('success');
		expect(examples.service.requests).toMatchObject([
			{ method: 'PATCH', body: { phone_e164: '+447788459043', phone_verdict: 'valid' } },
		]);
		expect(examples.service.requests[0]?.body).not.toHaveProperty('phone');
		expect(bench.simulator.ledger.of('linkGateway').billed).toMatchObject([{ msisdn: '447788459043' }]);
	});

	it('leaves a contact without a number alone', async () => {
		const example = await activate();
		await callWebhook(example.url, { id: 18, phone: '', country: 'GB' }, signIn);
		expect((await examples.executionOf(example)).status).toBe('success');
		expect(examples.service.requests).toEqual([]);
		expect(bench.simulator.ledger.billedCount()).toBe(0);
	});

	it('looks nothing up for a caller without the sign-in', async () => {
		const { url } = await activate();
		const response = await callWebhook(url, { id: 19, phone: valid, country: 'GB' });
		expect(response.status).toBe(403);
		expect(bench.simulator.ledger.billedCount()).toBe(0);
	});
});

/** The CRMs' own nodes ask the CRMs: what they read is pinned, and Edit Fields shows what they would write. */
describe.each([
	{
		file: 'enrich-contact-hubspot.json',
		trigger: 'HubSpot Trigger',
		event: { contactId: 17, subscriptionType: 'contact.creation' },
		get: 'Get Contact',
		contacts: [
			{
				vid: 17,
				properties: { phone: { value: '+44 7788 459043, +44 7788 450450' }, email: { value: 'ada@example.com' } },
			},
			{ vid: 18, properties: { email: { value: 'no-phone@example.com' } } },
			{ vid: 19, properties: { phone: { value: '+44 7788 450450' } } },
		],
		update: 'Update Contact',
		written: { email: 'ada@example.com' },
		fieldNames: ['phone_verdict', 'phone_network', 'phone_country', 'phone_ported'],
	},
	{
		file: 'enrich-contact-pipedrive.json',
		trigger: 'Pipedrive Trigger',
		event: { data: { id: 17 }, meta: { action: 'create', entity: 'person' } },
		get: 'Get Person',
		contacts: [
			{
				id: 17,
				phones: [
					{ value: '+44 20 7946 0018', primary: false },
					{ value: '+44 7788 459043; +44 7788 450450', primary: true },
				],
			},
			{ id: 18, phones: [] },
		],
		update: 'Update Person',
		written: { personId: '17' },
		fieldNames: ['Phone verdict', 'Phone network', 'Phone country', 'Phone ported'],
	},
])('$file', ({ file, trigger, event, get, contacts, update, written, fieldNames }) => {
	it('has the lookup’s findings about the first number ready for the contact’s fields', async () => {
		const node = readExample(file).nodes.find(({ name }) => name === update);
		const fields = [...Object.entries(node?.parameters ?? {}), ...namedValuesIn(node?.parameters)].filter(
			([name]) => name in written || fieldNames.includes(name),
		);
		const assignments = fields.map(([name, value]) => ({ id: name, name, value, type: 'string' }));
		const editFields = {
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { assignments: { assignments }, options: { dotNotation: false } },
		};
		const pinData = { ...pinned(trigger, [event]), ...pinned(get, contacts) };
		const workflow = await examples.save(file, { nodes: { [update]: editFields }, pinData });
		const execution = await bench.n8n.runToEnd(workflow, { triggerToStartFrom: { name: trigger } });
		expect(execution).toMatchObject({ status: 'success', error: null });
		const [verdict = '', network = '', country = '', wasPorted = ''] = fieldNames;
		expect(execution.outputsOf(update)).toEqual([
			[{ ...written, [verdict]: 'valid', [network]: expect.any(String), [country]: 'GB', [wasPorted]: 'true' }],
		]);
		expect(bench.simulator.ledger.of('linkGateway').billed).toMatchObject([{ msisdn: '447788459043' }]);
	});
});

describe('sms-gate.json', () => {
	/** Has the message sent by an active gate. @param texts what its user changed. */
	async function send(to: string, texts?: Record<string, string>): Promise<Response> {
		const { url } = await examples.activate('sms-gate.json', texts);
		return await callWebhook(url, { to, country: 'GB', text: 'Hello' }, signIn);
	}

	it('sends where the number can be reached, to its international form', async () => {
		const response = await send(valid);
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ sent: true, to: '+447788450450', network: 'Vodafone UK' });
		expect(examples.service.requests).toEqual([
			{ method: 'POST', path: '/messages', body: { to: '+447788450450', text: 'Hello' } },
		]);
		expect(bench.simulator.ledger.timesBilled('447788450450')).toBe(1);
	});

	it.each([
		['nobody has the number', '07788 459001', 422, { verdict: 'invalid', status: 'unknown_subscriber' }],
		['it is no number', 'hello', 422, { verdict: 'invalid', status: 'invalid_number' }],
		['nobody answers there now', '07788 459027', 422, { verdict: 'unavailable', status: 'absent_subscriber' }],
		['nobody could tell', '07788 459034', 503, { verdict: 'unknown', status: 'network_failure' }],
		['the country is not served', '+46 70 810 01 00', 422, { reason: 'No SMS to the country SE.' }],
	])('refuses where %s', async (_, to, status, body) => {
		const response = await send(to);
		expect(response.status).toBe(status);
		expect(await response.json()).toMatchObject({ sent: false, reason: expect.stringMatching(/\w/), ...body });
		expect(examples.service.requests).toEqual([]);
	});

	it('refuses where the network is not served', async () => {
		const response = await send(valid, { '00101': '23415' });
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({ sent: false, reason: 'No SMS to the network Vodafone UK.' });
		expect(examples.service.requests).toEqual([]);
	});

	it('refuses where the account at the provider failed', async () => {
		const { faults } = bench.simulator;
		faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', times: Infinity });
		const response = await send(valid);
		expect(response.status).toBe(503);
		expect(await response.json()).toMatchObject({ sent: false, status: 'not_looked_up' });
	});

	it('says so where the SMS service fails', async () => {
		examples.service.status = 500;
		const response = await send(valid);
		expect(response.status).toBe(502);
		expect(await response.json()).toMatchObject({ sent: false, reason: expect.stringContaining('SMS service') });
	});
});

describe('second-opinion.json', () => {
	it('asks the second provider only about what the first could not tell', async () => {
		const phones = ['+44 7788 450450', '+44 7788 459046', '+44 7788 459044'];
		const pinData = pinned('Numbers', [{ phone: phones.join(', ') }]);
		const workflow = await examples.save('second-opinion.json', { pinData });
		const trigger = 'When clicking Execute workflow';
		const execution = await bench.n8n.runToEnd(workflow, { triggerToStartFrom: { name: trigger } });
		expect(execution).toMatchObject({ status: 'success', error: null });
		expect(execution.outputsOf('Answered')).toMatchObject([
			[
				{ number: '+447788450450', verdict: 'valid', provider: 'horisen', lookupType: 'mnp' },
				{ number: '+447788459046', verdict: 'valid', provider: 'linkGateway', lookupType: 'hlr' },
			],
		]);
		expect(execution.outputsOf('Nobody Could Tell')).toMatchObject([
			[{ number: '+447788459044', reason: expect.stringMatching(/\w/) }],
		]);
		const { ledger } = bench.simulator;
		expect(ledger.of('horisen').requests).toBe(3);
		expect(ledger.of('linkGateway').requests).toBe(2);
		expect(ledger.of('linkGateway').lastRequest).toContain('hlr');
	});
});

describe('look-up-a-list.json', () => {
	it('looks its own example rows up', async () => {
		const workflow = await examples.save('look-up-a-list.json');
		const trigger = 'When clicking Execute workflow';
		const execution = await bench.n8n.runToEnd(workflow, { triggerToStartFrom: { name: trigger } });
		const [rows = []] = execution.outputsOf(nodeName);
		expect(rows).toMatchObject(rows.map(() => ({ lookup: { verdict: 'valid' } })));
		expect(rows.length).toBeGreaterThan(1);
	});
});

/** @returns the lines of a node's form that name a field and give its value, wherever they stand. */
function namedValuesIn(parameters: unknown): Array<[string, unknown]> {
	if (typeof parameters !== 'object' || parameters === null) return [];
	if ('value' in parameters) {
		const name = 'name' in parameters ? parameters.name : 'property' in parameters ? parameters.property : '';
		return [[String(name), parameters.value]];
	}
	return Object.values(parameters).flatMap((value) => namedValuesIn(value));
}
