import { createSocket } from 'node:dgram';
import { z } from 'zod';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { Datagrams, talk, until } from './wire';

let simulator: Simulator;
let datagrams: Datagrams;
beforeAll(async () => void (simulator = await startSimulator()));
afterAll(() => simulator.stop());
beforeEach(() => {
	simulator.ledger.reset();
	simulator.faults.clear();
	datagrams = new Datagrams(simulator.ports.linkUdp);
});
afterEach(() => datagrams.close());

const asked = (tel: string, fields: Record<string, string> = {}) =>
	JSON.stringify({ clientid: 'demo', password: 'demo-password', tel, ...fields });
const telOf = (text = '{}') => z.object({ tel: z.string() }).parse(JSON.parse(text)).tel;

/** The answer of the document (Direct connection), to the request that stands above it there. */
const sampleRequest = '{"clientid":"demo", "password":"demo-password", "tel":"441234567890", "lookup":"hlr"}';
const sampleAnswer =
	'{"cc":"GBR","lookup":"hlr","np":"na","mnc":"30","roaming":"na","pres":"na","rmnc":"","tadig":"GBRME","e":"","nt":"mobile",' +
	'"cn":"EE-TM-23430","imsi":"23430","ndc":"7506","mcc":"234","rmcc":"","npdi":"","ppcin":"EE","tel":"441234567890","rn":"",' +
	'"cic":"44548","dc":"44"}';

describe('LINK over TCP', () => {
	it.each([
		['without a line end', sampleRequest],
		['with one, as the Java sample sends it', `${sampleRequest}\r\n`],
	])('answers the sample byte for byte and closes: %s', async (_, request) => {
		expect(await talk(simulator.ports.linkTcp, request)).toEqual({ text: sampleAnswer, ending: 'closed' });
		expect(simulator.ledger.of('linkDirect')).toMatchObject({
			requests: 1,
			connectionsOpened: 1,
			datagramsReceived: 0,
		});
	});

	it.each([
		['a wrong password', asked('447700100001', { password: 'wrong' }), 'failed', 'closed'],
		['no credit', asked('447700100001', { clientid: 'no-credit' }), 'failed', 'closed'],
		['no JSON', 'bye\n', 'failed', 'closed'],
		['an address not allowed', asked('447700100001', { clientid: 'blocked-address' }), '', 'reset'],
	])('refuses %s', async (_, request, text, ending) => {
		expect(await talk(simulator.ports.linkTcp, request)).toEqual({ text, ending });
		expect(simulator.ledger.billedCount()).toBe(0);
	});

	it('answers F2 where there is no number', async () => {
		const { text } = await talk(simulator.ports.linkTcp, '{"clientid":"demo","password":"demo-password"}');
		expect(JSON.parse(text)).toMatchObject({ tel: '', e: 'F2' });
	});

	it.each([
		['reset before the work', '447700109101', '', 0],
		['reset after it', '447700109102', '', 1],
	])('has a first attempt that is %s', async (_, tel, text, billed) => {
		expect(await talk(simulator.ports.linkTcp, asked(tel))).toEqual({ text, ending: 'reset' });
		expect(simulator.ledger.timesBilled(tel)).toBe(billed);
		expect(telOf((await talk(simulator.ports.linkTcp, asked(tel))).text)).toBe(tel);
		expect(simulator.ledger.timesBilled(tel)).toBe(billed + 1);
	});

	it('cuts an answer off', async () => {
		simulator.faults.add({ provider: 'linkDirect', kind: 'resetAfterProcessing', afterBytes: 10 });
		expect(await talk(simulator.ports.linkTcp, sampleRequest)).toEqual({
			text: sampleAnswer.slice(0, 10),
			ending: 'closed',
		});
	});

	it('brings an answer whole that comes in many pieces', async () => {
		expect(telOf((await talk(simulator.ports.linkTcp, asked('447700109117'))).text)).toBe('447700109117');
	});
});

describe('LINK over UDP', () => {
	it('answers the sample byte for byte', async () => {
		datagrams.send(sampleRequest);
		expect((await datagrams.heard(1)).texts).toEqual([sampleAnswer]);
		expect(simulator.ledger.of('linkDirect')).toMatchObject({
			requests: 1,
			datagramsReceived: 1,
			connectionsOpened: 0,
		});
	});

	it('refuses a wrong password and is silent to an address not allowed', async () => {
		datagrams.send(asked('447700100001', { clientid: 'blocked-address' }));
		datagrams.send(asked('447700100001', { password: 'wrong' }));
		expect((await datagrams.heard(1)).texts).toEqual(['failed']);
		expect(simulator.ledger.billedCount()).toBe(0);
	});

	it.each([
		['datagram', '447700109111', 0],
		['answer', '447700109112', 1],
		['datagram, where TCP would be reset before the work,', '447700109101', 0],
		['answer, where TCP would be reset after it,', '447700109102', 1],
	])('loses the first %s', async (_, tel, billed) => {
		datagrams.send(asked(tel));
		datagrams.send(asked('447700100001'));
		expect((await datagrams.heard(1)).texts.map(telOf)).toEqual(['447700100001']);
		expect(simulator.ledger.timesBilled(tel)).toBe(billed);
		datagrams.send(asked(tel));
		expect(telOf((await datagrams.heard(2)).texts[1])).toBe(tel);
		expect(simulator.ledger.timesBilled(tel)).toBe(billed + 1);
		expect(simulator.ledger.of('linkDirect').datagramsReceived).toBe(3);
	});

	it('answers twice', async () => {
		datagrams.send(asked('447700109113'));
		const { texts } = await datagrams.heard(2);
		expect(texts[1]).toBe(texts[0]);
		expect(simulator.ledger.billedCount()).toBe(1);
	});

	it('lets a stranger speak first, from another port', async () => {
		datagrams.send(asked('447700109115'));
		const { texts, fromPorts } = await datagrams.heard(2);
		expect(JSON.parse(texts[0] ?? '')).toMatchObject({ tel: '447700109115', mcc: '999' });
		expect(fromPorts[0]).not.toBe(simulator.ports.linkUdp);
		expect(JSON.parse(texts[1] ?? '')).toMatchObject({ tel: '447700109115', mcc: '234' });
		expect(fromPorts[1]).toBe(simulator.ports.linkUdp);
	});

	it('answers first for another number, from its own port', async () => {
		datagrams.send(asked('447700109116'));
		const { texts, fromPorts } = await datagrams.heard(2);
		expect(telOf(texts[0])).not.toBe('447700109116');
		expect(telOf(texts[1])).toBe('447700109116');
		expect(new Set(fromPorts)).toEqual(new Set([simulator.ports.linkUdp]));
	});

	it('is silent where a number is never answered', async () => {
		datagrams.send(asked('447700109103'));
		datagrams.send(asked('447700100001'));
		expect((await datagrams.heard(1)).texts.map(telOf)).toEqual(['447700100001']);
	});

	it('counts what the network loses as received and works on none of it', async () => {
		simulator.faults.lossRate = 1;
		datagrams.send(asked('447700100001'));
		await until(() => simulator.ledger.of('linkDirect').datagramsReceived === 1);
		expect(simulator.ledger.of('linkDirect')).toMatchObject({ datagramsReceived: 1, requests: 0, billed: [] });
		simulator.faults.lossRate = 0;
		datagrams.send(asked('447700100001'));
		expect((await datagrams.heard(1)).texts.map(telOf)).toEqual(['447700100001']);
	});

	it('refuses connections while off line and comes back on the same port', async () => {
		await simulator.setOnline('linkDirect', false);
		const connected = createSocket('udp4');
		const refusal = await new Promise((resolve) => {
			connected.once('error', resolve);
			connected.connect(simulator.ports.linkUdp, '127.0.0.1', () => connected.send(sampleRequest));
		});
		connected.close();
		expect(refusal).toMatchObject({ code: 'ECONNREFUSED' });
		expect(await talk(simulator.ports.linkTcp, sampleRequest)).toEqual({ text: '', ending: 'reset' });
		await simulator.setOnline('linkDirect', true);
		datagrams.send(sampleRequest);
		expect((await datagrams.heard(1)).texts).toEqual([sampleAnswer]);
	});
});
