import { startSimulator, type Simulator } from '../../simulator/simulator';
import { ask, talk } from './wire';

let simulator: Simulator;
beforeAll(async () => void (simulator = await startSimulator()));
afterAll(() => simulator.stop());
beforeEach(() => simulator.ledger.reset());

const query = (fields: Record<string, string>) =>
	new URLSearchParams({ user: 'demo', password: 'demo-password', ...fields }).toString();
const text = (fields: Record<string, string>) => ask(simulator.ports.horisen, `/mnp?${query(fields)}`);
const json = (fields: Record<string, string>) => ask(simulator.ports.horisen, `/mnpjson?${query(fields)}`);

describe('the HORISEN simulator', () => {
	it.each(['41787078880', '+41787078880'])('answers the sample for %s, by HTTP/1.0, and closes', async (msisdn) => {
		const { text, ending } = await talk(
			simulator.ports.horisen,
			`GET /mnp?${query({ msisdn, refid: '17' })} HTTP/1.1\r\nHost: x\r\n\r\n`,
		);
		expect(text).toMatch(/^HTTP\/1\.0 200 OK\r\n/);
		expect(text.split('\r\n\r\n')[1]).toBe(
			'IMM QID:135c5eea40008a01807c7229938dd852 MCC:228 MNC:03 ERRCODE:000 ERRDESC:',
		);
		expect(ending).toBe('closed');
		expect(simulator.ledger.of('horisen').lastRequest).toContain('refid=17');
	});

	it('answers version 2.0 in JSON, all strings', async () => {
		const { status, body } = await json({ msisdn: '41787078880' });
		expect(status).toBe(200);
		expect(JSON.parse(body)).toEqual({
			imm: {
				qid: '135c5eea40008a01807c7229938dd852',
				msisdn: '41787078880',
				mcc: '228',
				mnc: '03',
				errcode: '000',
				errdesc: '',
			},
		});
	});

	it.each([
		[
			'no information',
			'9001',
			200,
			/^IMM QID:\w{32} MCC: MNC: ERRCODE:140 ERRDESC:No information about given MSISDN$/,
			1,
		],
		['success without a network', '9045', 200, /^IMM QID:\w{32} MCC: MNC: ERRCODE:000 ERRDESC:$/, 1],
		['a guess from the prefix', '9046', 200, /^IMM QID:\w{32} MCC:228 MNC:\d\d ERRCODE:151 /, 1],
		['a code in no list', '9048', 200, /^IMM QID:\w{32} MCC:228 MNC:\d\d ERRCODE:199 /, 1],
		['a country not permitted', '9070', 420, /^ERR 141 /, 0],
		['an internal error', '9074', 420, /^ERR 101 /, 0],
		['an error without a code', '9078', 420, /^$/, 0],
	])('has an outcome for %s', async (_, suffix, status, body, billed) => {
		const reply = await text({ msisdn: `4178707${suffix}` });
		expect(reply.status).toBe(status);
		expect(reply.body).toMatch(body);
		expect(simulator.ledger.billedCount('horisen')).toBe(billed);
	});

	it.each([
		['a wrong password', { msisdn: '41787078880', password: 'wrong' }, '103'],
		['an address not allowed', { msisdn: '41787078880', user: 'blocked-address' }, '104'],
		['no credit', { msisdn: '41787078880', user: 'no-credit' }, '113'],
		['no number', {}, '110'],
		['a malformed number', { msisdn: '0787' }, '112'],
	])('answers HTTP 420 with a code in either version: %s', async (_, fields, code) => {
		const old = await text(fields);
		expect(old).toMatchObject({ status: 420, reason: 'METHOD_INVOCATION_FAILURE' });
		expect(old.body).toMatch(new RegExp(`^ERR ${code} \\w`));
		const current = await json(fields);
		expect(current.status).toBe(420);
		expect(JSON.parse(current.body)).toMatchObject({ imm: { errcode: code, mcc: '', mnc: '' } });
		expect(simulator.ledger.billedCount()).toBe(0);
	});

	it('says 1.0’s error text also to version 2.0 where the number asks for it', async () => {
		expect(await json({ msisdn: '41787079077' })).toMatchObject({
			status: 420,
			body: 'ERR 112 Format of some parameter is wrong',
		});
	});
});
