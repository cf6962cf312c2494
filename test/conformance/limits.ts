import { AccountLimiters } from '../../nodes/NumberLookup/lookup/limiter';
import { carry } from '../../nodes/NumberLookup/transport/carry';
import { ordinaryNumbers } from './numbers';
import { manualClock } from './executions';
import { rigFor } from './rig';
import type { Subject } from './subject';

/** The user's and the provider's limits: on requests at once, on requests a second, and on what may be paid for. */
export function describeLimits(subject: Subject): void {
	const { concurrency, numbersPerRequest } = subject;

	describe('a limit', () => {
		const rig = rigFor(subject);

		it('on requests at once holds for two executions together', async () => {
			const limiters = new AccountLimiters(manualClock());
			rig.simulator.latencyMs = 3;
			const numbers = ordinaryNumbers(60 * numbersPerRequest);
			const halves = [numbers.slice(0, numbers.length / 2), numbers.slice(numbers.length / 2)];
			const runs = await Promise.all(halves.map((half) => rig.ask(half, {}, { limiters })));
			expect(runs.flatMap(({ statuses }) => statuses)).toEqual(Array(numbers.length).fill('ok'));
			expect(rig.record.peakConcurrentRequests).toBeLessThanOrEqual(concurrency);
			expect(rig.record.billed).toHaveLength(numbers.length);
		});

		it('on requests at once can be lowered', async () => {
			rig.simulator.latencyMs = 1;
			const { peak } = await rig.ask(ordinaryNumbers(8 * numbersPerRequest), { maxConcurrency: 2 });
			expect(peak).toBe(Math.min(2, concurrency));
			expect(rig.record.peakConcurrentRequests).toBeLessThanOrEqual(peak);
		});

		it(`on requests at once can${subject.hardConcurrency ? 'not' : ''} be raised`, async () => {
			const raised = concurrency + 10;
			rig.simulator.latencyMs = 3;
			const { peak } = await rig.ask(ordinaryNumbers(2 * raised * numbersPerRequest), { maxConcurrency: raised });
			expect(peak).toBe(subject.hardConcurrency ? concurrency : raised);
			expect(rig.record.peakConcurrentRequests).toBeLessThanOrEqual(peak);
		});

		it('on requests a second holds in every second', async () => {
			const requestsPerSecond = 10;
			const clock = manualClock();
			const startedMs: number[] = [];
			await rig.ask(
				ordinaryNumbers(25 * numbersPerRequest),
				{ requestsPerSecond },
				{
					limiters: new AccountLimiters(clock),
					carry: async (...request) => {
						startedMs.push(clock.nowMs());
						return await carry(...request);
					},
				},
			);
			expect(startedMs).toHaveLength(25);
			const inSecondFrom = (fromMs: number) => startedMs.filter((ms) => ms >= fromMs && ms < fromMs + 1000).length;
			expect(Math.max(...startedMs.map(inSecondFrom))).toBeLessThanOrEqual(requestsPerSecond + 1);
		});

		it('on lookups holds back the rest, unasked', async () => {
			const { statuses, report } = await rig.ask(ordinaryNumbers(12), { maxLookups: 7 });
			expect(statuses).toEqual([...Array<string>(7).fill('ok'), ...Array<string>(5).fill('not_looked_up')]);
			expect(rig.record.billed).toHaveLength(7);
			expect(report).toMatchObject({ totals: { paid: 7 }, stageFailures: [] });
		});

		it('on lookups counts an answer that was lost, for it may be billed', async () => {
			const [number = ''] = ordinaryNumbers(1);
			rig.spoil({ kind: 'resetAfterProcessing' });
			const { statuses } = await rig.ask([number], { maxLookups: 1, timeoutMs: 250 });
			expect(statuses).toEqual(['no_response']);
			expect(rig.timesBilled(number)).toBe(1);
		});
	});
}
