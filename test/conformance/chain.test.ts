import { startSimulator, type Simulator } from '../../simulator/simulator';
import { run, stageOf } from './engine';
import { magicNumber, msisdnOf, ordinaryNumbers } from './numbers';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(async () => {
	await simulator.setOnline('sinch', true);
	simulator.ledger.reset();
	simulator.faults.clear();
});
afterAll(() => simulator.stop());

const stages = () => [stageOf(simulator, 'sinch'), stageOf(simulator, 'comcetera')];
const numbers = ordinaryNumbers(30);
const billedAt = (provider: 'sinch' | 'comcetera') => simulator.ledger.of(provider).billed.map(({ msisdn }) => msisdn);

describe('a chain of two providers', () => {
	it('asks the second only for what the first left unanswered', async () => {
		const [served = '', unknown, throttled, failing] = ['0000', '9001', '9075', '9079'].map(magicNumber);
		const asked = [served, unknown ?? '', throttled ?? '', failing ?? ''];
		const { results } = await run(asked, stages());
		expect(results.map(({ status, provider, attempts }) => [status, provider, attempts])).toEqual([
			['ok', 'sinch', 1],
			['unknown_subscriber', 'sinch', 1],
			['ok', 'comcetera', 4],
			['ok', 'comcetera', 4],
		]);
		expect(billedAt('comcetera')).toEqual(asked.slice(2).map(msisdnOf));
	});

	it('asks the second for every unknown verdict where that is wanted, and keeps an answer it cannot better', async () => {
		const asked = [magicNumber('9035'), magicNumber('9048')];
		const { results } = await run(asked, stages(), { askNextOnUnknown: true });
		expect(results.map(({ status, provider, attempts }) => [status, provider, attempts])).toEqual([
			['ok', 'comcetera', 2],
			['unexpected_data', 'sinch', 2],
		]);
	});

	it('goes on with the second where the first’s account fails in the middle, and pays for no number twice', async () => {
		simulator.faults.add({ provider: 'sinch', kind: 'accountFailure', refusal: 'noCredit', after: 12 });
		const { statuses, report } = await run(numbers, stages());
		expect(statuses).toEqual(Array(30).fill('ok'));
		expect(report.stageFailures).toMatchObject([{ stage: 0, failure: { cause: 'account_locked' } }]);
		expect([...billedAt('sinch'), ...billedAt('comcetera')].sort()).toEqual(numbers.map(msisdnOf));
	});

	it('goes on with the second where the first is off line', async () => {
		await simulator.setOnline('sinch', false);
		const { statuses, report } = await run(numbers, stages());
		expect(statuses).toEqual(Array(30).fill('ok'));
		expect(report.stageFailures).toMatchObject([{ stage: 0, failure: { cause: 'unreachable' } }]);
		expect(billedAt('comcetera')).toHaveLength(30);
	});

	it('never asks the second for what the limit on lookups holds back', async () => {
		const { statuses } = await run(numbers, stages(), { maxLookups: 10 });
		expect(statuses.filter((status) => status === 'ok')).toHaveLength(10);
		expect([billedAt('sinch').length, billedAt('comcetera').length]).toEqual([10, 0]);
	});

	it('reports both where both fail', async () => {
		simulator.faults.add({ provider: 'comcetera', kind: 'accountFailure', refusal: 'locked' });
		await simulator.setOnline('sinch', false);
		const { statuses, report } = await run(numbers, stages());
		expect(report.stageFailures).toMatchObject([
			{ stage: 0, failure: { cause: 'unreachable' } },
			{ stage: 1, failure: { cause: 'account_locked' } },
		]);
		expect(statuses).toEqual(Array(30).fill('not_looked_up'));
		expect(simulator.ledger.billedCount()).toBe(0);
	});
});
