import { hasty } from './engine';
import { ordinaryNumbers } from './numbers';
import { rigFor } from './rig';
import type { Subject } from './subject';
import { totalsOf } from './totals';

/** What may pass is asked again, and what may be billed twice is counted. */
export function describeRetries(subject: Subject): void {
	const [number = ''] = ordinaryNumbers(1);

	describe('a request', () => {
		const rig = rigFor(subject);

		it('that breaks before it is worked on is asked again, and counted as perhaps billed twice', async () => {
			rig.spoil({ kind: 'resetBeforeAnswer' });
			const { statuses, report } = await rig.ask([number]);
			expect(statuses).toEqual(['ok']);
			expect(report.totals).toEqual(totalsOf({ requests: 2, paid: 1, perhapsBilledTwice: 1 }));
			expect(rig.timesBilled(number)).toBe(1);
		});

		it('whose answer is lost is asked again, and counted as perhaps billed twice', async () => {
			rig.spoil({ kind: 'resetAfterProcessing' });
			const { statuses, report } = await rig.ask([number]);
			expect(statuses).toEqual(['ok']);
			expect(report.totals).toEqual(totalsOf({ requests: 2, paid: 1, perhapsBilledTwice: 1 }));
			expect(rig.timesBilled(number)).toBe(2);
		});

		it('whose answer is lost is not asked again where that is not wanted', async () => {
			rig.spoil({ kind: 'resetAfterProcessing' });
			const { statuses, report } = await rig.ask([number], { ...hasty, maxRetries: 2 });
			expect(statuses).toEqual(['no_response']);
			expect(report.totals).toEqual(totalsOf({ requests: 1, perhapsBilled: 1 }));
			expect(rig.record.requests).toBe(1);
		});

		it('that breaks again and again is given up after the last retry', async () => {
			rig.spoil({ kind: 'resetBeforeAnswer' }, { times: Infinity });
			const { statuses } = await rig.ask([number], { ...hasty, maxRetries: 2, retryUncertain: true });
			expect(statuses).toEqual(['no_response']);
			expect(rig.record.billed).toEqual([]);
		});

		it('that finds the provider gone is asked again when it is back, and not counted as perhaps billed twice', async () => {
			await rig.goOffLine();
			const sleep = () => rig.comeBack();
			const { statuses, report } = await rig.ask([number], {}, { sleep });
			expect(statuses).toEqual(['ok']);
			expect(report.totals).toEqual(totalsOf({ requests: 1, paid: 1 }));
		});

		it('of a list during which the provider goes and comes back is asked again, and costs no more than is counted', async () => {
			const numbers = ordinaryNumbers(40);
			let going: Promise<void> | null = null;
			let coming: Promise<void> | null = null;
			const onProgress = () => void (going ??= rig.goOffLine());
			const sleep = async () => {
				await going;
				await (coming ??= rig.comeBack());
			};
			const { statuses, report } = await rig.ask(numbers, { timeoutMs: 500 }, { sleep, onProgress });
			expect(statuses).toEqual(Array(40).fill('ok'));
			expect(rig.record.billed.length).toBeLessThanOrEqual(40 + report.totals.perhapsBilledTwice);
		});
	});

	if (subject.transport !== 'http') return;

	describe('a request over HTTP', () => {
		const rig = rigFor(subject);

		it.each([
			[500, 0],
			[502, 1],
			[503, 0],
			[504, 1],
		])('that is answered %i is asked again, and perhaps billed twice: %i', async (status, perhapsBilledTwice) => {
			rig.spoil({ kind: 'status', status });
			const { statuses, report } = await rig.ask([number]);
			expect(statuses).toEqual(['ok']);
			expect(report.totals).toEqual(totalsOf({ requests: 2, paid: 1, perhapsBilledTwice }));
		});

		it.each([
			['seconds', () => 7],
			['a date', () => new Date(Date.now() + 7_500).toUTCString()],
		])('that is answered 429 is asked again after the Retry-After, given in %s', async (_form, retryAfter) => {
			rig.spoil({ kind: 'status', status: 429, retryAfter: retryAfter() });
			const { statuses, report, slept } = await rig.ask([number]);
			expect(statuses).toEqual(['ok']);
			expect(report.totals).toEqual(totalsOf({ requests: 2, paid: 1 }));
			expect(slept.some((ms) => ms >= 5_000 && ms <= 8_000)).toBe(true);
		});

		it('that is throttled each time ends as throttled, unbilled', async () => {
			rig.spoil({ kind: 'throttle' }, { times: Infinity });
			const { statuses, report } = await rig.ask([number]);
			expect(statuses).toEqual(['throttled']);
			expect(report).toMatchObject({ totals: { requests: 3, paid: 0, perhapsBilledTwice: 0 }, stageFailures: [] });
		});

		it('that is answered by a web page is not asked again', async () => {
			rig.spoil({ kind: 'html' });
			const { statuses, report } = await rig.ask([number]);
			expect(statuses).toEqual(['provider_error']);
			expect(report.totals).toEqual(totalsOf({ requests: 1 }));
		});

		it('that is throttled in a long list slows the list down, and every number is answered', async () => {
			rig.spoil({ kind: 'throttle' }, { times: 5, after: 3 });
			const { statuses } = await rig.ask(ordinaryNumbers(30 * subject.numbersPerRequest), { maxRetries: 5 });
			expect(statuses).toEqual(Array(30 * subject.numbersPerRequest).fill('ok'));
			expect(rig.record.billed).toHaveLength(30 * subject.numbersPerRequest);
		});
	});
}
