import { ordinaryNumbers } from './numbers';
import { retriedExecution } from './executions';
import { rigFor } from './rig';
import type { Subject } from './subject';

/** Nothing paid for is lost. */
export function describeKeptAnswers(subject: Subject): void {
	describe('a run that failed', () => {
		const rig = rigFor(subject);

		it('goes on where it ended, and pays for no number twice', async () => {
			const numbers = ordinaryNumbers(3 * subject.numbersPerRequest + 27);
			const nextTry = retriedExecution();
			rig.spoil({ kind: 'accountFailure', refusal: 'noCredit' }, { after: 3 });
			const failed = await rig.ask(numbers, {}, nextTry());
			const answered = failed.statuses.filter((status) => status === 'ok').length;
			expect(failed.report.stageFailures).toHaveLength(1);

			rig.simulator.faults.clear();
			const { statuses, report, results } = await rig.ask(numbers, {}, nextTry());
			expect(statuses).toEqual(Array(numbers.length).fill('ok'));
			expect(report.totals).toMatchObject({ paid: numbers.length - answered, reused: answered });
			expect(rig.record.billed).toHaveLength(numbers.length);
			expect(new Set(results.map(({ attempts }) => attempts))).toEqual(new Set([1]));
		});
	});
}
