import { ordinaryNumbers } from './numbers';
import { openSockets } from './openSockets';
import { retriedExecution } from './executions';
import { rigFor } from './rig';
import type { Subject } from './subject';
import { until } from './until';

/** The user's Stop ends requests under way, which would otherwise outlast these tests. */
export function describeStop(subject: Subject): void {
	const { numbersPerRequest, concurrency } = subject;

	describe('the user’s Stop', () => {
		const rig = rigFor(subject);

		it('ends at once, keeps what was answered, asks nothing more and leaves no socket open', async () => {
			const numbers = ordinaryNumbers(30 * numbersPerRequest);
			const answeredRequests = 4;
			const answered = answeredRequests * numbersPerRequest;
			const underWay = Math.min(30 - answeredRequests, concurrency);
			const socketsBefore = openSockets();
			const stop = new AbortController();
			const nextTry = retriedExecution();
			rig.spoil({ kind: 'silence' }, { times: Infinity, after: answeredRequests });
			const allSilent = () => rig.record.requests === answeredRequests + underWay;
			const stopWhenSilent = (_provider: string, done: number) => {
				if (done === answered) void until(allSilent).then(() => stop.abort());
			};
			const stopped = await rig.ask(
				numbers,
				{ timeoutMs: 60_000 },
				{ ...nextTry(), signal: stop.signal, onProgress: stopWhenSilent },
			);
			expect(stopped.report).toMatchObject({ stopped: true, stageFailures: [], totals: { paid: answered } });
			expect(stopped.statuses.filter((status) => status === 'ok')).toHaveLength(answered);
			expect(stopped.statuses.filter((status) => status === 'not_looked_up')).toHaveLength(numbers.length - answered);

			await until(() => openSockets() <= socketsBefore);
			expect(rig.record.requests).toBe(answeredRequests + underWay);

			rig.simulator.faults.clear();
			const resumed = await rig.ask(numbers, {}, nextTry());
			expect(resumed.statuses).toEqual(Array(numbers.length).fill('ok'));
			expect(rig.record.billed).toHaveLength(numbers.length);
		});

		it('makes the next try say how many lookups were perhaps billed twice', async () => {
			const numbers = ordinaryNumbers(30);
			const stop = new AbortController();
			const nextTry = retriedExecution();
			// Worked on and billed, but the answers would come too late.
			rig.spoil({ kind: 'delayMs', delayMs: 2_000 }, { times: Infinity });
			void until(() => rig.record.billed.length > 0).then(() => stop.abort());
			await rig.ask(numbers, { timeoutMs: 60_000 }, { ...nextTry(), signal: stop.signal });

			rig.simulator.faults.clear();
			const { report, statuses } = await rig.ask(numbers, {}, nextTry());
			expect(statuses).toEqual(Array(30).fill('ok'));
			expect(rig.record.billed.length - 30).toBeLessThanOrEqual(report.totals.perhapsBilledTwice);
		});

		it('while connections are being made leaves none of them behind', async () => {
			const socketsBefore = openSockets();
			const stop = new AbortController();
			const onProgress = (_provider: string, done: number) => {
				if (done === 4 * numbersPerRequest) stop.abort();
			};
			const numbers = ordinaryNumbers(30 * numbersPerRequest);
			const { report } = await rig.ask(numbers, {}, { signal: stop.signal, onProgress });
			expect(report.stopped).toBe(true);
			await rig.goOffLine();
			await until(() => openSockets() <= socketsBefore);
		});

		it('before the start asks nothing', async () => {
			const { report, statuses } = await rig.ask(ordinaryNumbers(3), {}, { signal: AbortSignal.abort() });
			expect(report).toMatchObject({ stopped: true, totals: { requests: 0 } });
			expect(statuses).toEqual(Array(3).fill('not_looked_up'));
			expect(rig.record.connectionsOpened).toBe(0);
		});
	});
}
