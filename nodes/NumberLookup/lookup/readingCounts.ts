/** How the numbers of a run were read, in numbers: what a person should know of, or can mend. */

import type { ReadingFault } from './number';
import type { ReadingNotes } from './parsedNumber';

/** Why a row has no number. All but `noNumber` can be mended by a person, so that the number is not called invalid. */
export type RowFault = ReadingFault | 'unknownCountry';

export class ReadingCounts {
	readonly faults: Record<RowFault, number> = {
		noNumber: 0,
		noCountry: 0,
		several: 0,
		shortened: 0,
		unknownCountry: 0,
	};
	/** Rows whose number could also be one of another country. */
	alsoElsewhere = 0;
	/** Rows whose number was written for a plan that has changed, or without a zero that belongs to it. */
	planChanged = 0;
	/** Alpha-2 of the countries that the rows of `alsoElsewhere` were read in. */
	readonly countries = new Set<string>();

	addNumber({ alsoReadAs, planChange }: ReadingNotes, country: string | null): void {
		if (planChange !== undefined) this.planChanged++;
		if (alsoReadAs === undefined) return;
		this.alsoElsewhere++;
		if (country !== null) this.countries.add(country);
	}
}
