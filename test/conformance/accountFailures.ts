import { demoPassword, refusals, type Refusal } from '../../simulator/accounts';
import { type CredentialData, signInFor } from '../../simulator/credentials';
import { hasty, type Run } from './engine';
import { ordinaryNumbers } from './numbers';
import { rigFor } from './rig';
import type { Subject } from './subject';

const wrongPassword = 'no-such-password';

/** An account that is refused stops being asked at once, costs nothing more, and its secret stays secret. */
export function describeAccountFailures(subject: Subject): void {
	const count = 30 * subject.numbersPerRequest;

	describe('an account', () => {
		const rig = rigFor(subject);

		it.each(refusals)('refused from the start (%s) costs ten requests at the most, and no lookup', async (refusal) => {
			const { atSignIn } = subject.refusals[refusal];
			// Who is never answered counts as off line after ten requests, when nine more may be under way.
			const isSilent = atSignIn === 'unreachable';
			const asked = await rig.ask(ordinaryNumbers(count), isSilent ? hasty : {}, {}, signInOf(subject, refusal));
			expect(asked.report.stageFailures).toMatchObject([{ stage: 0, failure: { cause: atSignIn } }]);
			expect(asked.statuses.filter((status) => status === 'ok')).toEqual([]);
			expect(rig.record.requests).toBeLessThanOrEqual(isSilent ? 19 : 10);
			expect(rig.record.billed).toEqual([]);
			expectNoSecret(asked);
		});

		const midway = refusals.filter((refusal) => subject.refusals[refusal].midway !== null);

		it.each(midway)('refused in the middle (%s) keeps what was answered and is asked no more', async (refusal) => {
			const answeredRequests = 12;
			rig.spoil({ kind: 'accountFailure', refusal }, { after: answeredRequests });
			const asked = await rig.ask(ordinaryNumbers(count));
			const { midway: cause } = subject.refusals[refusal];
			expect(asked.report.stageFailures).toMatchObject([{ stage: 0, failure: { cause } }]);
			const answered = asked.statuses.filter((status) => status === 'ok').length;
			expect(answered).toBeGreaterThan(0);
			expect(asked.statuses.filter((status) => status === 'not_looked_up')).toHaveLength(count - answered);
			expect(rig.record.billed).toHaveLength(answered);
			expect(rig.record.requests).toBeLessThanOrEqual(answeredRequests + subject.concurrency);
			expectNoSecret(asked);
		});
	});
}

function signInOf({ provider }: Subject, refusal: Refusal): CredentialData {
	const names = { addressNotAllowed: 'blocked-address', noCredit: 'no-credit', locked: 'locked' };
	return signInFor(provider, refusal === 'wrongPassword' ? { password: wrongPassword } : { name: names[refusal] });
}

function expectNoSecret({ report, results }: Run): void {
	const told = JSON.stringify({ report, results });
	for (const secret of [demoPassword, wrongPassword]) expect(told).not.toContain(secret);
	// As in an Authorization header.
	expect(told).not.toMatch(/basic |bearer /i);
}
