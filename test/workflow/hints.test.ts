import { workflowBench } from './harness';

const bench = workflowBench();

const phone = '+447788450450';

describe('the line above the output', () => {
	it('sums the run up: rows, distinct numbers, lookups paid, duplicates, verdicts', async () => {
		const phones = [phone, phone, '+447700909027', '+447700909001', '+447700909060', 'nobody'];
		const { run, hints } = await bench.lookUp({ phones });
		expect(hints).toBe(
			'6 rows, 4 distinct numbers, 4 lookups paid, 1 duplicate saved. Verdicts: 2 valid, 1 unavailable, 2 invalid, 1 unknown.',
		);
		expect(run.hints).toMatchObject([{ type: 'info', location: 'outputPane' }]);
	});

	it('counts one as one, and thousands with a comma', async () => {
		const many = Array.from({ length: 1200 }, () => phone);
		const { hints } = await bench.lookUp({ phones: [many] });
		expect(hints).toBe('1,200 rows, 1 distinct number, 1 lookup paid, 1,199 duplicates saved. Verdicts: 1,200 valid.');
	});

	it('counts as paid what the provider bills: not what it refused to look up', async () => {
		const { hints } = await bench.lookUp({ phones: [phone, '+447700909070', '+447700909072'] });
		expect(bench.simulator.ledger.billedCount()).toBe(1);
		expect(hints).toContain('3 distinct numbers, 1 lookup paid.');
	});

	it.each([
		['a lost answer', 'loseAnswer'],
		['a reset after the work was done', 'resetAfterProcessing'],
	] as const)('says how many lookups were perhaps billed twice after %s', async (_case, kind) => {
		bench.simulator.faults.add({ provider: 'sinch', kind, times: 3 });
		const phones = [phone, '+46708100100', '+41787078880'];
		const { hints } = await bench.lookUp({ phones, options: { maxConcurrency: 3 } });
		expect(hints).toContain('3 lookups perhaps billed twice, because an answer was lost (option Retry When Unsure).');
		expect(bench.simulator.ledger.billedCount()).toBe(6);
	});

	it('stands in the log as well', async () => {
		const { run, hints } = await bench.lookUp({ phones: [phone] });
		expect(run.logs).toContainEqual({ level: 'info', message: `Number Lookup: ${hints}`, metadata: {} });
	});

	it.each([
		[[''], 'Phone Number is empty. Check the field'],
		[['', ' ', null], 'Phone Number is empty in all 3 rows. Check the field'],
	])('is accompanied by a warning where nothing can be looked up: %j', async (phones, warning) => {
		const { run } = await bench.lookUp({ phones });
		expect(run.hints[1]).toMatchObject({ type: 'warning', message: expect.stringContaining(warning) });
	});

	it('has no such warning where some rows are empty', async () => {
		const { run } = await bench.lookUp({ phones: ['', phone] });
		expect(run.hints).toHaveLength(1);
	});

	it('is accompanied by a warning for an account that failed, in the log, too', async () => {
		const credentials = bench.credentials({ sinch: { password: 'wrong' } });
		const settings = { onError: 'continueRegularOutput' } as const;
		const { run } = await bench.lookUp({ phones: [phone], credentials, settings });
		const [summary, warning] = run.hints;
		expect(summary?.message).toBe('1 row, 1 distinct number, 0 lookups paid. Verdicts: 1 unknown.');
		expect(warning).toMatchObject({ type: 'warning', message: expect.stringContaining('Sinch refused') });
		expect(run.logs).toContainEqual({ level: 'warn', message: `Number Lookup: ${warning?.message}`, metadata: {} });
	});
});

describe('the progress of a long run', () => {
	/** Every look at the clock finds it two seconds on, so that few numbers take long. */
	beforeEach(() => {
		const startMs = Date.now();
		let looks = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => startMs + 2_000 * looks++);
	});
	afterEach(() => jest.restoreAllMocks());

	const phones = Array.from({ length: 20 }, (_, index) => `+4477001${String(index).padStart(5, '0')}`);
	const line = /^Number Lookup: \d+ of 20 numbers done at sinch, \d+ lookups paid$/;

	it('goes to the log and, in a manual run, to the editor', async () => {
		const { run } = await bench.lookUp({ phones });
		const logged = run.logs.map(({ message }) => message).filter((message) => line.test(message));
		expect(logged.length).toBeGreaterThan(1);
		const shown = run.messages.flatMap(({ messages }) => messages);
		expect(shown).toEqual(logged);
	});

	it('goes to the log only in other runs', async () => {
		const { run } = await bench.lookUp({ phones, run: { mode: 'trigger' } });
		expect(run.logs.some(({ message }) => line.test(message))).toBe(true);
		expect(run.messages).toEqual([]);
	});
});
