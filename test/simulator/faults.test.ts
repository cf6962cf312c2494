import { Faults } from '../../simulator/faults/faults';
import { startSimulator, type Simulator } from '../../simulator/simulator';
import { ask, basic, hold, talk, until } from './wire';

let simulator: Simulator;
beforeAll(async () => void (simulator = await startSimulator()));
afterAll(() => simulator.stop());
beforeEach(() => {
	simulator.ledger.reset();
	simulator.faults.clear();
});

const headers = { authorization: basic('demo') };
const lookUp = (msisdn: string) => ask(simulator.ports.sinch, `/lookup?msisdn=${msisdn}`, { headers });
const raw = (msisdn: string) =>
	`GET /lookup?msisdn=${msisdn} HTTP/1.1\r\nHost: x\r\nAuthorization: ${headers.authorization}\r\nConnection: close\r\n\r\n`;
const talkToSinch = async (msisdn: string) => {
	const heard = await talk(simulator.ports.sinch, raw(msisdn));
	return { ...heard, text: heard.text.replace(/(?<=^Date: ).*$/m, (date) => 'x'.repeat(date.length)) };
};

describe('ordered faults', () => {
	it('come in the order in which they were added, each as often as it says', async () => {
		simulator.faults.add({ provider: 'sinch', kind: 'status', status: 503, times: 2 });
		simulator.faults.add({ provider: 'sinch', kind: 'throttle', after: 1 });
		simulator.faults.add({ provider: 'horisen', kind: 'html' });
		const seen = [];
		for (let count = 0; count < 5; count++) seen.push((await lookUp('46708100100')).body);
		expect(seen).toEqual([
			'Simulated failure',
			'Simulated failure',
			'result=OK;imsi=24008',
			'result=REQUEST_THROTTLED',
			'result=OK;imsi=24008',
		]);
		expect(simulator.ledger.of('sinch').requests).toBe(5);
		expect(simulator.ledger.billedCount()).toBe(2);
	});

	it('strike from a point on where an account fails', async () => {
		simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'wrongPassword', after: 1 });
		const statuses = [];
		for (let count = 0; count < 3; count++) statuses.push((await lookUp('46708100100')).status);
		expect(statuses).toEqual([200, 401, 401]);
		simulator.faults.clear();
		expect(await lookUp('46708100100')).toMatchObject({ status: 200 });
	});

	it('reset the connection before the work', async () => {
		simulator.faults.add({ provider: 'sinch', kind: 'resetBeforeAnswer' });
		expect(await talkToSinch('46708100100')).toEqual({ text: '', ending: 'reset' });
		expect(simulator.ledger.of('sinch')).toMatchObject({ requests: 1, billed: [] });
	});

	it.each<[string, number | undefined]>([
		['not at all', undefined],
		['after one byte', 1],
		['within the head', 60],
		['within the body', -3],
		['behind the end', 10_000],
	])('cut the answer %s, and it is billed', async (_, afterBytes) => {
		const { text: whole } = await talkToSinch('46708100100');
		simulator.ledger.reset();
		simulator.faults.add({ provider: 'sinch', kind: 'resetAfterProcessing', afterBytes });
		const { text, ending } = await talkToSinch('46708100100');
		expect(text).toBe(whole.slice(0, afterBytes ?? 0));
		expect(ending).toBe(afterBytes === undefined ? 'reset' : 'closed');
		expect(simulator.ledger.timesBilled('46708100100')).toBe(1);
	});

	it.each([
		[
			{ kind: 'status', status: 429, retryAfter: 0 },
			{ status: 429, headers: { 'retry-after': '0' } },
		],
		[
			{ kind: 'status', status: 307 },
			{ status: 307, headers: { location: 'http://127.0.0.1:9/' } },
		],
		[{ kind: 'html' }, { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } }],
	] as const)('answer with something else: %j', async (fault, reply) => {
		simulator.faults.add({ provider: 'sinch', ...fault });
		expect(await lookUp('46708100100')).toMatchObject(reply);
		expect(simulator.ledger.billedCount()).toBe(0);
	});

	it('never answer', async () => {
		simulator.faults.add({ provider: 'sinch', kind: 'silence' });
		const silent = talk(simulator.ports.sinch, raw('46708100100'));
		await until(() => simulator.ledger.of('sinch').requests === 1);
		expect(await lookUp('46708100100')).toMatchObject({ body: 'result=OK;imsi=24008' });
		await simulator.setOnline('sinch', false);
		expect((await silent).text).toBe('');
		expect(simulator.ledger.billedCount()).toBe(1);
		await simulator.setOnline('sinch', true);
	});

	it('leave the answer whole where it only comes in pieces or late', async () => {
		simulator.faults.add({ provider: 'sinch', kind: 'splitAnswer' });
		simulator.faults.add({ provider: 'sinch', kind: 'delayMs', delayMs: 1 });
		expect(await lookUp('46708100100')).toMatchObject({ body: 'result=OK;imsi=24008' });
		expect(await lookUp('46708100100')).toMatchObject({ body: 'result=OK;imsi=24008' });
		expect(simulator.ledger.billedCount()).toBe(2);
	});
});

describe('a limit on requests under way', () => {
	it('throttles an account above it and no other, until a request has left', async () => {
		simulator.faults.throttleAbove.sinch = 2;
		simulator.faults.add({ provider: 'sinch', kind: 'silence', times: 2 });
		const endOne = hold(simulator.ports.sinch, raw('46708100100'));
		const endOther = hold(simulator.ports.sinch, raw('46708100100'));
		await until(() => simulator.ledger.of('sinch').requests === 2);
		expect(await lookUp('46708100100')).toMatchObject({ status: 200, body: 'result=REQUEST_THROTTLED' });
		const other = { headers: { authorization: basic('demo-2') } };
		const reply = await ask(simulator.ports.sinch, '/lookup?msisdn=46708100100', other);
		expect(reply.body).toBe('result=OK;imsi=24008');
		expect(simulator.ledger.of('sinch').peakConcurrentRequests).toBe(3);
		endOne();
		let body = '';
		while (body !== 'result=OK;imsi=24008') ({ body } = await lookUp('46708100100'));
		endOther();
	});
});

describe('the fault of a number', () => {
	it.each([
		['9101', 'reset'],
		['9102', 'reset'],
		['9109', 'closed'],
	])('%s spoils the first attempt of every run', async (suffix, ending) => {
		const msisdn = `4670810${suffix}`;
		for (let run = 0; run < 2; run++) {
			expect((await talkToSinch(msisdn)).ending).toBe(ending);
			expect(await lookUp(msisdn)).toMatchObject({
				status: 200,
				body: expect.stringMatching(/^result=OK;imsi=240\d\d$/),
			});
		}
	});

	it('9106 spoils two', async () => {
		const bodies = [];
		for (let count = 0; count < 3; count++) bodies.push((await lookUp('46708109106')).body.slice(0, 14));
		expect(bodies).toEqual(['result=REQUEST', 'result=REQUEST', 'result=OK;imsi']);
	});

	it('9108 spoils all', async () => {
		for (let count = 0; count < 3; count++) expect((await lookUp('46708109108')).body).toMatch(/^<!DOCTYPE html>/);
	});
});

describe('lost datagrams', () => {
	it('are the same ones from the same seed, in the share that was set', () => {
		const faults = new Faults(() => ({}));
		faults.lossRate = 0.3;
		const losses = () => {
			faults.seed(7);
			return Array.from({ length: 1000 }, () => faults.losesDatagram());
		};
		const first = losses();
		expect(losses()).toEqual(first);
		expect(first.filter(Boolean).length).toBeGreaterThan(250);
		expect(first.filter(Boolean).length).toBeLessThan(350);
	});
});
