/** What became of the different numbers of a run, in numbers. */

import type { ParsedNumber } from './number';
import { asksNext, type Finding, type Outcome, type Unanswered } from './outcome';

export class OutcomeCounts {
	distinct = 0;
	answered = 0;
	/** Some provider was asked, in this run or in the one whose answer was used. */
	asked = 0;
	/** Asked although the numbering plan says they cannot be mobile. */
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

	add(number: ParsedNumber, { finding, attempts }: Outcome): void {
		this.distinct++;
		if (attempts > 0) {
			this.asked++;
			if (number.cannotBeMobile) this.nonMobileAsked++;
		}
		if (finding?.kind === 'answered') this.answered++;
		if (finding !== null && asksNext(finding, this.askNextOnUnknown)) this.unsettled++;
		if (isLeftByAccount(finding)) this.leftByAccount++;
		if (!isNotLookedUp(finding)) return;
		this.notLookedUp++;
		if (finding.cause === 'heldBack') this.heldBack++;
	}

	/**
	 * @param accountsFailed whether some account could not be used to the end.
	 * @returns whether a run that goes on with this one's answers would have nothing to ask.
	 */
	isFinished(accountsFailed: boolean): boolean {
		return this.notLookedUp === 0 && !(accountsFailed && this.unsettled > 0);
	}
}

export function isNotLookedUp(finding: Finding | null): finding is Unanswered {
	return finding?.kind === 'unanswered' && finding.status === 'not_looked_up';
}

/** @returns whether an account failure kept the number from being asked. */
export function isLeftByAccount(finding: Finding | null): boolean {
	return finding?.kind === 'unanswered' && finding.cause === 'account';
}
