/** One account's way to its provider: access token, primary and backup hosts, and what a broken exchange means. */

import type { Account, AccountFailure, AskOptions, Problem, Reply, TokenSource } from '../providers/provider';
import type { Carry, Conditions, Ending } from '../transport/wire';
import { problemOfEnding } from './endings';
import type { Hosts } from './hosts';

/** No host took the request. */
export interface Unreachable {
	kind: 'unreachable';
	code: string;
	/** Where it was not the provider but the source of its tokens that could not be reached; else null. */
	failure: AccountFailure | null;
}

export interface Exchanged {
	answers: Reply['answers'];
	/** Why numbers have no answer; null where all is well or where the user stopped the run. */
	problem: Problem | Unreachable | null;
	/** Requests or datagrams put on the wire. */
	sent: number;
	/** Of these, datagrams sent again while the first's answer was outstanding. */
	resent: number;
	stopped: boolean;
}

const noAnswers: Reply['answers'] = new Map();

export class Connection {
	constructor(
		private readonly account: Account,
		private readonly hosts: Hosts,
		private readonly tokens: TokenSource | null,
		private readonly carry: Carry,
		private readonly conditions: Conditions,
	) {}

	/** @returns the access token to ask with, empty where requests carry none; or why none can be had. */
	async token(): Promise<string | AccountFailure> {
		return this.tokens === null ? '' : await this.tokens.current();
	}

	/** Asks once: at the preferred host, at the others where no connection can be had, and again with a fresh token where the old one is refused. */
	async exchange(
		msisdns: readonly string[],
		options: AskOptions,
		currentToken: string | AccountFailure,
	): Promise<Exchanged> {
		const exchanged: Exchanged = {
			answers: noAnswers,
			problem: null,
			sent: 0,
			resent: 0,
			stopped: false,
		};
		let token = currentToken;
		let tokenIsFresh = false;
		const refusing = new Set<number>();
		for (;;) {
			if (typeof token !== 'string') return { ...exchanged, problem: withoutToken(token) };
			const hostIndex = this.hosts.next(refusing);
			if (hostIndex === null) return exchanged;
			const { request, reader } = this.account.enquire(msisdns, hostIndex, options, token);
			const ending = await this.carry(request, reader, this.conditions);
			exchanged.sent += ending.sent;
			exchanged.resent += Math.max(0, ending.sent - 1);
			if (ending.kind === 'unreachable') {
				this.hosts.note(hostIndex, 'refused');
				this.hosts.leave(hostIndex);
				exchanged.problem = { kind: 'unreachable', code: ending.code, failure: null };
				refusing.add(hostIndex);
				continue;
			}
			const reply = reader.end(ending.kind === 'complete');
			const heard = ending.kind === 'complete' || reply.answers.size > 0 || reply.problem !== null;
			if (heard || ending.sent > 0) this.hosts.note(hostIndex, heard ? 'heard' : 'unheard');
			if (failsHost(ending)) this.hosts.leave(hostIndex);
			exchanged.answers = reply.answers;
			exchanged.problem = reply.problem ?? problemOfEnding(ending);
			exchanged.stopped = ending.kind === 'stopped';
			if (exchanged.problem?.kind !== 'tokenRefused' || this.tokens === null || tokenIsFresh) return exchanged;
			token = await this.tokens.renew(token);
			tokenIsFresh = true;
		}
	}
}

/** @returns whether the next request had better go to another host. */
function failsHost({ kind }: Ending): boolean {
	return kind === 'lost' || kind === 'garbled' || kind === 'timeout';
}

/** Reaching nobody may pass; a refusal does not. */
function withoutToken(failure: AccountFailure): Problem | Unreachable {
	const { cause, code } = failure;
	return cause === 'unreachable' ? { kind: 'unreachable', code, failure } : { kind: 'account', failure };
}
