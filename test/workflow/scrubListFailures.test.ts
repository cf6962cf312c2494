import { stringify } from 'csv-stringify/sync';

import { credentialName, nodeName } from './harness';
import { absent, column, enriched, listBench, type ListWishes, numbers, valid } from './listHarness';

const bench = listBench();

describe('a row that cannot be read', () => {
	const list = [
		'id,phone,name',
		`1,${valid},Ann`,
		`2`,
		`3,${valid},"Bob`,
		`4,${absent},C\0d`,
		`5,Ann,${valid},E`,
		`6,${valid},F`,
	];

	it('goes to review with the reason, is not asked, and stops nothing', async () => {
		const { summary, tables } = await bench.scrub({ lists: [list.join('\n')], parameters: { columns: ['status'] } });
		expect(summary).toMatchObject({ rows: 6, broken: 4, distinct: 1, duplicates: 1, files: { clean: 2, review: 4 } });
		expect(column(tables.clean, 'id')).toEqual(['1', '6']);
		expect(tables.review).toEqual([
			['id', 'phone', 'name', 'status', 'statusMessage'],
			['2', '', '', 'not_looked_up', 'Has 1 column where the first row has 3, and no number that can be read.'],
			['3', valid, '"Bob', 'not_looked_up', expect.stringContaining('A quotation mark')],
			['4', absent, 'C\0d', 'not_looked_up', expect.stringContaining('NUL')],
			['5', 'Ann', `${valid},E`, 'not_looked_up', expect.stringContaining('Has 4 columns where the first row has 3')],
		]);
		expect(bench.simulator.ledger.billedCount()).toBe(1);
	});

	it('keeps its place in the enriched file', async () => {
		const { tables } = await bench.scrub({ lists: [list.join('\n')], parameters: enriched });
		expect(column(tables.enriched, 'id')).toEqual(['1', '2', '3', '4', '5', '6']);
	});

	it('that seems to hold several numbers is not told to put commas between them', async () => {
		const lists = ['phone\nM: 07788450450 H: 02079460000\n'];
		const { tables } = await bench.scrub({ lists, parameters: { defaultCountry: 'GB' } });
		expect(column(tables.review, 'statusMessage')).toEqual([
			expect.stringMatching(/^Seems to hold several numbers; put one number in each row\./),
		]);
	});

	it('that holds several numbers goes there, too', async () => {
		const { tables } = await bench.scrub({ lists: [`phone\n"${valid}, ${absent}"\n`] });
		expect(column(tables.review, 'statusMessage')).toEqual(['Holds 2 numbers; each row of a list can hold one.']);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});

	it('fails the node where it is the header', async () => {
		const { run } = await bench.scrub({ lists: [`id,"ph"one\n1,${valid}\n`] });
		expect(run.error?.message).toContain('The first row of the list, which should name its columns, cannot be read.');
	});
});

describe('an account that fails', () => {
	const lists = [stringify([['phone'], ...numbers(2_500).map((number) => [number])])];
	/** Two of three requests are answered, one of a thousand numbers and one of five hundred. */
	const failing = async (wishes: ListWishes) => {
		bench.simulator.faults.add({
			provider: 'comcetera',
			kind: 'accountFailure',
			refusal: 'noCredit',
			after: 2,
			times: Infinity,
		});
		return await bench.scrub({ provider: 'comcetera', lists, ...wishes });
	};

	it('fails the node; what was answered is kept for the next manual run, which pays only for the rest', async () => {
		const { run, outputs } = await failing({ workflowId: 'list without credit' });
		expect(run.error?.name).toBe('NodeApiError');
		expect(run.error?.message).toContain(`(credential "${credentialName('comcetera')}") has no credit left`);
		expect(run.error).toHaveProperty('description', expect.stringContaining('1,500 numbers were answered before.'));
		expect(outputs).toEqual([]);
		bench.simulator.faults.clear();
		const { summary } = await bench.scrub({ provider: 'comcetera', lists, workflowId: 'list without credit' });
		expect(summary).toMatchObject({
			rows: 2_500,
			reused: 1_500,
			asked: 1_000,
			billed: 1_000,
			byVerdict: { valid: 2_500 },
		});
		expect(bench.simulator.ledger.billedCount()).toBe(2_500);
	});

	it('with On Error = Continue leaves the rest in review, and the item says why', async () => {
		const { run, summary, tables } = await failing({ settings: { onError: 'continueRegularOutput' } });
		expect(run.status).toBe('success');
		expect(summary).toMatchObject({
			files: { clean: 1_500, review: 1_000 },
			byStatus: { ok: 1_500, not_looked_up: 1_000 },
			problem: expect.stringContaining('has no credit left'),
		});
		expect(tables.review).toHaveLength(1_001);
		expect(run.hints.map(({ type }) => type)).toEqual(['info', 'warning']);
	});

	it('with On Error = Continue (using error output) the item leaves there, with its files', async () => {
		const { run } = await failing({ settings: { onError: 'continueErrorOutput' } });
		const [normal, errors] = run.outputsOf(nodeName);
		expect(normal).toEqual([]);
		expect(errors).toMatchObject([
			{
				json: { error: expect.stringContaining('has no credit left'), details: { rows: 2_500, billed: 1_500 } },
				binary: { clean: { fileName: 'contacts-clean.csv' }, review: { fileName: 'contacts-review.csv' } },
			},
		]);
	});

	it('leaves the rest to the next of a chain', async () => {
		const parameters = { provider: 'chain', providerChain: ['comcetera', 'horisen'] };
		const { run, summary } = await failing({ parameters });
		expect(run.error).toBeNull();
		expect(summary).toMatchObject({ byVerdict: { valid: 2_500 }, billed: 2_500, problem: null });
		expect(bench.simulator.ledger.billedCount('horisen')).toBe(1_000);
	});
});

describe('a chain in which one provider’s answers are kept, and the next is asked', () => {
	it('counts the number as reused and as asked', async () => {
		const phones = Array.from({ length: 20 }, (_, index) => `+4670${100 + index}9044`);
		const wishes = {
			lists: [stringify([['phone'], ...phones.map((phone) => [phone])])],
			workflowId: 'kept at one, asked at the next',
			parameters: { provider: 'chain', providerChain: ['sinch', 'horisen'] },
		};
		await bench.scrub({ ...wishes, options: { askNextOnUnknown: true, maxLookups: 12 } });
		bench.simulator.ledger.reset();
		const { summary } = await bench.scrub({ ...wishes, options: { askNextOnUnknown: true } });
		expect(summary).toMatchObject({ reused: 12, asked: 20, billed: 28 });
		expect(bench.simulator.ledger.billedCount('horisen')).toBe(20);
	});
});

describe('what cannot be used, with On Error = Stop Workflow', () => {
	it.each([
		['a wrong column', `mobile\n${valid}\n`, 'The list has no column "phone"'],
		['a header that cannot be read', `id,"ph"one\n1,${valid}\n`, 'The first row of the list'],
	])('%s in the last of several lists fails the node before the first is paid for', async (_what, last, message) => {
		const { run } = await bench.scrub({ lists: [`phone\n${valid}\n`, last], run: { mode: 'trigger' } });
		expect(run.error?.message).toContain(message);
		expect(run.error).toHaveProperty('context.itemIndex', 1);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});
});

describe('what cannot be used, with On Error = Continue', () => {
	const lists = [`phone\n${valid}\n`, `mobile\n${valid}\n`];

	it('is one list: the others come out', async () => {
		const { run, all } = await bench.scrub({ lists, settings: { onError: 'continueRegularOutput' } });
		expect(run.status).toBe('success');
		expect(all.map(({ summary }) => summary)).toMatchObject([
			{ rows: 1, problem: null },
			{ problem: expect.stringContaining('The list has no column "phone"') },
		]);
		expect(all.map(({ files }) => Object.keys(files).length)).toEqual([3, 0]);
	});

	it('is one list, found out when numbers of it were paid for: the next manual run pays only for the rest', async () => {
		const phones = numbers(2_500);
		// So long that answers come before its end is read.
		const repeats = Array.from({ length: 60_000 }, () => phones[0]);
		const list = stringify([['phone'], ...[...phones, ...repeats].map((phone) => [phone])]);
		const longestRow = 5 * 1024 * 1024;
		const wishes: ListWishes = {
			provider: 'comcetera',
			workflowId: 'repaired list',
			settings: { onError: 'continueRegularOutput' },
		};
		const { summary } = await bench.scrub({ ...wishes, lists: [list + 'x'.repeat(longestRow)] });
		expect(summary).toEqual({ problem: expect.stringContaining('Row 62502 is longer') });
		const paid = bench.simulator.ledger.billedCount();
		expect(paid).toBeGreaterThan(0);
		const repaired = await bench.scrub({ ...wishes, lists: [list] });
		expect(repaired.summary).toMatchObject({ reused: paid, billed: phones.length - paid });
	});

	it('is a setting: no list is looked up', async () => {
		const settings = { onError: 'continueRegularOutput' } as const;
		const { all } = await bench.scrub({ lists, settings, options: { batchSize: -1 } });
		const problem = expect.stringContaining('The option "Batch Size" must be 0 or more');
		expect(all.map(({ summary }) => summary)).toEqual([{ problem }, { problem }]);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});

	it('leaves through the error output, if that is chosen', async () => {
		const { run } = await bench.scrub({ lists, settings: { onError: 'continueErrorOutput' } });
		expect(run.outputsOf(nodeName).map((items) => items.length)).toEqual([1, 1]);
	});
});

describe('the user’s Stop', () => {
	it('ends the run in the middle of a list; the next manual run pays only for the rest', async () => {
		const lists = [stringify([['phone'], ...numbers(6_000).map((number) => [number])])];
		bench.simulator.faults.add({ provider: 'comcetera', kind: 'silence', after: 3 });
		const stop = new AbortController();
		const running = bench.scrub({
			provider: 'comcetera',
			lists,
			workflowId: 'stopped list',
			run: { signal: stop.signal },
		});
		while (bench.simulator.ledger.of('comcetera').requests < 4) await new Promise(setImmediate);
		stop.abort();
		expect((await running).run.status).toBe('canceled');
		expect(bench.simulator.ledger.of('comcetera').requests).toBe(4);
		const { summary } = await bench.scrub({ provider: 'comcetera', lists, workflowId: 'stopped list' });
		expect(summary).toMatchObject({ reused: 3_000, billed: 3_000, byVerdict: { valid: 6_000 } });
		expect(bench.simulator.ledger.billedCount()).toBe(6_000);
	});
});
