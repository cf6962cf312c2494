/** What parsers of replies share: the usual forms of a reply, and JSON that may be none. Pure. */

import type { Answer, Problem, Reply } from './provider';

export const emptyReply: Reply = { answers: new Map(), problem: null };

/** A reply about one number. */
export function answered(msisdn: string, answer: Answer): Reply {
	return { answers: new Map([[msisdn, answer]]), problem: null };
}

/** A reply without an answer. */
export function unanswered(problem: Problem | null): Reply {
	return { answers: new Map(), problem };
}

/**
 * The problem of a request that the provider did not, or could not, work on.
 * @param how.mayPass whether asking again may help.
 * @param how.uncertain whether the provider may have worked on it, and billed it.
 */
export function providerError(
	code: string,
	message: string,
	{ mayPass = false, uncertain = false }: { mayPass?: boolean; uncertain?: boolean } = {},
): Problem {
	return { kind: 'failed', status: 'provider_error', code, message, mayPass, uncertain };
}

/** @returns undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
