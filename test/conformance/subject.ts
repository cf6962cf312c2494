/** What the suite must know of a provider beforehand: its limits, and what the contract says of each of its outcomes. */

import type { AccountFailureCause } from '../../nodes/NumberLookup/providers/provider';
import type { Status } from '../../nodes/NumberLookup/reference/statuses';
import type { Refusal } from '../../simulator/accounts';
import type { CredentialData } from '../../simulator/credentials';
import type { ProviderId } from '../../simulator/providers';
import type { Simulator } from '../../simulator/simulator';

export interface ExpectedOutcome {
	/** Default `ok`. */
	status: Status;
	/** The `providerCode`; default the subject's `okCode`. */
	code: string;
	/** Lookups that the provider bills; default 1. */
	billed: number;
	/** Requests or datagrams that carry the number; default 1. */
	attempts: number;
}

/** By a number's last four digits; those not listed are answered like any other number. */
export type ExpectedOutcomes = Readonly<Record<string, Partial<ExpectedOutcome>>>;

export interface ExpectedRefusal {
	/** The cause that the account fails with when its sign-in is refused from the start. */
	atSignIn: AccountFailureCause;
	/** The same where a request is refused while others are answered; null where that fails only this request's numbers. */
	midway: AccountFailureCause | null;
}

/** One provider, in one of the ways to reach it. */
export interface Subject {
	/** Hosts of the account, all at the simulator; default 1. */
	hosts?: number;
	/** For the test report. */
	name: string;
	provider: ProviderId;
	/** Credential fields that differ from the simulator's own. */
	credential: CredentialData;
	transport: 'http' | 'tcp' | 'udp';
	numbersPerRequest: number;
	/** Requests at once. */
	concurrency: number;
	/** Whether `maxConcurrency` can never raise it. */
	hardConcurrency: boolean;
	/** The code of a served number (digits). */
	okCode(msisdn: string): string;
	outcomes: ExpectedOutcomes;
	/** What becomes of a landline. */
	landline: Status;
	refusals: Readonly<Record<Refusal, ExpectedRefusal>>;
	/** Called when the simulator runs. */
	prepare?(simulator: Simulator): void;
}
