import fc from 'fast-check';
import { ask, playByteByByte } from '../exchange';
import { enoughBytes, flood, hostileBodies } from '../hostileBodies';
import { blankBody, bodyWith, msisdn, sampleBody, wrapped } from '../link/bodies';
import { tcp, tcpReader } from './accounts';

const closedEarly = { kind: 'failed', status: 'no_response', code: 'closed early', mayPass: true, uncertain: true };

describe('LINK’s answer over TCP', () => {
	it.each([
		['bare', sampleBody],
		['wrapped', wrapped(sampleBody)],
		['with a line end', `${sampleBody}\r\n`],
		['with the line bye', `${sampleBody}\r\nbye\r\n`],
		['over several lines, with the line bye', `${sampleBody.replaceAll(',', ',\n')}\nbye`],
		['as a C string', `${sampleBody}\0`],
	])('%s is read, in whatever pieces it comes', (_form, body) => {
		for (const reply of [ask(tcp, msisdn, { body }), playByteByByte(tcpReader(), { body })]) {
			expect(reply.problem).toBeNull();
			expect(reply.answers.get(msisdn)).toMatchObject({ status: 'ok', mcc: '234', mnc: '30' });
		}
	});

	it('is over when its JSON is whole, without waiting for LINK to close', () => {
		const reader = tcpReader();
		const bytes = Buffer.from(sampleBody);
		for (const byte of bytes.subarray(0, -1)) expect(reader.data(Uint8Array.of(byte))).toBe(false);
		expect(reader.data(bytes.subarray(-1))).toBe(true);
	});

	it.each(['F0', 'F1'])('%s is an answer about the number', (e) => {
		const { answers } = ask(tcp, msisdn, { body: blankBody({ tel: msisdn, e }) });
		expect(answers.get(msisdn)).toMatchObject({ status: 'not_permitted', providerCode: e });
	});

	it.each(['F2', 'F3'])('%s is a failure of the provider', (e) => {
		expect(ask(tcp, msisdn, { body: blankBody({ e }) }).problem).toMatchObject({ kind: 'failed', code: e });
	});

	it('about another number is a failure, not an answer', () => {
		const { answers, problem } = ask(tcp, msisdn, { body: bodyWith({ tel: '447700900000' }) });
		expect(answers.size).toBe(0);
		expect(problem).toMatchObject({ kind: 'failed', status: 'provider_error', code: 'another number' });
	});

	it('counts where it came in full before the connection broke', () => {
		expect(ask(tcp, msisdn, { body: sampleBody, complete: false }).answers.get(msisdn)?.status).toBe('ok');
	});
});

describe('LINK’s answer cut short over TCP', () => {
	const carrier = bodyWith({ cn: 'Failed Denied Unauthorized Ltd' });
	const everyCut = [sampleBody, wrapped(sampleBody), carrier].flatMap((whole) =>
		Array.from({ length: whole.length }, (_, length) => whole.slice(0, length)),
	);

	it('is a lost answer where LINK closed, wherever it was cut', () => {
		for (const body of everyCut) {
			expect(ask(tcp, msisdn, { body })).toMatchObject({ answers: new Map(), problem: closedEarly });
		}
	});

	it('leaves the problem to the engine where the connection broke', () => {
		for (const body of everyCut) {
			expect(ask(tcp, msisdn, { body, complete: false })).toEqual({ answers: new Map(), problem: null });
		}
	});

	it('is a lost answer where nothing came but the line bye', () => {
		expect(ask(tcp, msisdn, { body: 'bye\n' }).problem).toMatchObject(closedEarly);
	});
});

describe('LINK’s refusal over TCP', () => {
	it.each([
		'failed',
		'failed\r\nbye\r\n',
		'Authentication failure',
		'access denied',
		'Not allowed from 192.0.2.1',
		'Invalid client credentials',
		'{"response":"failed"}',
		'{"statuscode":401,"response":{"message":"Unauthorized"}}',
		'{"error":{"text":"IP not whitelisted"}}',
		'["failed"]',
		blankBody({ e: 'failed' }),
		blankBody({ tel: msisdn, e: 'Failed' }),
	])('%s is an account failure', (body) => {
		const whole = ask(tcp, msisdn, { body });
		for (const reply of [whole, playByteByByte(tcpReader(), { body, complete: false })]) {
			expect(reply.answers.size).toBe(0);
			expect(reply.problem).toMatchObject({
				kind: 'account',
				failure: { cause: 'refused', message: expect.stringMatching(/Client ID and Password.*public IP address/) },
			});
		}
	});

	it('is not read into a carrier’s name', () => {
		const { answers } = ask(tcp, msisdn, { body: bodyWith({ cn: 'Failed Telecom' }) });
		expect(answers.get(msisdn)).toMatchObject({ status: 'ok', details: { cn: 'Failed Telecom' } });
	});

	it('never shows the password, should the request be echoed', () => {
		const { problem } = ask(tcp, msisdn, { body: 'failed: {"clientid":"client-1","password":"pa\\"ss wörd"}' });
		expect(problem).toMatchObject({ kind: 'account', failure: { code: 'failed' } });
		expect(JSON.stringify(problem)).not.toMatch(/wörd|client-1/);
	});
});

describe('LINK’s TCP reader and hostile replies', () => {
	it.each(hostileBodies)('%s is never an answer', (_name, body) => {
		const { answers, problem } = ask(tcp, msisdn, { body });
		expect(answers.size).toBe(0);
		expect(problem).toMatchObject({ kind: 'failed' });
		expect(playByteByByte(tcpReader(), { body }).problem).toEqual(problem);
	});

	it('takes a web page for what it is, whatever it says', () => {
		const { problem } = ask(tcp, msisdn, { body: '<html><title>403 Forbidden</title></html>' });
		expect(problem).toMatchObject({
			kind: 'failed',
			status: 'provider_error',
			message: expect.stringContaining('web page'),
		});
	});

	it('has enough of a flood early', () => {
		const reader = tcpReader();
		expect(flood((chunk) => reader.data(chunk), '{"tel":"')).toBeLessThan(enoughBytes);
		expect(reader.end(true)).toMatchObject({
			answers: new Map(),
			problem: { kind: 'failed', code: 'answer too large' },
		});
	});

	it('classifies any bytes, and speaks only of the number asked', () => {
		const bodies = fc.oneof(
			fc.uint8Array({ maxLength: 200 }),
			fc.json().map((json) => Buffer.from(json)),
			fc.jsonValue().map((value) => Buffer.from(bodyWith({ tel: value, e: value }))),
		);
		fc.assert(
			fc.property(bodies, (body) => {
				const { answers, problem } = ask(tcp, msisdn, { body });
				expect([...answers.keys(), ...(problem === null ? [] : [problem.kind])]).toHaveLength(1);
				for (const asked of answers.keys()) expect(asked).toBe(msisdn);
			}),
		);
	});
});
