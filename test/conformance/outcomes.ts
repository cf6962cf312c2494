import type { Status, Verdict } from '../../nodes/NumberLookup/reference/statuses';
import type { Refusal } from '../../simulator/accounts';
import { outcomes } from '../../simulator/outcomes/outcomes';
import { subscriberOf } from '../../simulator/subscribers/subscribers';
import { hasty, patient } from './engine';
import { landline, magicNumber, msisdnOf } from './numbers';
import { rigFor } from './rig';
import type { ExpectedOutcome, Subject } from './subject';

/** Written down again rather than imported, for workflows branch on it. */
const verdicts: Readonly<Record<Status, Verdict>> = {
	ok: 'valid',
	prefix_guess: 'unknown',
	unknown_subscriber: 'invalid',
	illegal_subscriber: 'invalid',
	invalid_number: 'invalid',
	absent_subscriber: 'unavailable',
	call_barred: 'unavailable',
	teleservice_not_provisioned: 'unavailable',
	facility_not_supported: 'unavailable',
	not_mobile: 'unknown',
	unidentified_subscriber: 'unknown',
	no_information: 'unknown',
	network_failure: 'unknown',
	no_response: 'unknown',
	unexpected_data: 'unknown',
	not_permitted: 'unknown',
	throttled: 'unknown',
	provider_error: 'unknown',
	plausible: 'unknown',
	not_looked_up: 'unknown',
};

/** Every number that the simulator has an outcome for, at this provider. */
export function describeOutcomes(subject: Subject): void {
	const rows = outcomes.map(({ suffix, meaning }) => {
		const number = magicNumber(suffix);
		return { suffix, meaning, number, expected: expectedOf(subject, number, suffix) };
	});
	const refusedAccounts = rows.flatMap((row) => {
		const cause = causeOf(subject, row.suffix);
		return cause === null ? [] : [{ ...row, cause }];
	});
	const aboutNumbers = rows.filter(({ suffix }) => causeOf(subject, suffix) === null);
	const isSilent = ({ expected }: (typeof rows)[number]) => expected.code === 'ETIMEDOUT';

	describe('a number', () => {
		const rig = rigFor(subject);

		it.each(aboutNumbers.filter((row) => !isSilent(row)))('$suffix: $meaning', async ({ number, expected }) => {
			const { status, code, billed, attempts } = expected;
			const { results, report } = await rig.ask([number], patient);
			expect(results).toMatchObject([{ status, verdict: verdicts[status], providerCode: code, attempts }]);
			expect(rig.timesBilled(number)).toBe(billed);
			expect(report).toMatchObject({ totals: { paid: Math.min(billed, 1), requests: attempts }, stageFailures: [] });
		});

		it.each(aboutNumbers.filter(isSilent))('$suffix: $meaning, later than we wait', async ({ number, expected }) => {
			const { status, code, billed, attempts } = expected;
			const { results, report } = await rig.ask([number], hasty);
			expect(results).toMatchObject([{ status, verdict: verdicts[status], providerCode: code, attempts }]);
			expect(rig.timesBilled(number)).toBe(billed);
			expect(report).toMatchObject({ totals: { paid: 0 }, stageFailures: [] });
		});

		it.each(refusedAccounts)('$suffix: $meaning', async ({ number, cause }) => {
			const { report, results } = await rig.ask([number]);
			expect(report).toMatchObject({ stageFailures: [{ stage: 0, failure: { cause } }], totals: { paid: 0 } });
			expect(results).toMatchObject([{ status: 'not_looked_up', verdict: 'unknown' }]);
			expect(rig.record.billed).toEqual([]);
		});

		it('is expected to be special only where the simulator makes it so', () => {
			const known = new Set(outcomes.map(({ suffix }) => suffix));
			expect(Object.keys(subject.outcomes).filter((suffix) => !known.has(suffix))).toEqual([]);
		});

		it('that is served tells its network', async () => {
			const number = magicNumber('0000');
			const { mcc, mnc } = subscriberOf(msisdnOf(number)).network;
			const { results } = await rig.ask([number]);
			expect(results).toMatchObject([
				{ number, mcc, mnc, networkCountry: 'SE', reliable: true, provider: rig.provider },
			]);
		});

		it(`of a landline is ${subject.landline}`, async () => {
			const { results } = await rig.ask([landline]);
			expect(results).toMatchObject([{ status: subject.landline, lineType: 'fixed' }]);
			expect(rig.timesBilled(landline)).toBe(1);
		});

		it('of a landline is not asked where landlines are to be skipped', async () => {
			const { statuses } = await rig.ask([landline], { skipNonMobile: true });
			expect(statuses).toEqual(['not_mobile']);
			expect(rig.record.requests).toBe(0);
		});
	});
}

function expectedOf(subject: Subject, number: string, suffix: string): ExpectedOutcome {
	const served: ExpectedOutcome = { status: 'ok', code: subject.okCode(msisdnOf(number)), billed: 1, attempts: 1 };
	return { ...served, ...subject.outcomes[suffix] };
}

/** @returns why the account fails when the number is asked; null where it does not. */
function causeOf({ provider, refusals }: Subject, suffix: string) {
	const fault = outcomes.find((outcome) => outcome.suffix === suffix)?.spoils[provider]?.fault;
	const refusal: Refusal | null = fault?.kind === 'accountFailure' ? fault.refusal : null;
	return refusal === null ? null : refusals[refusal].midway;
}
