/**
 * The refusal of an account on LINK's sockets. The document only says that "a 'failed' response" comes back ("Important
 * connection notes"), not what it looks like, so it is recognised by its words, and only where no lookup was answered.
 */

import type { Reply } from '../provider';
import { unanswered } from '../replies';

const refusingWord =
	/\b(fail(?:ed|ure)?|denied|unauthori[sz]ed|authentication|not (?:authori[sz]ed|allowed|permitted|white-?listed)|forbidden|refused|rejected|invalid (?:client|user|password|credential|login)\w*)\b/i;

/** @returns the word that refuses, in lower case, or null where there is none. */
export function refusalIn(text: string): string | null {
	return refusingWord.exec(text)?.[1]?.toLowerCase() ?? null;
}

/** @param code the word that refuses; nothing else is quoted, because the text may echo the request with its password. */
export function refused(code: string): Reply {
	const message =
		'LINK refused the account; check Client ID and Password, and ask LINK whether this n8n’s public IP address is allow-listed.';
	return unanswered({ kind: 'account', failure: { cause: 'refused', code, message } });
}
