import fc from 'fast-check';
import { ask, plainOptions } from '../exchange';
import { enoughBytes, flood, hostileBodies } from '../hostileBodies';
import { account, msisdn } from './account';

describe('Sinch’s reader and hostile replies', () => {
	it.each(hostileBodies)('%s is an unreadable answer', (_name, body) => {
		for (const status of [200, 404, 500]) {
			const { answers, problem } = ask(account, msisdn, { body, status });
			expect(answers.size).toBe(0);
			expect(problem).toMatchObject({ kind: 'failed', status: 'provider_error' });
		}
	});

	it('has no answer to a reply that broke off, wherever it did', () => {
		const whole = 'result=OK;imsi=310260;location=1';
		for (let length = 0; length <= whole.length; length++) {
			const reply = ask(account, msisdn, { body: whole.slice(0, length), complete: false });
			expect(reply).toEqual({ answers: new Map(), problem: null });
		}
	});

	it('classifies what a careless proxy cut off and passed on as whole', () => {
		const whole = 'result=OK;imsi=24008';
		for (let length = 0; length < whole.length; length++) {
			const { answers, problem } = ask(account, msisdn, { body: whole.slice(0, length) });
			expect(answers.get(msisdn)?.mcc).toBeUndefined();
			expect(answers.size + (problem === null ? 0 : 1)).toBe(1);
		}
	});

	it('has enough of a flood early', () => {
		const { reader } = account.enquire([msisdn], 0, plainOptions, '');
		reader.head?.(200, {});
		expect(flood((chunk) => reader.data(chunk), 'result=OK;imsi=24008')).toBeLessThan(enoughBytes);
		expect(reader.end(true)).toMatchObject({ problem: { kind: 'failed', code: 'answer too large' } });
	});

	it('drops a __proto__ field', () => {
		const answer = ask(account, msisdn, { body: 'result=OK;imsi=24008;__proto__=x' }).answers.get(msisdn);
		expect(answer?.details).toEqual({});
	});

	it('classifies any bytes, and speaks only of the number asked', () => {
		const bytes = fc.oneof(
			fc.uint8Array({ maxLength: 200 }),
			fc.string({ unit: 'binary', maxLength: 100 }).map((text) => Buffer.from(`result=${text}`)),
			fc.string({ unit: 'binary', maxLength: 100 }).map((text) => Buffer.from(`result=OK;imsi=${text}`)),
		);
		const statuses = fc.constantFrom(200, 203, 307, 400, 401, 403, 500);
		fc.assert(
			fc.property(bytes, statuses, (body, status) => {
				const { answers, problem } = ask(account, msisdn, { body, status });
				expect([...answers.keys(), ...(problem === null ? [] : [problem.kind])]).toHaveLength(1);
				for (const asked of answers.keys()) expect(asked).toBe(msisdn);
			}),
		);
	});
});
