/**
 * The provider interface: all that the engine knows of a provider. Above it, the engine plans, limits and retries without
 * knowing any provider by name; below it, each provider folder turns numbers into requests and bytes into answers.
 */

import type { LineType } from '../reference/lineTypes';
import type { Status } from '../reference/statuses';
import type { ByteReader, WireRequest } from '../transport/wire';

export type LookupType = 'auto' | 'mnp' | 'hlr';

/** What the editor shows of a provider; plain data, so that the description loads without the protocol's code. */
export interface ProviderFacts {
	/** Public: the value of the node's `provider` parameter. */
	id: string;
	displayName: string;
	/** One sentence for the editor's list. */
	description: string;
	credentialType: string;
	/** Parameters and options that only some providers understand, by their public names. */
	understands: ReadonlyArray<'lookupType' | 'bypassProviderCache' | 'referenceId'>;
}

/** Per-lookup wishes; a provider ignores what it does not understand. */
export interface AskOptions {
	lookupType: LookupType;
	bypassProviderCache: boolean;
	referenceId: string;
}

/** What a provider said of one number, before it is normalised. Absent fields mean "not told". */
export interface Answer {
	status: Status;
	/** The provider's own code word or number, unchanged (`OK`, `ERR1`, `F0`, `000`). */
	providerCode: string;
	/** Replaces the status's standard sentence where the provider tells more. */
	message?: string;
	mcc?: string;
	mnc?: string;
	ported?: boolean;
	roaming?: boolean;
	roamingMcc?: string;
	roamingMnc?: string;
	/** Calling code or global title (digits) of where the handset is. */
	location?: string;
	/** Full IMSI only, never the MCC+MNC stub. */
	imsi?: string;
	/** Serving MSC, digits. */
	msc?: string;
	lineType?: LineType;
	/** The serving carrier's name as the provider says it; only where it tells no MCC, as of landlines and in North America. */
	carrier?: string;
	/** Whether the provider says that it bills this answer; absent where it does not say. */
	billed?: boolean;
	/** Only from a live answer: true, the handset is there; false, it is not. */
	reachable?: boolean;
	lookupType?: 'mnp' | 'hlr';
	/** The provider's other fields under their own names, without empty ones. */
	details: Readonly<Record<string, string>>;
	/** The provider's answer for this number as it came. */
	raw: string;
}

export type AccountFailureCause =
	| 'wrong_password'
	| 'address_not_allowed'
	| 'no_credit'
	| 'account_locked'
	| 'token_refused'
	/** Refused, and the provider does not say why. */
	| 'refused'
	| 'unreachable'
	/** n8n's SSRF settings forbid the address. */
	| 'forbidden_address'
	/** What other processes ask of the account at the same time cannot be found out. */
	| 'limits_unknown'
	/** A credential is missing or one of its fields cannot be used. */
	| 'misconfigured';

/** Why an account cannot be used at all: asking further numbers is pointless. The one type for it, everywhere. */
export interface AccountFailure {
	cause: AccountFailureCause;
	/** The provider's or the system's own word, such as `FAIL Invalid password` or `ECONNREFUSED`; never a secret. */
	code: string;
	/** What happened and what to do, one or two sentences for the user, not naming the credential (the node does). */
	message: string;
}

/** Why some numbers of a request have no answer. */
export type Problem =
	| { kind: 'account'; failure: AccountFailure }
	/** The access token was refused; a new one may help. */
	| { kind: 'tokenRefused'; code: string; message: string }
	/** The request holds too many numbers (`FAIL Request too long`). */
	| { kind: 'tooLong'; code: string }
	/** Too much at once; may pass. */
	| { kind: 'throttled'; code: string; retryAfterMs: number | null }
	| {
			kind: 'failed';
			status: 'no_response' | 'provider_error' | 'unexpected_data';
			code: string;
			message: string;
			/** Whether asking again may help. */
			mayPass: boolean;
			/** Whether the provider may have worked on the request without our getting the answer, so that asking again may be billed twice. */
			uncertain: boolean;
	  };

/** All that one exchange brought: answers by MSISDN as asked (digits, no `+`), and why the others have none. */
export interface Reply {
	answers: ReadonlyMap<string, Answer>;
	problem: Problem | null;
}

export interface ReplyReader extends ByteReader {
	/**
	 * Called once, when no more bytes will come.
	 * @param complete false where the exchange broke: answers read in full still count; a problem may be left null, because
	 *   the engine knows how it broke.
	 */
	end(complete: boolean): Reply;
}

/** One request to one host and the reader for its reply. */
export interface Enquiry {
	request: WireRequest;
	reader: ReplyReader;
}

/** What a credential test saw. */
export type ProbeFinding =
	| { kind: 'accepted'; message: string }
	/** It answered, but in a way that does not prove that the account was accepted. */
	| { kind: 'unverified'; message: string }
	| { kind: 'failed'; failure: AccountFailure };

/** A source of access tokens; only for providers whose requests carry one. Never rejects. */
export interface TokenSource {
	/** @returns the token to use now; fetches one where there is none or it is about to end. */
	current(): Promise<string | AccountFailure>;
	/** @returns a token other than the refused one. Simultaneous calls for the same refused token share one fetch. */
	renew(refused: string): Promise<string | AccountFailure>;
}

/** A credential, read and checked: all that is needed to ask. */
export interface Account {
	/**
	 * The sign-in name; with the provider's id it is the account, whatever the endpoint or the credential's name. Stores show it, so
	 * it is never a secret: where a provider knows a key alone, it is `nameOfKey()` of that.
	 */
	signInName: string;
	/**
	 * What else of the credential and the wishes decides what an answer holds: answers had with one are not used with another.
	 * Absent where there is nothing.
	 */
	answerVariant?: (options: AskOptions) => string;
	/** Stands for the hosts asked and the secrets: only what came from the same may be used again. Never tells a secret. */
	answerSource: string;
	numbersPerRequest: number;
	/** Requests at once. */
	concurrency: number;
	/** Requests that may begin in a second; absent where no such limit is known. */
	requestsPerSecond?: number;
	/** true: the concurrency is the provider's rule and never exceeded; false: `maxConcurrency` may raise it. */
	hardConcurrency: boolean;
	/** The provider's own time-out (contract, `options.timeout`). */
	timeoutMs: number;
	/** Hosts to alternate between, the preferred first; each as shown to users (`host:port`). At least one. */
	hosts: readonly [string, ...string[]];
	usesToken: boolean;
	/**
	 * Builds one request.
	 * @param msisdns E.164 without `+`; at most `numbersPerRequest`.
	 * @param hostIndex which of `hosts`.
	 * @param token the access token where `usesToken`, else empty.
	 */
	enquire(msisdns: readonly string[], hostIndex: number, options: AskOptions, token: string): Enquiry;
	/** The request of the credential test: costs no lookup. */
	probe(hostIndex: number, token: string): Enquiry;
	/** Judges the probe's reply. Called only when the exchange completed. */
	judgeProbe(reply: Reply): ProbeFinding;
}

/** A credential field that cannot be used. */
export interface CredentialProblem {
	/** The field's display name. */
	field: string;
	/** What is wrong and what to write, without the field's value where it is secret. */
	message: string;
}

export type Opened = { account: Account; problem: null } | { account: null; problem: CredentialProblem };

/** One provider's protocol. */
export interface Provider {
	facts: ProviderFacts;
	/** Checks a credential as n8n stores it and binds it to the protocol. Never throws. */
	open(credential: Readonly<Record<string, unknown>>): Opened;
}
