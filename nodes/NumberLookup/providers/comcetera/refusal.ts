/** The first line of a reply where it is not QUERYOK (API Details v2.4, "Query Validity"). Pure. */

import type { Problem } from '../provider';
import { providerError } from '../replies';
import type { Secrets } from '../secrets';
import { accountRefusals, noNumbers, tooManyNumbers } from './codes';

/** More of an unlisted refusal than this would not help anybody. */
const maxQuotedCharacters = 80;

/**
 * @param firstLine the reply's first line.
 * @param secrets kept out of what is quoted, should the provider echo it.
 * @returns what it refuses, or null where the line is no refusal of this provider.
 */
export function problemOfRefusal(firstLine: string, secrets: Secrets): Problem | null {
	const failure = accountRefusals.find(({ code }) => begins(firstLine, code));
	if (failure !== undefined) return { kind: 'account', failure };
	if (begins(firstLine, tooManyNumbers)) return { kind: 'tooLong', code: tooManyNumbers };
	if (begins(firstLine, noNumbers)) {
		return providerError(noNumbers, 'Comcetera found no number in the request, though one was sent; tell Comcetera.');
	}
	return /^(FAIL|ERR)\b/i.test(firstLine)
		? unlistedRefusal(secrets.hide(firstLine).slice(0, maxQuotedCharacters))
		: null;
}

/**
 * No document says what another refusal means. It refuses the query as a whole, before any lookup, so the account is the
 * likely reason and asking on would only repeat it; words that speak of load are taken for a busy account instead, whose
 * one connection may be in use outside this process.
 */
function unlistedRefusal(code: string): Problem {
	if (/too many|concurren|connection|busy|try again|temporar/i.test(code)) {
		return { kind: 'throttled', code, retryAfterMs: null };
	}
	const message = `Comcetera refused the request with “${code}”, which its documents do not list; ask Comcetera about the account.`;
	return { kind: 'account', failure: { cause: 'refused', code, message } };
}

function begins(line: string, word: string): boolean {
	return line.toLowerCase().startsWith(word.toLowerCase());
}
