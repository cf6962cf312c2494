/** What a credential test concludes from a problem that its provider did not expect. */

import type { AccountFailure, Problem, ProbeFinding, Reply } from './provider';

/**
 * Judges a probe that asks without a number and so can only be refused.
 * @param providerName what the finding's sentence calls the provider.
 * @param lackOfNumber the codes of its refusals for lack of a number. They never prove the account: no document says
 *   that it is checked first.
 */
export function judgeRefusal(reply: Reply, providerName: string, lackOfNumber: ReadonlySet<string>): ProbeFinding {
	const [answer] = reply.answers.values();
	const code = (reply.problem?.kind === 'failed' ? reply.problem.code : answer?.providerCode) ?? '';
	if (lackOfNumber.has(code)) {
		const message = `Reachable, account not verified: ${providerName} noticed the missing number, which it may do before it checks the account.`;
		return { kind: 'unverified', message };
	}
	if (reply.problem !== null) return failedProbe(reply.problem);
	const said = code === '' ? 'as if it had one' : code;
	const message = `Asked without a number, the address answered ${said}, which ${providerName} does not document for that; check the address and the account.`;
	return { kind: 'failed', failure: { cause: 'refused', code, message } };
}

/** The finding for a reply that is neither the account's acceptance nor the refusal that the probe asks for. */
export function failedProbe(problem: Problem): ProbeFinding {
	return { kind: 'failed', failure: failureOf(problem) };
}

function failureOf(problem: Problem): AccountFailure {
	switch (problem.kind) {
		case 'account':
			return problem.failure;
		case 'tokenRefused':
			return { cause: 'token_refused', code: problem.code, message: problem.message };
		case 'throttled':
			return {
				cause: 'refused',
				code: problem.code,
				message: 'The provider answered that too many requests are under way; wait a minute and test again.',
			};
		case 'tooLong':
			return {
				cause: 'refused',
				code: problem.code,
				message: 'The provider found even a request without numbers too long; check that the address is the right one.',
			};
		case 'failed':
			return { cause: 'unreachable', code: problem.code, message: problem.message };
	}
}
