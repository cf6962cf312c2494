import fc from 'fast-check';

import { planLookups, type Plan, type PlanItem } from '../../nodes/NumberLookup/lookup/plan';

function plan(...phoneNumbers: unknown[]): Plan {
	return planLookups(phoneNumbers.map((phoneNumber) => ({ phoneNumber, defaultCountry: 'GB' })));
}

function numbersOf({ distinct }: Plan): string[] {
	return distinct.map(({ e164 }) => e164);
}

describe('the rows of a plan', () => {
	it('are one for each number, in the order of the items', () => {
		const { rows } = plan('07788450450, 07810701702', '', ['+41787078880', 'none']);
		expect(rows.map(({ itemIndex, input, number }) => [itemIndex, input, number?.e164 ?? null])).toEqual([
			[0, '07788450450', '+447788450450'],
			[0, '07810701702', '+447810701702'],
			[1, '', null],
			[2, '+41787078880', '+41787078880'],
			[2, 'none', null],
		]);
	});

	it('say why they hold no number', () => {
		const { rows } = plan('', { phone: '1' }, '4.4779E+11');
		expect(rows.map(({ problem }) => problem)).toEqual([
			{ status: 'invalid_number', message: 'Empty: there is no number to look up.', fault: 'noNumber' },
			{
				status: 'invalid_number',
				message: 'An object, not text; pick the field inside it that holds the number.',
				fault: 'noNumber',
			},
			{
				status: 'not_looked_up',
				fault: 'shortened',
				message: 'A spreadsheet shortened this number and lost digits; format the column as text and fill it again.',
			},
		]);
	});

	it('of no items are none', () => {
		expect(planLookups([])).toEqual({ rows: [], distinct: [] });
	});

	it('name the first item that holds the number, also where that is the same item', () => {
		const planned = plan('+41787078880', '07788450450; 447788450450', '0044 7788 450450', '+41787078880');
		expect(planned.rows.map(({ distinctIndex, duplicateOf }) => [distinctIndex, duplicateOf])).toEqual([
			[0, null],
			[1, null],
			[1, 1],
			[1, 1],
			[0, 0],
		]);
		expect(numbersOf(planned)).toEqual(['+41787078880', '+447788450450']);
	});

	it('that hold no number are nobody’s duplicates', () => {
		expect(plan('none', 'none').rows.map(({ duplicateOf }) => duplicateOf)).toEqual([null, null]);
	});
});

describe('the default country', () => {
	it('goes by item', () => {
		const items: PlanItem[] = [
			{ phoneNumber: '07788450450', defaultCountry: 'GB' },
			{ phoneNumber: '0787078880', defaultCountry: 'che' },
			{ phoneNumber: '4155552671', defaultCountry: ' us ' },
			{ phoneNumber: '447788450450', defaultCountry: '' },
			{ phoneNumber: '447788450450', defaultCountry: '  ' },
		];
		expect(numbersOf(planLookups(items))).toEqual(['+447788450450', '+41787078880', '+14155552671']);
	});

	it('is the country of a number in no known range, row by row, where several share the calling code', () => {
		const items = ['US', 'CA', 'CA', 'JM'].map((defaultCountry) => ({ phoneNumber: '2221234567', defaultCountry }));
		const planned = planLookups([{ phoneNumber: '+12221234567', defaultCountry: '' }, ...items]);
		expect(planned.rows.map(({ number }) => number?.country)).toEqual([null, 'US', 'CA', 'CA', 'JM']);
		expect(planned.distinct).toHaveLength(1);
	});

	it('may be unknown where the number is written internationally', () => {
		const planned = planLookups([
			{ phoneNumber: '+447788450450', defaultCountry: 'Nowhere' },
			{ phoneNumber: '0044 7788 450450', defaultCountry: 'Nowhere' },
		]);
		expect(planned.rows.map(({ problem }) => problem)).toEqual([null, null]);
	});

	it('that is unknown leaves the row not looked up, naming item, field, value and remedy', () => {
		const [, row] = planLookups([
			{ phoneNumber: '+447788450450', defaultCountry: '' },
			{ phoneNumber: '07788450450', defaultCountry: ' Nowhere ' },
		]).rows;
		expect(row).toMatchObject({
			itemIndex: 1,
			input: '07788450450',
			number: null,
			distinctIndex: null,
			problem: {
				status: 'not_looked_up',
				message:
					'Default Country “Nowhere” is no country; write its name, or two letters such as GB, or start the number with +. [item 1]',
			},
		});
	});

	it('that is unknown and long is cut short in the message', () => {
		const [row] = planLookups([{ phoneNumber: '07788450450', defaultCountry: 'x'.repeat(10_000) }]).rows;
		expect(row?.problem?.message).toContain(`“${'x'.repeat(40)}”`);
	});

	it.each(['', 'none', 'x'.repeat(300)])('that is unknown does not hide that %p is no number', (phoneNumber) => {
		const [row] = planLookups([{ phoneNumber, defaultCountry: 'Nowhere' }]).rows;
		expect(row?.problem?.status).toBe('invalid_number');
	});
});

describe('a plan as a whole', () => {
	it('holds each number once, however many rows it has', () => {
		const items = Array.from({ length: 20_000 }, (_, index) => ({
			phoneNumber: 447788450000 + (index % 100),
			defaultCountry: '',
		}));
		const { rows, distinct } = planLookups(items);
		expect(rows).toHaveLength(20_000);
		expect(distinct).toHaveLength(100);
		expect(rows[19_999]).toMatchObject({ distinctIndex: 99, duplicateOf: 99, input: '447788450099' });
	});

	it('has a row for every item, and each row a number or a problem, whatever the items hold', () => {
		const item = fc.record({
			phoneNumber: fc.oneof(fc.anything(), fc.constantFrom('+447788450450', '07788450450', '1,2')),
			defaultCountry: fc.oneof(fc.string(), fc.constantFrom('', 'GB', 'usa')),
		});
		fc.assert(
			fc.property(fc.array(item), (items) => {
				const { rows, distinct } = planLookups(items);
				expect(new Set(rows.map(({ itemIndex }) => itemIndex))).toEqual(new Set(items.keys()));
				expect(new Set(distinct.map(({ msisdn }) => msisdn)).size).toBe(distinct.length);
				for (const row of rows) {
					if (row.number === null) expect(row.problem.message).not.toBe('');
					else expect(distinct[row.distinctIndex]?.e164).toBe(row.number.e164);
				}
			}),
		);
	});
});
