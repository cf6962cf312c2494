import { hasty } from './engine';
import { ordinaryNumbers } from './numbers';
import { rigFor } from './rig';
import type { Subject } from './subject';
import { totalsOf } from './totals';

/** Nothing waits for ever, and nobody who is merely slow is cut off. */
export function describeTimeouts(subject: Subject): void {
	// Where requests follow one another, ten must not take long; where they go together, all must be under way in time.
	const unheard = { ...hasty, timeoutMs: subject.concurrency === 1 ? 120 : 400 };

	describe('a time-out', () => {
		const rig = rigFor(subject);

		it('ends a request that is never answered', async () => {
			rig.spoil({ kind: 'silence' });
			const { statuses, results, report } = await rig.ask(ordinaryNumbers(1), hasty);
			expect(statuses).toEqual(['no_response']);
			expect(results).toMatchObject([{ providerCode: 'ETIMEDOUT', attempts: 1, lookedUpAt: null }]);
			expect(report.stageFailures).toEqual([]);
		});

		it('lets the request be asked again', async () => {
			rig.spoil({ kind: 'silence' });
			const { statuses, report } = await rig.ask(ordinaryNumbers(1), { timeoutMs: 250, maxRetries: 1 });
			expect(statuses).toEqual(['ok']);
			expect(report.totals.paid).toBe(1);
			expect(report.totals.perhapsBilledTwice).toBeGreaterThan(0);
		});

		it('does not cut off who is slow but alive', async () => {
			rig.simulator.latencyMs = 60;
			rig.simulator.lineLatencyMs = 60;
			const { statuses } = await rig.ask(ordinaryNumbers(subject.numbersPerRequest), { ...hasty, timeoutMs: 500 });
			expect(statuses).toEqual(Array(subject.numbersPerRequest).fill('ok'));
		});

		it('of ten requests in a row at each host, none ever answered, fails the account', async () => {
			const provesSilence = 10 * (subject.hosts ?? 1);
			const count = (provesSilence + 20) * subject.numbersPerRequest;
			rig.spoil({ kind: 'silence' }, { times: Infinity });
			const { statuses, report } = await rig.ask(ordinaryNumbers(count), unheard);
			expect(report.stageFailures).toMatchObject([{ failure: { cause: 'unreachable', code: 'ETIMEDOUT' } }]);
			// Nine more may be under way when the last of these ends.
			expect(rig.record.requests).toBeGreaterThanOrEqual(provesSilence);
			expect(rig.record.requests).toBeLessThanOrEqual(provesSilence + 9);
			const unasked = statuses.filter((status) => status === 'not_looked_up').length;
			expect(unasked).toBeGreaterThanOrEqual(count - (provesSilence + 9) * subject.numbersPerRequest);
			expect(statuses.filter((status) => status === 'no_response')).toHaveLength(count - unasked);
		});

		it('of ten requests in a row does not fail an account that answered before', async () => {
			const count = 12 * subject.numbersPerRequest;
			rig.spoil({ kind: 'silence' }, { times: 11, after: 1 });
			const { statuses, report } = await rig.ask(ordinaryNumbers(count), { ...unheard, maxConcurrency: 11 });
			expect(report.stageFailures).toEqual([]);
			expect(statuses.filter((status) => status === 'ok')).toHaveLength(subject.numbersPerRequest);
		});
	});

	describe('a provider that is off line', () => {
		const rig = rigFor(subject);

		it.each([0, 2])('fails the account after %i retries, with nothing sent', async (maxRetries) => {
			await rig.goOffLine();
			const { statuses, report } = await rig.ask(ordinaryNumbers(30), { maxRetries });
			expect(report.stageFailures).toMatchObject([{ failure: { cause: 'unreachable', code: 'ECONNREFUSED' } }]);
			expect(report.totals).toEqual(totalsOf({}));
			expect(statuses).toEqual(Array(30).fill('not_looked_up'));
		});
	});
}
