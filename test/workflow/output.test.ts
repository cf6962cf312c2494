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

	it.each([['text'], [['a', 'list']], [null], [7], ['']])(
		'keeps %j on its path, and goes on in a field beside it',
		async (contact) => {
			const items = [{ json: { phone, contact } }];
			const { rows } = await bench.lookUp({ items, options: { outputField: 'contact.check' } });
			expect(rows).toEqual([{ phone, contact, lookup_contact: { check: expect.objectContaining(found) } }]);
		},
	);

	it('keeps the number itself, where the path leads through its field', async () => {
		const { rows } = await bench.lookUp({ phones: [phone], options: { outputField: 'phone.lookup' } });
		expect(rows).toEqual([{ phone, lookup_phone: { lookup: expect.objectContaining(found) } }]);
	});

	it('keeps also what stands beside, and a value in a nested object', async () => {
		const items = [{ json: { phone, contact: { check: 'passed', lookup_check: ['a'] } } }];
		const { rows } = await bench.lookUp({ items, options: { outputField: 'contact.check.mnp' } });
		expect(rows).toMatchObject([
			{ contact: { check: 'passed', lookup_check: ['a'], lookup_lookup_check: { mnp: found } } },
		]);
	});

	it('takes no name that every object has for a field of the item', async () => {
		const { rows } = await bench.lookUp({ phones: [phone], options: { outputField: 'toString.lookup' } });
		expect(rows).toMatchObject([{ phone, toString: { lookup: found } }]);
	});

	it.each(['lookup', 'checks.mnp', 'phone.lookup'])('overwrites an earlier lookup in %s', async (outputField) => {
		const first = await bench.lookUp({ phones: ['nobody'], options: { outputField } });
		const items = first.rows.map((row) => ({ json: row }));
		const parameters = { phoneNumber: phone };
		const { rows } = await bench.lookUp({ items, parameters, options: { outputField } });
		expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(first.rows[0] ?? {}));
		expect(JSON.stringify(rows)).toContain('"status":"ok"');
		expect(JSON.stringify(rows)).not.toContain('invalid_number');
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

	it('left empty repeats `lookup_` until the name is free', async () => {
		const own = { phone, status: 'lead', lookup_status: 'open', lookup_lookup_status: 1, lookup_country: 'UK' };
		const { rows } = await bench.lookUp({ items: [{ json: own }], options: { outputField: '' } });
		expect(rows).toMatchObject([{ ...own, lookup_lookup_lookup_status: 'ok', country: 'GB' }]);
	});

	it('left empty never puts a field `error` at the top of an item', async () => {
		const { rows } = await bench.lookUp({ phones: [phone, 'nobody', '+447700909079'], options: { outputField: '' } });
		expect(rows).toHaveLength(3);
		for (const row of rows) expect(row).not.toHaveProperty('error');
	});

	it.each([
		'error',
		'error.lookup',
		'details',
		'message',
		'message . lookup',
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
