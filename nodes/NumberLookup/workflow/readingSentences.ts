/** What a person is told of how numbers were read: what may have been meant otherwise, and what can be mended. Pure. */

import type { ReadingCounts } from '../lookup/readingCounts';
import { counted } from './summary';

/** @returns sentences for the line above the output. */
export function readingSentences({ alsoElsewhere, countries, planChanged }: ReadingCounts): string[] {
	const sentences: string[] = [];
	if (alsoElsewhere > 0) {
		const [only, ...others] = countries;
		const home = others.length > 0 || only === undefined ? 'their Default Country' : only;
		sentences.push(
			alsoElsewhere === 1
				? `1 number could also be a number of another country; it was read as a number of ${home}.`
				: `${counted(alsoElsewhere, 'number')} could also be numbers of another country; they were read as numbers of ${home}.`,
		);
	}
	if (planChanged > 0) {
		sentences.push(
			planChanged === 1
				? '1 number is written in an older form, or without a zero of its own, and was read as it is today (details.planChange).'
				: `${counted(planChanged, 'number')} are written in an older form, or without a zero of their own, and were read as they are today (details.planChange).`,
		);
	}
	return sentences;
}

/**
 * @param list its name; null where the numbers came in items.
 * @returns a warning for each kind of rows that a person can mend.
 */
export function readingWarnings({ faults }: ReadingCounts, list: string | null): string[] {
	const warnings: string[] = [];
	const warn = (count: number, one: string, many: string, remedy: string): void => {
		if (count === 0) return;
		const fact = `${counted(count, 'row')} ${count === 1 ? one : many}`;
		warnings.push(
			`${list === null ? '' : `${list}: `}${fact} and ${count === 1 ? 'was' : 'were'} not looked up. ${remedy}`,
		);
	};
	warn(
		faults.noCountry,
		'holds a number without a country code',
		'hold numbers without a country code',
		'Fill in the field Default Country, or write numbers with + and the country code.',
	);
	warn(
		faults.unknownCountry,
		'has a country that nobody knows',
		'have countries that nobody knows',
		`Check the field Default Country${list === null ? '' : ' and the column with countries'}: a name, or two letters such as GB.`,
	);
	warn(
		faults.several,
		'seems to hold several numbers',
		'seem to hold several numbers',
		list === null ? 'Put commas between the numbers.' : 'Give each number a row of its own.',
	);
	warn(
		faults.shortened,
		'holds a number that a spreadsheet shortened',
		'hold numbers that a spreadsheet shortened',
		'Format the column as text in the spreadsheet and fill it again.',
	);
	warn(
		faults.noValue,
		'holds a formula without a result, or an error of the spreadsheet,',
		'hold formulas without a result, or errors of the spreadsheet,',
		'Open the list in Excel, mend such cells and save it.',
	);
	return warnings;
}
