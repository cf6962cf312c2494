/** The life of one request at any provider: counted, spoiled or refused or worked on, billed, answered. */

import type { Refusal } from './accounts';
import type { Fault } from './faults/fault';
import type { Endpoint } from './faults/faults';
import type { ProviderId } from './providerId';
import type { World } from './world';

/** Where requests of one kind arrive. `A` is an answer as the transport writes it; null stands for dropping the request. */
export interface Service<A> {
	provider: ProviderId;
	endpoint: Endpoint;
	/** Requests of one account at once, beyond which they are throttled. */
	requestsAtOnce: number;
	/** The answer to too much at once. */
	throttled: A | null;
	/** The answer to the faults `status` and `html`. */
	broken(fault: Extract<Fault, { kind: 'status' | 'html' }>): A | null;
}

/** A request as far as its protocol reads it, and the protocol's answers to it. */
export interface Inquiry<A> {
	/** The sign-in name. */
	account: string;
	/** Why the sign-in is refused, null where it is good. */
	refusal: Refusal | null;
	/** The numbers asked, as they came. */
	msisdns: readonly string[];
	answer(): A;
	refuse(refusal: Refusal): A | null;
	/** Ends all access tokens; only where requests carry one. */
	expireToken?(): A;
}

export interface Exchange<A> {
	/** null: the request is dropped, or with the fault `silence` kept for ever. */
	answer: A | null;
	fault: Fault | null;
	/** Bills what is worked on only while the answer is written. */
	bill(msisdn: string): void;
	/** From now on the request no longer counts as under way. May be called more than once. */
	leave: () => void;
}

/**
 * Takes a request in and bills what its answer was worked out for.
 * @param asReceived for the ledger.
 */
export function attend<A extends { bills: readonly string[] }>(
	world: World,
	service: Service<A>,
	inquiry: Inquiry<A>,
	asReceived: string,
): Exchange<A> {
	const { provider, endpoint } = service;
	const { ledger, faults } = world;
	const place = endpoint === 'token' ? enterForToken(world, provider) : enter(world, provider, inquiry, asReceived);
	const fault = faults.next(provider, endpoint, inquiry.msisdns);
	const limit = Math.min(service.requestsAtOnce, faults.throttleAbove[provider] ?? Infinity);
	const answer = answerTo(service, inquiry, fault, place.ofAccount > limit);
	if (answer !== null && answer === service.throttled) ledger.throttle(provider);
	const bill = (msisdn: string) => ledger.bill(provider, inquiry.account, msisdn);
	answer?.bills.forEach(bill);
	return { answer, fault, bill, leave: place.leave };
}

interface Place {
	/** The account's requests under way, this one included. */
	ofAccount: number;
	leave: () => void;
}

function enterForToken({ ledger }: World, provider: ProviderId): Place {
	ledger.of(provider).tokenRequests++;
	return { ofAccount: 0, leave: () => undefined };
}

function enter(world: World, provider: ProviderId, { account }: Inquiry<unknown>, asReceived: string): Place {
	const record = world.ledger.of(provider);
	const { ofProvider, ofAccount } = world.traffic.enter(provider, account);
	record.requests++;
	record.lastRequest = asReceived;
	record.peakConcurrentRequests = Math.max(record.peakConcurrentRequests, ofProvider);
	let present = true;
	const leave = () => {
		if (present) world.traffic.leave(provider, account);
		present = false;
	};
	return { ofAccount, leave };
}

function answerTo<A>(service: Service<A>, inquiry: Inquiry<A>, fault: Fault | null, tooMany: boolean): A | null {
	switch (fault?.kind) {
		case 'resetBeforeAnswer':
		case 'loseDatagram':
		case 'silence':
			return null;
		case 'status':
		case 'html':
			return service.broken(fault);
		case 'accountFailure':
			return inquiry.refuse(fault.refusal);
		default:
			break;
	}
	if (inquiry.refusal !== null) return inquiry.refuse(inquiry.refusal);
	if (fault?.kind === 'throttle' || tooMany) return service.throttled;
	if (fault?.kind === 'expireToken' && inquiry.expireToken) return inquiry.expireToken();
	return inquiry.answer();
}
