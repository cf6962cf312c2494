/** Watches one account over its requests: is it this request that failed, or the account itself? */

import type { Account, AccountFailure } from '../providers/provider';
import type { Exchanged } from './connection';
import { adviceWhereUnreachable } from './endings';
import type { Hosts } from './hosts';
import type { RequestProblem } from './retry';

const checkAddress = 'Check host and port in the credential, and that a firewall lets n8n out to them.';

export type Judgement =
	| { kind: 'request'; problem: RequestProblem }
	/** The request held too many numbers. */
	| { kind: 'tooLong' }
	| { kind: 'account'; failure: AccountFailure };

export class AccountWatch {
	private everAnswered = false;

	constructor(
		private readonly account: Account,
		private readonly hosts: Hosts,
		/** Tries after the first. */
		private readonly maxRetries: number,
	) {}

	/** To be called for every exchange, also for those that answered everything. */
	note({ answers }: Exchanged): void {
		if (answers.size > 0) this.everAnswered = true;
	}

	/**
	 * @param asked how many numbers the request held.
	 * @param retried tries made after the first.
	 */
	judge(exchanged: Exchanged, asked: number, retried: number): Judgement {
		const problem = exchanged.problem ?? noAnswer;
		switch (problem.kind) {
			case 'account':
				return problem;
			case 'tokenRefused': {
				const { code, message } = problem;
				// Several tokens revoked in a row, while requests are under way, say nothing against an account that was accepted.
				return this.everAnswered && retried < this.maxRetries
					? { kind: 'request', problem: revoked(code, message) }
					: { kind: 'account', failure: { cause: 'token_refused', code, message } };
			}
			case 'unreachable':
				return retried < this.maxRetries
					? { kind: 'request', problem: refused(problem.code) }
					: { kind: 'account', failure: problem.failure ?? this.unreachable(problem.code) };
			case 'tooLong':
				return asked > 1 ? problem : { kind: 'request', problem: tooLongForOne };
			case 'throttled':
				return { kind: 'request', problem };
			case 'failed':
				return this.hosts.allGone
					? { kind: 'account', failure: this.silent(problem.code) }
					: { kind: 'request', problem };
		}
	}

	private unreachable(code: string): AccountFailure {
		const advice = adviceWhereUnreachable(code, checkAddress);
		const message = `No connection to ${this.account.hosts.join(' and ')} (${code}). ${advice}`;
		return { cause: 'unreachable', code, message };
	}

	private silent(code: string): AccountFailure {
		return { cause: 'unreachable', code, message: `${this.hosts.silence}. ${checkAddress}` };
	}
}

const noAnswer: RequestProblem = {
	kind: 'failed',
	status: 'provider_error',
	code: 'no answer',
	message: 'The provider’s answer ended without a line for this number.',
	mayPass: true,
	uncertain: true,
};

/** Nothing was sent, so nothing can have been billed. */
function refused(code: string): RequestProblem {
	return { kind: 'failed', status: 'no_response', code, message: 'No connection.', mayPass: true, uncertain: false };
}

function revoked(code: string, message: string): RequestProblem {
	return { kind: 'failed', status: 'provider_error', code, message, mayPass: true, uncertain: false };
}

const tooLongForOne: RequestProblem = {
	kind: 'failed',
	status: 'provider_error',
	code: 'too long',
	message: 'The provider refuses even a request with this number alone as too long.',
	mayPass: false,
	uncertain: false,
};
