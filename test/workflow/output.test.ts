import { workflowBench } from './harness';

const bench = workflowBench();

const phone = '+447788450450';
const found = { number: phone, verdict: 'valid' };

describe('the option Output Field', () => {
	it.each([
		['by default is `lookup`', {}, { phone, lookup: found }],
		['names a field', { outputField: 'result' }, { phone, result: found }],
		[
			'makes nested fields at its dots',
			{ outputField: 'checks.phone.mnp' },
			{ phone, checks: { phone: { mnp: found } } },
		],
		['overwrites a field of its name', { outputField: 'phone' }, { phone: found }],
		['does not mind blanks', { outputField: ' checks . phone ' }, { checks: { phone: found } }],
	])('%s', async (_rule, options, expected) => {
		const { rows } = await bench.lookUp({ phones: [phone], options });
		expect(rows).toMatchObject([expected]);
	});

	it('keeps what else a nested object holds, and the input item as it was', async () => {
		const items = [{ json: { phone, contact: { name: 'Ann', check: { score: 1 } } } }];
		const { run, rows } = await bench.lookUp({ items, options: { outputField: 'contact.check.mnp' } });
		expect(rows).toMatchObject([{ contact: { name: 'Ann', check: { score: 1, mnp: found } } }]);
		expect(run.outputsOf('Start')[0]?.[0]?.json).toEqual(items[0]?.json);
	});

	it.each([['text'], [['a', 'list']], [null], [7]])('puts an object in place of %j on its path', async (contact) => {
		const items = [{ json: { phone, contact } }];
		const { rows } = await bench.lookUp({ items, options: { outputField: 'contact.check' } });
		expect(rows).toMatchObject([{ contact: { check: found } }]);
	});

	it('left empty merges the result into the item, which keeps its own fields', async () => {
		const items = [{ json: { phone, status: 'lead', country: 'United Kingdom', name: 'Ann' } }];
		const { rows } = await bench.lookUp({ items, options: { outputField: '' } });
		expect(rows).toMatchObject([
			{
				...found,
				phone,
				name: 'Ann',
				status: 'lead',
				lookup_status: 'ok',
				country: 'United Kingdom',
				lookup_country: 'GB',
			},
		]);
		expect(rows[0]).not.toHaveProperty('lookup_number');
	});

	it('left empty never puts a field `error` at the top of an item', async () => {
		const { rows } = await bench.lookUp({ phones: [phone, 'nobody', '+447700909079'], options: { outputField: '' } });
		expect(rows).toHaveLength(3);
		for (const row of rows) expect(row).not.toHaveProperty('error');
	});

	it.each([
		'error',
		'error.lookup',
		'__proto__',
		'lookup.__proto__.polluted',
		'constructor.prototype',
		'a..b',
		'.a',
		'a.',
	])('refuses "%s" with an error that names it, before anybody is asked', async (outputField) => {
		const { run } = await bench.lookUp({ phones: [phone], options: { outputField } });
		expect(run.error?.message).toBe(`The option "Output Field" cannot be "${outputField}"`);
		expect(run.error).toHaveProperty('description', expect.stringContaining('Choose another name'));
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
		expect({}).not.toHaveProperty('polluted');
	});
});

describe('the option Include Raw Answer', () => {
	it.each([
		['sinch', 'result=OK;imsi=23415'],
		['comcetera', '447788450450 23415,447785014185,234158341040126'],
	] as const)('adds what %s sent, as it came', async (provider, raw) => {
		const { rows } = await bench.lookUp({ provider, phones: [phone], options: { includeRaw: true } });
		expect(rows).toMatchObject([{ lookup: { raw } }]);
	});

	it('adds the key to every row, null where nobody answered', async () => {
		const { rows } = await bench.lookUp({
			phones: ['nobody', '+447700909079'],
			options: { includeRaw: true, maxRetries: 0 },
		});
		expect(rows).toMatchObject([{ lookup: { raw: null } }, { lookup: { raw: null } }]);
	});

	it('is off by default', async () => {
		const { results } = await bench.lookUp({ phones: [phone] });
		expect(results[0]).not.toHaveProperty('raw');
	});
});
