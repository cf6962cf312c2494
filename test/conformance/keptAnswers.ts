import { registry } from '../../nodes/NumberLookup/providers/registry';
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

		const tellsTypes = registry.some(
			({ facts }) => facts.id === subject.provider && facts.understands.includes('lookupType'),
		);

		it(`goes on where it ended with another Lookup Type, ${tellsTypes ? 'asking afresh' : 'of which the provider knows nothing'}`, async () => {
			const numbers = ordinaryNumbers(3 * subject.numbersPerRequest);
			const nextTry = retriedExecution();
			rig.spoil({ kind: 'accountFailure', refusal: 'noCredit' }, { after: 2 });
			const failed = await rig.ask(numbers, { lookupType: 'mnp' }, nextTry());
			const answered = failed.statuses.filter((status) => status === 'ok').length;
			expect(answered).toBeGreaterThan(0);

			rig.simulator.faults.clear();
			const { report } = await rig.ask(numbers, { lookupType: 'hlr' }, nextTry());
			expect(report.totals.reused).toBe(tellsTypes ? 0 : answered);
		});
	});
}
