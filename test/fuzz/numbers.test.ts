/** Whatever stands in a cell: it is a number or there is a sentence that says why not. */

import fc from 'fast-check';
import { splitCell } from '../../nodes/NumberLookup/lookup/cells';
import { readNumber } from '../../nodes/NumberLookup/lookup/number';
import { fuzz } from './fuzz';

const words = [
	...[
		'+',
		'00',
		'+44',
		'(0)',
		'0',
		'(',
		')',
		'-',
		' ',
		'.',
		'/',
		',',
		';',
		'\n',
		'\u00a0',
		'\u200b',
		'\u202d',
		'\u2011',
		'➕',
		'+',
	],
	...[
		'٤٤',
		'४४',
		'４４',
		'7788450450',
		'447788450450',
		'46708100100',
		'tel:',
		'ext. 12',
		';ext=5',
		'x',
		'#',
		'="',
		"'",
		'e+11',
	],
	...['.0', '4.47788E+11', 'Mobile: ', 'NaN', '📞', '\uD83D', '\u0000', 'İ', 'ⅷ', '𝟜𝟜', '\u0301', '｟'],
];

const text = fc
	.array(
		fc.oneof(
			fc.constantFrom(...words),
			fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), maxLength: 12 }),
			fc.string({ unit: 'binary', maxLength: 4 }),
		),
		{ maxLength: 8 },
	)
	.map((parts) => parts.join(''));

const cell = fc.oneof(
	{ weight: 8, arbitrary: text },
	{ weight: 1, arbitrary: fc.anything() },
	{ weight: 1, arbitrary: fc.array(fc.oneof(text, fc.integer(), fc.constant(null))) },
);

const countries = fc.constantFrom(null, 'GB', 'SE', 'CH', 'US', 'IT', 'RU', 'AR', 'CI', 'SM', 'KZ');

it('any cell is read: numbers of E.164, and sentences where there are none', () => {
	fuzz(0.1, fc.tuple(cell, countries), ([value, country]) => {
		const entries = splitCell(value);
		expect(entries.length).toBeGreaterThan(0);
		for (const entry of entries) {
			const reading =
				entry.problem === null ? readNumber(entry.text, country) : { ok: false as const, reason: entry.problem };
			if (reading.ok) {
				const { e164, msisdn } = reading.number.facts();
				expect(e164).toMatch(/^\+[1-9]\d{3,14}$/);
				expect(`+${msisdn}`).toBe(e164);
			} else {
				expect(reading.reason).toMatch(/\S.*\.$/s);
			}
		}
	});
});
