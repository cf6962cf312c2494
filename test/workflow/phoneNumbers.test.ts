import { valuesOf, workflowBench } from './harness';

const bench = workflowBench();

describe('several numbers in one item', () => {
	it.each<[string, unknown]>([
		['an array', ['+447788450450', '+46708100100', '+41787078880']],
		['text with commas', '+447788450450, +46708100100,+41787078880'],
		['text with semicolons', '+447788450450;+46708100100 ; +41787078880'],
		['text with line breaks', '+447788450450\n+46708100100\r\n+41787078880\n'],
		['an array of such texts', ['+447788450450;+46708100100', '+41787078880']],
	])('%s gives a row for each', async (_form, phone) => {
		const { outputs, results } = await bench.lookUp({ phones: ['nobody', phone] });
		expect(valuesOf(results, 'number')).toEqual([null, '+447788450450', '+46708100100', '+41787078880']);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 1, 1].map((item) => ({ item })));
	});

	it('a hundred numbers in one cell are a hundred rows, in order', async () => {
		const numbers = Array.from({ length: 100 }, (_, index) => `+4477001${String(index).padStart(5, '0')}`);
		const { results } = await bench.lookUp({ provider: 'comcetera', phones: [numbers.join(', ')] });
		expect(valuesOf(results, 'number')).toEqual(numbers);
		expect(bench.simulator.ledger.of('comcetera')).toMatchObject({ requests: 1 });
		expect(bench.simulator.ledger.billedCount()).toBe(100);
	});
});

describe('a number that stands in several places', () => {
	it('is asked once, and each row gets its result', async () => {
		const phones = ['07788 450450', '+46708100100', ['+44 (0)7788 450450', '+46708100100'], '+447788450450'];
		const { results, hints } = await bench.lookUp({ phones, parameters: { defaultCountry: 'GB' } });
		expect(valuesOf(results, 'duplicateOf')).toEqual([null, null, 0, 1, 0]);
		expect(valuesOf(results, 'mnc')).toEqual(['15', '08', '15', '08', '15']);
		expect(valuesOf(results, 'input')).toEqual(phones.flat());
		expect(bench.simulator.ledger.billedCount()).toBe(2);
		expect(hints).toContain('5 rows, 2 distinct numbers, 2 lookups paid, 3 duplicates saved.');
	});

	it('within one item is a duplicate of that item', async () => {
		const { results } = await bench.lookUp({ phones: ['nobody', '+447788450450, +447788450450'] });
		expect(valuesOf(results, 'duplicateOf')).toEqual([null, null, 1]);
	});

	it('carries the original count of attempts on each row', async () => {
		const { results } = await bench.lookUp({ phones: ['+447700909104', '+447700909104'] });
		expect(valuesOf(results, 'attempts')).toEqual([2, 2]);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(2);
	});

	it('is the same number whatever the country it is written in', async () => {
		const items = [
			{ json: { phone: '07788450450', country: 'GB' } },
			{ json: { phone: '+447788450450', country: 'SE' } },
		];
		const { results } = await bench.lookUp({ items, parameters: { defaultCountry: '={{ $json.country }}' } });
		expect(valuesOf(results, 'duplicateOf')).toEqual([null, 0]);
	});
});

describe('expressions', () => {
	it('may give another field and another country for each item', async () => {
		const items = [
			{ json: { mobile: '07788 450450', from: 'gb' } },
			{ json: { mobile: null, work: '070-810 01 00', from: 'SE' } },
			{ json: { mobile: '+41 78 707 88 80' } },
		];
		const parameters = { phoneNumber: '={{ $json.mobile ?? $json.work }}', defaultCountry: '={{ $json.from }}' };
		const { results } = await bench.lookUp({ items, parameters });
		expect(valuesOf(results, 'number')).toEqual(['+447788450450', '+46708100100', '+41787078880']);
	});

	it('mixed with plain text and with a fixed country', async () => {
		const parameters = { phoneNumber: '=+{{ $json.phone }}', defaultCountry: 'GB' };
		const { results } = await bench.lookUp({ phones: [447788450450], parameters });
		expect(results).toMatchObject([{ input: '+447788450450', number: '+447788450450' }]);
	});

	it('a country that is none concerns the numbers that need it, and its row names the item and the field', async () => {
		const items = [
			{ json: { phone: '07788 450450', country: 'GB' } },
			{ json: { phone: '07788 450451', country: 'UKK' } },
			{ json: { phone: '+46708100100', country: 'UKK' } },
		];
		const { run, results } = await bench.lookUp({ items, parameters: { defaultCountry: '={{ $json.country }}' } });
		expect(run.error).toBeNull();
		expect(valuesOf(results, 'status')).toEqual(['ok', 'not_looked_up', 'ok']);
		expect(results[1]?.statusMessage).toMatch(/Default Country “UKK”.*\[item 1\]/);
		expect(bench.simulator.ledger.billedCount()).toBe(2);
	});

	it.each([{ code: 'GB' }, 4.4, true, ['GB', 'SE']])(
		'a country that is no text, %j, is no country',
		async (country) => {
			const items = [{ json: { phone: '07788 450450', country } }];
			const { results } = await bench.lookUp({ items, parameters: { defaultCountry: '={{ $json.country }}' } });
			expect(results).toMatchObject([{ status: 'not_looked_up' }]);
		},
	);
});

describe('digits that two countries have', () => {
	it('are read as the user’s country, which the line above the output and details say', async () => {
		const { run, results } = await bench.lookUp({
			phones: ['15123456789', '+525512345678', '+5215512345678'],
			parameters: { operation: 'validate', defaultCountry: 'Deutschland' },
		});
		expect(results.map(({ number, details }) => [number, details])).toEqual([
			['+4915123456789', { alsoReadAs: '+15123456789' }],
			['+525512345678', {}],
			['+525512345678', { planChange: 'Mexico dropped 01, 044 and 045, and the 1 after 52, on 3 August 2019.' }],
		]);
		expect(run.hints[0]?.message).toContain(
			'1 number could also be a number of another country; it was read as a number of DE. 1 number is written in an older form, or without a zero of its own, and was read as it is today (details.planChange).',
		);
	});

	it('share a result only where they are read alike', async () => {
		const items = ['US', 'CA'].map((country) => ({ json: { phone: '2221234567', country } }));
		const parameters = { operation: 'validate', defaultCountry: '={{ $json.country }}' };
		const { results } = await bench.lookUp({ items, parameters });
		expect(valuesOf(results, 'country')).toEqual(['US', 'CA']);
		expect(valuesOf(results, 'duplicateOf')).toEqual([null, 0]);
	});
});

describe('odd values', () => {
	const odd = [
		...['', '   ', ',;\n', null, true, false, { number: '+447788450450' }, [], [[]], [null], [{}]],
		...[0, -447788450450, 4.5, 1e21, '📞', '\u0000', '+', '00', '<script>', '=1+1', '{{ $json }}'],
	];

	it('are rows of verdict invalid that cost nothing: never a lost row, never an error', async () => {
		const { run, outputs, results } = await bench.lookUp({ phones: odd });
		expect(run.error).toBeNull();
		expect(valuesOf(results, 'verdict')).toEqual(odd.map(() => 'invalid'));
		expect(valuesOf(results, 'status')).toEqual(odd.map(() => 'invalid_number'));
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(odd.map((_, item) => ({ item })));
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});

	it('that a person can mend are unknown, not invalid, and are counted above the output with what to do', async () => {
		const phones = ['07788 450450', '٠٧٧٨٨ 450451', '4.47788E+11', '0421 123456/123457'];
		const { run, results } = await bench.lookUp({ phones });
		expect(valuesOf(results, 'verdict')).toEqual(phones.map(() => 'unknown'));
		expect(valuesOf(results, 'status')).toEqual(phones.map(() => 'not_looked_up'));
		expect(run.hints.filter(({ type }) => type === 'warning').map(({ message }) => message)).toEqual([
			'2 rows hold numbers without a country code and were not looked up. Fill in the field Default Country, or write numbers with + and the country code.',
			'1 row seems to hold several numbers and was not looked up. Put commas between the numbers.',
			'1 row holds a number that a spreadsheet shortened and was not looked up. Format the column as text in the spreadsheet and fill it again.',
		]);
		expect(bench.simulator.ledger.of('sinch').requests).toBe(0);
	});

	it('say in words what they are', async () => {
		const { results } = await bench.lookUp({ phones: [{ number: '+447788450450' }, true, 4.5] });
		expect(valuesOf(results, 'statusMessage')).toEqual([
			expect.stringMatching(/^An object, not text; pick the field/),
			expect.stringMatching(/^A boolean, not text; pick the field/),
			expect.stringMatching(/not a whole number/),
		]);
	});

	it('do not keep the good numbers among them from being asked', async () => {
		const { results } = await bench.lookUp({ phones: [[null, 447788450450, {}, '+46708100100'], 'x; +41787078880'] });
		expect(valuesOf(results, 'number')).toEqual([null, '+447788450450', null, '+46708100100', '+41787078880']);
		expect(bench.simulator.ledger.billedCount()).toBe(3);
	});

	it('an item without the field is a row as well', async () => {
		const { results } = await bench.lookUp({ items: [{ json: {} }, { json: { phone: '+447788450450' } }] });
		expect(valuesOf(results, 'status')).toEqual(['invalid_number', 'ok']);
	});
});
