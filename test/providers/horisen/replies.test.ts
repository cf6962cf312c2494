import { horisen } from '../../../nodes/NumberLookup/providers/horisen/provider';
import type { Answer } from '../../../nodes/NumberLookup/providers/provider';
import { ask, openAccount } from '../exchange';
import { account, credential, msisdn } from './account';

const qid = '135c5eea40008a01807c7229938dd852';
const accountOf10 = openAccount(horisen, { ...credential, apiVersion: '1.0' });

const json = (fields: Readonly<Record<string, unknown>>) => JSON.stringify({ imm: { qid, msisdn, ...fields } });

describe('HORISEN’s results', () => {
	it.each<[body: string, expected: Pick<Answer, 'status' | 'providerCode'> & Partial<Answer>]>([
		[
			`IMM QID:${qid} MCC:228 MNC:03 ERRCODE:000 ERRDESC:`,
			{ status: 'ok', providerCode: '000', mcc: '228', mnc: '03', details: { qid } },
		],
		[
			`IMM QID:${qid} MCC:310 MNC:260 ERRCODE:000 ERRDESC:OK, no error\r\n`,
			{ status: 'ok', providerCode: '000', mcc: '310', mnc: '260', details: { qid, errdesc: 'OK, no error' } },
		],
		[
			`IMM QID:${qid} MCC:228 MNC:01 ERRCODE:151 ERRDESC:Reliable response couldn't be provided`,
			{
				status: 'prefix_guess',
				providerCode: '151',
				mcc: '228',
				mnc: '01',
				details: { qid, errdesc: "Reliable response couldn't be provided" },
			},
		],
		[
			`IMM QID:${qid} MCC: MNC: ERRCODE:140 ERRDESC:No information about given MSISDN`,
			{
				status: 'no_information',
				providerCode: '140',
				details: { qid, errdesc: 'No information about given MSISDN' },
			},
		],
		[
			`IMM QID:${qid} MCC: MNC: ERRCODE:000 ERRDESC:`,
			{ status: 'no_information', providerCode: '000', details: { qid } },
		],
		[
			`IMM QID:${qid} MCC:228 MNC: ERRCODE:000 ERRDESC:`,
			{ status: 'no_information', providerCode: '000', details: { qid } },
		],
		[`IMM QID:${qid} ERRCODE:000 ERRDESC:`, { status: 'no_information', providerCode: '000', details: { qid } }],
		[
			`IMM QID:${qid} MCC:228 MNC:03 ERRCODE:000`,
			{ status: 'ok', providerCode: '000', mcc: '228', mnc: '03', details: { qid } },
		],
		[
			`IMM QID:${qid} MCC:228 MNC:03 ERRCODE:000 ERRDESC:see MCC:262 MNC:01 ERRCODE:113 ERRDESC:x`,
			{
				status: 'ok',
				providerCode: '000',
				mcc: '228',
				mnc: '03',
				details: { qid, errdesc: 'see MCC:262 MNC:01 ERRCODE:113 ERRDESC:x' },
			},
		],
		[
			`IMM QID:${qid} MCC:228 MNC:03 NDC:78 ERRCODE:000 ERRDESC:`,
			{ status: 'ok', providerCode: '000', mcc: '228', mnc: '03', details: { qid, ndc: '78' } },
		],
		[
			`IMM QID:${qid} MCC:228 MNC:03 ERRCODE:141 ERRDESC:`,
			{ status: 'not_permitted', providerCode: '141', details: { qid } },
		],
		[
			`IMM QID:${qid} MCC:228 MNC:03 ERRCODE:199 ERRDESC:New`,
			{ status: 'unexpected_data', providerCode: '199', details: { qid, errdesc: 'New' } },
		],
		[
			`IMM QID:${qid} MCC:228 MNC:03 ERRCODE:RC_NEW ERRDESC:`,
			{ status: 'unexpected_data', providerCode: 'RC_NEW', details: { qid } },
		],
		[
			json({ mcc: '228', mnc: '03', errcode: '000', errdesc: '' }),
			{ status: 'ok', providerCode: '000', mcc: '228', mnc: '03', details: { qid } },
		],
		[
			json({ msisdn: '+41787078880', mcc: '228', mnc: '03', errcode: '000', errdesc: '' }),
			{ status: 'ok', providerCode: '000', mcc: '228', mnc: '03', details: { qid } },
		],
		[
			json({ msisdn: 41787078880, mcc: '228', mnc: '03', errcode: 0, errdesc: null }),
			{ status: 'ok', providerCode: '000', mcc: '228', mnc: '03', details: { qid } },
		],
		[json({ mcc: 228, mnc: 15, errcode: '000' }), { status: 'no_information', providerCode: '000', details: { qid } }],
		[
			json({ mcc: '228', mnc: '01', errcode: '151', errdesc: 'guessed' }),
			{ status: 'prefix_guess', providerCode: '151', mcc: '228', mnc: '01', details: { qid, errdesc: 'guessed' } },
		],
		[json({ mcc: '', mnc: '', errcode: '140' }), { status: 'no_information', providerCode: '140', details: { qid } }],
		[json({ mcc: '', mnc: '', errcode: '141' }), { status: 'not_permitted', providerCode: '141', details: { qid } }],
		[
			json({ mcc: '228', mnc: '03', errcode: 'constructor' }),
			{ status: 'unexpected_data', providerCode: 'constructor', details: { qid } },
		],
	])('%s, in both versions', (body, expected) => {
		for (const anyVersion of [account, accountOf10]) {
			const { answers, problem } = ask(anyVersion, msisdn, { body });
			expect(problem).toBeNull();
			expect(answers.get(msisdn)).toEqual({ lookupType: 'mnp', raw: body, ...expected });
		}
	});
});

describe('HORISEN’s errors', () => {
	const forms: ReadonlyArray<readonly [form: string, write: (code: string) => string]> = [
		['ERR line', (code) => `ERR ${code} Some text`],
		['ERR line without text', (code) => `ERR ${code}`],
		['IMM line', (code) => `IMM QID:${qid} MCC: MNC: ERRCODE:${code} ERRDESC:Some text`],
		['imm JSON', (code) => json({ mcc: '', mnc: '', errcode: code, errdesc: 'Some text' })],
		['err JSON', (code) => JSON.stringify({ err: { errcode: code, errdesc: 'Some text' } })],
		['flat JSON', (code) => JSON.stringify({ errcode: code, errdesc: 'Some text' })],
	];

	describe.each(forms)('as %s, whatever the HTTP status', (_form, write) => {
		const replies = (code: string) =>
			[200, 400, 403, 420, 500].map((status) => ask(account, msisdn, { status, body: write(code) }));

		it.each([
			['103', 'wrong_password'],
			['104', 'address_not_allowed'],
			['113', 'no_credit'],
		])('%s refuses the account', (code, cause) => {
			for (const { answers, problem } of replies(code)) {
				expect(answers.size).toBe(0);
				expect(problem).toMatchObject({ kind: 'account', failure: { cause, code } });
			}
		});

		it.each([
			['101', true],
			['110', false],
			['111', false],
			['112', false],
		])('%s is a provider error', (code, mayPass) => {
			for (const { answers, problem } of replies(code)) {
				expect(answers.size).toBe(0);
				expect(problem).toMatchObject({ kind: 'failed', status: 'provider_error', code, mayPass, uncertain: false });
			}
		});

		it.each([
			['140', 'no_information'],
			['141', 'not_permitted'],
			['000', 'no_information'],
			['999', 'unexpected_data'],
		])('%s answers %s', (code, status) => {
			for (const { answers, problem } of replies(code)) {
				expect(problem).toBeNull();
				expect(answers.get(msisdn)).toMatchObject({ status, providerCode: code });
			}
		});
	});

	it('420 without a code is a provider error', () => {
		for (const body of ['', '\r\n', '<html>METHOD_INVOCATION_FAILURE</html>']) {
			const { answers, problem } = ask(account, msisdn, { status: 420, body });
			expect(answers.size).toBe(0);
			expect(problem).toMatchObject({ kind: 'failed', status: 'provider_error', code: 'HTTP 420', mayPass: false });
			expect(problem).toHaveProperty('message', 'HORISEN refused the request without saying why.');
		}
	});

	it.each([
		[429, { kind: 'throttled', code: 'HTTP 429', retryAfterMs: 2000 }],
		[407, { kind: 'account', failure: { cause: 'unreachable' } }],
		[302, { kind: 'failed', status: 'provider_error', mayPass: false }],
		[404, { kind: 'failed', status: 'provider_error', mayPass: false }],
		[500, { kind: 'failed', status: 'provider_error', mayPass: true }],
	])('HTTP %i decides where the body says nothing', (status, expected) => {
		const { problem } = ask(account, msisdn, { status, headers: { 'retry-after': '2' }, body: '' });
		expect(problem).toMatchObject(expected);
	});

	it('an answer for another number is never used', () => {
		const body = json({ msisdn: '41787078881', mcc: '228', mnc: '03', errcode: '000', errdesc: '' });
		const { answers, problem } = ask(account, msisdn, { body });
		expect(answers.size).toBe(0);
		expect(problem).toMatchObject({ kind: 'failed', status: 'provider_error', code: 'other number' });
	});
});
