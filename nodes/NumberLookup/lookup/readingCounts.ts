/** How the numbers of a run were read, in numbers: what a person should know of, or can mend. */

import type { PlannedRow, RowFault } from './plan';

export class ReadingCounts {
	readonly faults: Record<RowFault, number> = {
		noNumber: 0,
		noCountry: 0,
		several: 0,
		shortened: 0,
		unknownCountry: 0,
		noValue: 0,
	};
	/** Rows whose number could also be one of another country. */
	alsoElsewhere = 0;
	/** Rows whose number was written for a plan that has changed, or without a zero that belongs to it. */
	planChanged = 0;
	/** Alpha-2 of the countries that the rows of `alsoElsewhere` were read in. */
	readonly countries = new Set<string>();

	/** Rows without a number that a person can mend. */
	get mendable(): number {
		const { noCountry, several, shortened, unknownCountry, noValue } = this.faults;
		return noCountry + several + shortened + unknownCountry + noValue;
	}

	add({ number, problem }: Pick<PlannedRow, 'number' | 'problem'>): void {
		if (problem !== null) this.faults[problem.fault]++;
		if (number?.notes.planChange !== undefined) this.planChanged++;
		if (number?.notes.alsoReadAs === undefined) return;
		this.alsoElsewhere++;
		if (number.country !== null) this.countries.add(number.country);
	}
}
