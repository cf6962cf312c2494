import { AccountLimiters } from '../../nodes/NumberLookup/lookup/limiter';
import { manualClock } from './executions';
import { magicNumber, msisdnOf, ordinaryNumbers } from './numbers';
import type { Rig } from './rig';
import { until } from './until';
import { totalsOf } from './totals';

/** What only a provider that takes many numbers in a request has. */
export function describeBatches(rig: Rig): void {
	const numbers = ordinaryNumbers(10);
	const timesBilled = (asked: readonly string[]) => asked.map((number) => rig.timesBilled(number));
	/** An address that takes a hundred numbers in a request. */
	const shorterBatches = () => `http://127.0.0.1:${rig.simulator.ports.comcetera}/npl100`;

	describe('a batch', () => {
		it.each([
			['between two lines', { withinLine: false, ofFourth: 1 }],
			['within a line', { withinLine: true, ofFourth: 2 }],
		])('that is cut off %s is asked again only for the missing numbers', async (_where, { withinLine, ofFourth }) => {
			rig.spoil({ kind: 'cutBatch', afterLines: 3, withinLine });
			const { statuses, results, report } = await rig.ask(numbers);
			expect(statuses).toEqual(Array(10).fill('ok'));
			expect(results.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 2, 2, 2, 2, 2, 2, 2]);
			expect(rig.record.lastRequest).toContain(`msisdn=${numbers.slice(3).map(msisdnOf).join(',')}`);
			expect(timesBilled(numbers)).toEqual([1, 1, 1, ofFourth, 1, 1, 1, 1, 1, 1]);
			expect(report.totals).toEqual(totalsOf({ requests: 2, paid: 10, perhapsBilledTwice: 7 }));
		});

		it('that loses only the word for its end is not asked again', async () => {
			rig.spoil({ kind: 'cutBatch', afterLines: 10 });
			const { statuses } = await rig.ask(numbers);
			expect(statuses).toEqual(Array(10).fill('ok'));
			expect(rig.record.requests).toBe(1);
		});

		it('that is stopped half-way keeps the numbers whose lines came', async () => {
			rig.simulator.lineLatencyMs = 20;
			const stop = new AbortController();
			void until(() => rig.record.billed.length >= 4).then(() => stop.abort());
			// Numbers of its own: until the provider has noticed, it goes on working and billing, if need be into the next test.
			const { statuses, report } = await rig.ask(ordinaryNumbers(310).slice(300), {}, { signal: stop.signal });
			expect(report.stopped).toBe(true);
			expect(statuses.slice(0, 3)).toEqual(['ok', 'ok', 'ok']);
			expect(statuses.at(-1)).toBe('not_looked_up');
		});

		it('that is too long for the provider is halved until it fits', async () => {
			const many = ordinaryNumbers(250);
			const credential = { customUrl: shorterBatches(), maxNumbersPerRequest: 1000 };
			const { statuses, report } = await rig.ask(many, {}, {}, credential);
			expect(statuses).toEqual(Array(250).fill('ok'));
			expect(timesBilled(many)).toEqual(Array(250).fill(1));
			// 250 and 125 numbers are refused, 62 are taken.
			expect(report.totals.requests).toBe(2 + Math.ceil(250 / 62));
			expect(report.stageFailures).toEqual([]);
		});

		it('with a number that makes it too long is halved down to that number', async () => {
			const spoiled = [...numbers.slice(0, 7), magicNumber('9076')];
			const { statuses } = await rig.ask(spoiled);
			expect(statuses).toEqual(Array(8).fill('ok'));
			expect(timesBilled(spoiled)).toEqual(Array(8).fill(1));
		});

		it('of one account waits for another of it, also at another address', async () => {
			const limiters = new AccountLimiters(manualClock());
			rig.simulator.latencyMs = 3;
			const runs = await Promise.all([
				rig.ask(ordinaryNumbers(60), {}, { limiters }),
				rig.ask(ordinaryNumbers(60), {}, { limiters }, { customUrl: shorterBatches() }),
			]);
			expect(runs.flatMap(({ statuses }) => statuses)).toEqual(Array(120).fill('ok'));
			expect(rig.record.peakConcurrentRequests).toBe(1);
		});
	});
}
