import fc from 'fast-check';
import { ask, plainOptions } from '../exchange';
import { enoughBytes, flood, hostileBodies } from '../hostileBodies';
import { account, msisdn } from './account';

const line = 'IMM QID:135c5eea MCC:310 MNC:260 ERRCODE:151 ERRDESC:From the prefix';
const json = '{"imm":{"qid":"1","msisdn":"41787078880","mcc":"310","mnc":"260","errcode":"151","errdesc":""}}';

describe('HORISEN’s reader and hostile replies', () => {
	it.each(hostileBodies)('%s is an unreadable answer', (_name, body) => {
		for (const status of [200, 404, 420, 500]) {
			const { answers, problem } = ask(account, msisdn, { body, status });
			expect(answers.size).toBe(0);
			expect(problem).toMatchObject({ kind: 'failed', status: 'provider_error' });
		}
	});

	it.each([
		['line', line],
		['JSON', json],
	])('of a %s cut off at any byte, uses all that decides or nothing', (_form, whole) => {
		for (let length = 0; length <= whole.length; length++) {
			for (const complete of [true, false]) {
				const { answers, problem } = ask(account, msisdn, { body: whole.slice(0, length), complete });
				const answer = answers.get(msisdn);
				if (answer !== undefined) {
					expect(answer).toMatchObject({ status: 'prefix_guess', mcc: '310', mnc: '260', providerCode: '151' });
				} else if (complete) {
					expect(problem).toMatchObject({ kind: 'failed', status: 'provider_error' });
				} else {
					expect(problem).toBeNull();
				}
			}
		}
		expect(ask(account, msisdn, { body: whole, complete: false }).answers.size).toBe(1);
	});

	it.each([
		['ERR 11', null],
		['ERR 113', null],
		['ERR 113 No cre', '113'],
	])('of the error %j broken off, trusts a code only with something behind it', (body, code) => {
		const { problem } = ask(account, msisdn, { body, status: 420, complete: false });
		expect(problem?.kind === 'account' ? problem.failure.code : null).toBe(code);
	});

	it('has enough of a flood early', () => {
		const { reader } = account.enquire([msisdn], 0, plainOptions, '');
		reader.head?.(200, {});
		expect(flood((chunk) => reader.data(chunk), 'IMM QID:')).toBeLessThan(enoughBytes);
		expect(reader.end(true)).toMatchObject({ problem: { kind: 'failed', code: 'answer too large' } });
	});

	it.each(['__proto__', '__PROTO__'])('drops the key %s and takes nothing from it', (key) => {
		const body = `{"imm":{"errcode":"000","qid":"1","${key}":"x"},"${key}":{"mcc":"228","mnc":"03"}}`;
		const answer = ask(account, msisdn, { body }).answers.get(msisdn);
		expect(answer?.status).toBe('no_information');
		expect(Object.getOwnPropertyNames(answer?.details)).toEqual(['qid']);
	});

	it('classifies any bytes, and speaks only of the number asked', () => {
		const text = fc.string({ unit: 'binary', maxLength: 100 });
		const bytes = fc.oneof(
			fc.uint8Array({ maxLength: 200 }),
			text.map((tail) => Buffer.from(`IMM QID:1 MCC:228 ${tail}`)),
			text.map((tail) => Buffer.from(`ERR ${tail}`)),
			fc.json().map((value) => Buffer.from(`{"imm":${value}}`)),
			fc.jsonValue().map((errcode) => Buffer.from(JSON.stringify({ imm: { errcode } }))),
		);
		fc.assert(
			fc.property(bytes, fc.constantFrom(200, 400, 420, 429, 500), (body, status) => {
				const { answers, problem } = ask(account, msisdn, { body, status });
				expect([...answers.keys(), ...(problem === null ? [] : [problem.kind])]).toHaveLength(1);
				for (const asked of answers.keys()) expect(asked).toBe(msisdn);
			}),
		);
	});
});
