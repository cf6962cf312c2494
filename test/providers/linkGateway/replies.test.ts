import fc from 'fast-check';
import { ask, playByteByByte, plainOptions } from '../exchange';
import { enoughBytes, flood, hostileBodies } from '../hostileBodies';
import { blankBody, bodyWith, msisdn, sampleBody, wrapped } from '../link/bodies';
import { account } from './account';

const readerOf = () => account.enquire([msisdn], 0, plainOptions, 'token').reader;

describe('the gateway’s answer', () => {
	it.each([
		['bare', sampleBody],
		['wrapped', wrapped(sampleBody)],
	])('%s is read, in whatever pieces it comes', (_form, body) => {
		const reply = ask(account, msisdn, { body });
		expect(reply.problem).toBeNull();
		expect(reply.answers.get(msisdn)).toMatchObject({ status: 'ok', mcc: '234', mnc: '30', raw: body });
		expect(playByteByByte(readerOf(), { body })).toEqual(reply);
	});

	it.each(['F0', 'F1'])('%s is an answer about the number', (e) => {
		const { answers, problem } = ask(account, msisdn, { body: wrapped(blankBody({ tel: msisdn, e })) });
		expect(answers.get(msisdn)).toMatchObject({ status: 'not_permitted', providerCode: e });
		expect(problem).toBeNull();
	});

	it.each(['F2', 'F3'])('%s is a failure of the provider', (e) => {
		expect(ask(account, msisdn, { body: wrapped(blankBody({ e })) })).toMatchObject({
			answers: new Map(),
			problem: { kind: 'failed', status: 'provider_error', code: e },
		});
	});

	it('about another number is a failure', () => {
		expect(ask(account, msisdn, { body: bodyWith({ tel: '447700900000' }) })).toMatchObject({
			answers: new Map(),
			problem: { kind: 'failed', status: 'provider_error' },
		});
	});

	it('counts where it came in full before the exchange broke', () => {
		expect(ask(account, msisdn, { body: sampleBody, complete: false }).answers.get(msisdn)?.status).toBe('ok');
	});
});

describe('the gateway’s refusal', () => {
	it.each([
		[401, '{"message":"Unauthorized"}'],
		[401, ''],
		[200, '{"statuscode":401,"response":{"message":"Unauthorized"}}'],
	])('HTTP %i %s concerns the token', (status, body) => {
		const { answers, problem } = ask(account, msisdn, { status, body });
		expect(answers.size).toBe(0);
		expect(problem).toMatchObject({ kind: 'tokenRefused', code: 'HTTP 401' });
	});

	it.each([
		[403, '{"message":"Forbidden"}', { kind: 'account', failure: { cause: 'refused', code: 'HTTP 403' } }],
		[429, '{"message":"Limit Exceeded"}', { kind: 'throttled', code: 'HTTP 429' }],
		[400, '{"message":"tel missing"}', { kind: 'failed', code: 'HTTP 400', mayPass: false }],
		[404, '', { kind: 'failed', code: 'HTTP 404', mayPass: false }],
		[302, '', { kind: 'failed', code: 'HTTP 302', mayPass: false }],
		[502, '<html></html>', { kind: 'failed', code: 'HTTP 502', mayPass: true, uncertain: true }],
		[500, '{"message":"Internal"}', { kind: 'failed', code: 'HTTP 500', mayPass: true, uncertain: false }],
		[200, '{"statuscode":500,"response":{}}', { kind: 'failed', code: 'HTTP 500', mayPass: true }],
	])('HTTP %i %s', (status, body, problem) => {
		expect(ask(account, msisdn, { status, body })).toMatchObject({ answers: new Map(), problem });
	});
});

describe('the gateway’s reader and hostile replies', () => {
	it.each(hostileBodies)('%s is an unreadable answer', (_name, body) => {
		for (const status of [200, 404, 500]) {
			const { answers, problem } = ask(account, msisdn, { status, body });
			expect(answers.size).toBe(0);
			expect(problem).toMatchObject({ kind: 'failed', status: 'provider_error' });
		}
	});

	it('has no answer in one that was cut short, wherever it was', () => {
		for (const whole of [sampleBody, wrapped(sampleBody)]) {
			for (let length = 0; length < whole.length; length++) {
				const body = whole.slice(0, length);
				expect(ask(account, msisdn, { body, complete: false })).toEqual({ answers: new Map(), problem: null });
				const { answers, problem } = ask(account, msisdn, { body });
				expect(answers.size).toBe(0);
				expect(problem).toMatchObject({ kind: 'failed', status: 'provider_error' });
			}
		}
	});

	it('has enough of a flood early', () => {
		const reader = readerOf();
		reader.head?.(200, {});
		expect(flood((chunk) => reader.data(chunk), '{"tel":"')).toBeLessThan(enoughBytes);
		expect(reader.end(true)).toMatchObject({
			answers: new Map(),
			problem: { kind: 'failed', code: 'answer too large' },
		});
	});

	it('classifies any JSON, and speaks only of the number asked', () => {
		const fields = fc.dictionary(fc.constantFrom('tel', 'e', 'mcc', 'mnc', 'response', '__proto__'), fc.jsonValue());
		fc.assert(
			fc.property(fields, fc.constantFrom(200, 400, 401, 500), (json, status) => {
				const { answers, problem } = ask(account, msisdn, { status, body: JSON.stringify(json) });
				expect([...answers.keys(), ...(problem === null ? [] : [problem.kind])]).toHaveLength(1);
				for (const asked of answers.keys()) expect(asked).toBe(msisdn);
			}),
		);
	});
});
