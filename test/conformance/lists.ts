import { subscriberOf } from '../../simulator/subscribers/subscribers';
import { msisdnOf, ordinaryNumbers } from './numbers';
import { rigFor } from './rig';
import type { Subject } from './subject';
import { totalsOf } from './totals';

/** Many numbers: each answered and billed once, in as few requests as the provider allows. */
export function describeLists(subject: Subject): void {
	describe('a list', () => {
		const rig = rigFor(subject);

		it('is answered number by number, each billed once, within the provider’s limit', async () => {
			const numbers = ordinaryNumbers(30);
			rig.simulator.latencyMs = 3;
			const { results, report } = await rig.ask(numbers);
			expect(results.map(({ number, status, mcc, mnc }) => ({ number, status, mcc, mnc }))).toEqual(
				numbers.map((number) => {
					const { mcc, mnc } = subscriberOf(msisdnOf(number)).network;
					return { number, status: 'ok', mcc, mnc };
				}),
			);
			expect(rig.record.billed.map(({ msisdn }) => msisdn).sort()).toEqual(numbers.map(msisdnOf));
			expect(rig.record.peakConcurrentRequests).toBeLessThanOrEqual(subject.concurrency);
			expect(report.totals).toEqual(totalsOf({ requests: rig.requestsFor(30), paid: 30 }));
		});

		it('that names a number again asks for it once', async () => {
			const numbers = ordinaryNumbers(5);
			const { results } = await rig.ask([...numbers, ...numbers]);
			expect(results.map(({ duplicateOf }) => duplicateOf)).toEqual([...Array<null>(5).fill(null), 0, 1, 2, 3, 4]);
			expect(rig.record.billed).toHaveLength(5);
		});

		it.each([0, 1])('is split into full requests, %i number beyond the first taking another', async (beyond) => {
			const count = subject.numbersPerRequest + beyond;
			const { statuses } = await rig.ask(ordinaryNumbers(count));
			expect(statuses).toEqual(Array(count).fill('ok'));
			expect(rig.record.requests).toBe(1 + beyond);
		});

		it('is split into smaller requests where asked to, and never into larger ones', async () => {
			await rig.ask(ordinaryNumbers(6), { batchSize: 2 });
			expect(rig.record.requests).toBe(6 / Math.min(2, subject.numbersPerRequest));
			rig.simulator.ledger.reset();
			await rig.ask(ordinaryNumbers(2 * subject.numbersPerRequest), { batchSize: 1_000_000 });
			expect(rig.record.requests).toBe(2);
		});
	});
}
