/** The sentence for a result code that stands in no document of its provider. */

import { gsmMapErrorName } from '../reference/gsmMap';

/**
 * @param code the provider's own code.
 * @param gsmMapCode the GSM MAP user error that the code would be if it is one (3GPP TS 29.002); inferred, hence the wording.
 */
export function sentenceOfUnlistedCode(code: string, gsmMapCode: number): string {
	const name = gsmMapErrorName(gsmMapCode);
	const sentence = `The provider answered ${code}, which its documents do not explain`;
	return name === null
		? `${sentence}.`
		: `${sentence}; if it is the GSM MAP error of that number, it means ${name} (inferred).`;
}
