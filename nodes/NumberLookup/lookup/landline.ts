/** An HLR calls every landline an unknown subscriber, which says nothing about the landline. */

import type { Answer } from '../providers/provider';
import type { ParsedNumber } from './parsedNumber';

const fixedByProvider = 'The provider says this is a fixed line, so a mobile network cannot tell whether it exists.';

/** @returns the answer, with `not_mobile` in place of an "unknown subscriber" about a number that cannot be mobile. */
export function landlineAware({ cannotBeMobile }: ParsedNumber, answer: Answer): Answer {
	if (answer.status !== 'unknown_subscriber') return answer;
	if (cannotBeMobile) return { ...answer, status: 'not_mobile', message: undefined };
	return answer.lineType === 'fixed' ? { ...answer, status: 'not_mobile', message: fixedByProvider } : answer;
}
