import type { CountryCode } from 'libphonenumber-js/max';

import { cellOf } from '../../nodes/NumberLookup/list/columns';
import { KnownResults } from '../../nodes/NumberLookup/list/knownResults';
import { readNumber } from '../../nodes/NumberLookup/lookup/number';
import type { Answered, Outcome } from '../../nodes/NumberLookup/lookup/outcome';
import type { ParsedNumber } from '../../nodes/NumberLookup/lookup/parsedNumber';
import { resultOf } from '../../nodes/NumberLookup/lookup/results';
import type { Answer } from '../../nodes/NumberLookup/providers/provider';
import { resultFields, type ResultField } from '../../nodes/NumberLookup/reference/resultFields';

const isField = (name: string): name is ResultField => name in resultFields;
const everyField = Object.keys(resultFields).filter(isField);

function parsed(text: string, country: CountryCode | null = null): ParsedNumber {
	const reading = readNumber(text, country);
	if (!reading.ok) throw new Error(reading.reason);
	return reading.number.facts();
}

const british = parsed('+447788450450');
const swedish = parsed('+46708100100');

const plain: Answer = { status: 'ok', providerCode: '0', mcc: '234', mnc: '15', details: {}, raw: 'plain' };

function outcomeOf(answer: Partial<Answer>, changes: Partial<Answered> = {}): Outcome {
	const told = { kind: 'answered', answer: { ...plain, ...answer }, provider: 'sinch', lookedUpAtMs: 0 } as const;
	const finding = { ...told, attempts: 1, cached: false, ...changes };
	return { finding, attempts: finding.attempts, askedHere: true };
}

/** Each like the plain one but for what it is called. */
const outcomes: ReadonlyArray<readonly [string, Outcome, ParsedNumber]> = [
	['plain', outcomeOf({}), british],
	['of another country', outcomeOf({}), swedish],
	['status', outcomeOf({ status: 'absent_subscriber' }), british],
	['statusMessage', outcomeOf({ message: 'In other words.' }), british],
	['providerCode', outcomeOf({ providerCode: '1' }), british],
	['mcc', outcomeOf({ mcc: '235' }), british],
	['mnc', outcomeOf({ mnc: '30' }), british],
	['reachable', outcomeOf({ reachable: true }), british],
	['lineType', outcomeOf({ lineType: 'fixed' }), british],
	['ported', outcomeOf({ ported: true }), british],
	['not ported', outcomeOf({ ported: false }), british],
	['roaming', outcomeOf({ roaming: true }), british],
	['roamingMcc', outcomeOf({ roamingMcc: '240', roamingMnc: '01' }), british],
	['roamingMnc', outcomeOf({ roamingMcc: '240', roamingMnc: '08' }), british],
	['location', outcomeOf({ location: '46' }), british],
	['lookupType', outcomeOf({ lookupType: 'hlr' }), british],
	['provider', outcomeOf({}, { provider: 'horisen' }), british],
	['attempts', outcomeOf({}, { attempts: 2 }), british],
	['cached', outcomeOf({}, { cached: true }), british],
	['imsi', outcomeOf({ imsi: '234150000000001' }), british],
	['msc', outcomeOf({ msc: '447785016005' }), british],
	['lookedUpAt', outcomeOf({}, { lookedUpAtMs: 1 }), british],
	['details', outcomeOf({ details: { carrier: 'other' } }), british],
	['raw', outcomeOf({ raw: 'other' }), british],
];

const columnsOf = [
	{ name: 'all', fields: everyField },
	...everyField.map((field) => ({ name: field, fields: [field] })),
];

describe('what is known of a number in a list', () => {
	it.each(columnsOf)(
		'is written and counted as its result says, whatever is known of others: columns $name',
		({ fields }) => {
			const results = new KnownResults(fields);
			for (const [what, outcome, number] of outcomes) {
				const result = resultOf({ input: null, number, duplicateOf: null }, outcome, true);
				const known = results.of(number, outcome);
				const cells = fields.map((field) => cellOf(result[field]));
				expect({ what, cells: results.cells(known, number, null) }).toEqual({ what, cells });
				expect({ what, ...result }).toMatchObject({ what, ...known.common.counted });
			}
		},
	);

	it.each(columnsOf)(
		'is written and counted as each row reads the number, whichever row is the first: columns $name',
		({ fields }) => {
			// In no known range, so that it is a number of the country that it is read in; and one that is valid in two.
			const readings = [
				[parsed('2221234567', 'US'), parsed('2221234567', 'PR'), parsed('2221234567', 'CA')],
				[parsed('+4915123456789'), parsed('15123456789', 'DE')],
			];
			const answers = [
				outcomeOf({ mcc: '310', mnc: '260', details: { carrier: 'one' } }),
				outcomeOf({ mcc: undefined, mnc: undefined, carrier: 'One' }),
				outcomeOf({ mcc: undefined, mnc: undefined }),
			];
			for (const [alike, outcome] of readings.flatMap((each) => answers.map((answer) => [each, answer] as const))) {
				expect(new Set(alike.map(({ msisdn }) => msisdn)).size).toBe(1);
				for (const [first, row] of alike.flatMap((one) => alike.map((other) => [one, other] as const))) {
					const results = new KnownResults(fields);
					const known = results.asReadIn(row.country, results.of(first, outcome));
					const result = resultOf({ input: null, number: row, duplicateOf: 1 }, outcome, true);
					expect(results.cells(known, row, 1)).toEqual(fields.map((field) => cellOf(result[field])));
					expect(result).toMatchObject(known.common.counted);
				}
			}
		},
	);

	it('is one object for numbers of which the same is written and counted', () => {
		const results = new KnownResults(['number', 'verdict', 'network']);
		const [one, other] = outcomes.filter(([what]) => what === 'plain' || what === 'ported');
		if (one === undefined || other === undefined) throw new Error('An outcome is missing.');
		expect(results.of(one[2], one[1]).common).toBe(results.of(other[2], other[1]).common);
	});
});
