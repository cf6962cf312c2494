/** What became of the different numbers of a run, in numbers. */

import type { ParsedNumber } from './parsedNumber';
import { asksNext, type Finding, type Outcome, type Unanswered } from './outcome';

export class OutcomeCounts {
	distinct = 0;
	answered = 0;
	/** Some provider was asked in this run. */
	asked = 0;
	/** Asked, now or in the run whose answer was used, although the numbering plan says they cannot be mobile. */
	nonMobileAsked = 0;
	notLookedUp = 0;
	/** Not looked up because of `options.maxLookups`; a skipped number has another status. */
	heldBack = 0;
	/** Not looked up because of an account failure. */
	leftByAccount = 0;
	/** Another provider would have been asked, too, had there been one that could be. */
	private unsettled = 0;

	/** @param askNextOnUnknown `options.askNextOnUnknown`. */
	constructor(private readonly askNextOnUnknown: boolean) {}

	add(number: ParsedNumber, { finding, attempts, askedHere }: Outcome): void {
		this.distinct++;
		if (askedHere) this.asked++;
		if (attempts > 0 && number.cannotBeMobile) this.nonMobileAsked++;
		if (finding?.kind === 'answered') this.answered++;
		if (finding !== null && asksNext(finding, this.askNextOnUnknown)) this.unsettled++;
		if (isLeftByAccount(finding)) this.leftByAccount++;
		if (!isNotLookedUp(finding)) return;
		this.notLookedUp++;
		if (finding.cause === 'heldBack') this.heldBack++;
	}

	/**
	 * @param brokenOff whether the user stopped the run, or not all that it was to bring out came out.
	 * @param accountsFailed whether some account could not be used to the end.
	 * @returns whether the run did all that it was to do: then later executions ask afresh instead of going on with its answers.
	 */
	isFinished({ brokenOff, accountsFailed }: { brokenOff: boolean; accountsFailed: boolean }): boolean {
		return !brokenOff && this.notLookedUp === 0 && !(accountsFailed && this.unsettled > 0);
	}
}

function isNotLookedUp(finding: Finding | null): finding is Unanswered {
	return finding?.kind === 'unanswered' && finding.status === 'not_looked_up';
}

/** @returns whether an account failure kept the number from being asked. */
export function isLeftByAccount(finding: Finding | null): boolean {
	return finding?.kind === 'unanswered' && finding.cause === 'account';
}
