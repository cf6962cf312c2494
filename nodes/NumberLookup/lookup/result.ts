/** The public result: what workflows read. Names, meanings and order are the contract. */

import type { Status, Verdict } from '../reference/statuses';
import type { LineType } from '../reference/lineTypes';

/** Flat, so that sheets and CRM nodes can map it. Every key but `raw` is always there; null means not known. Codes are strings. */
export interface NumberResult {
	/** The number as given. */
	input: string | null;
	/** E.164 with `+`. */
	number: string | null;
	/** As people write it within its country. */
	nationalFormat: string | null;
	/** With `+` and spaces. */
	internationalFormat: string | null;
	/** ISO 3166-1 alpha-2 of the number. */
	country: string | null;
	/** What the status comes to, in one of four words. */
	verdict: Verdict;
	status: Status;
	/** One plain sentence a person can act on. */
	statusMessage: string;
	/** true: a live answer says that the handset is there. false: it is absent. */
	reachable: boolean | null;
	/** false: the network says that SMS cannot be delivered. Never true: no provider says so. */
	smsCapable: false | null;
	/** As the provider says, else by the numbering plan. */
	lineType: LineType | null;
	/** Serving network's Mobile Country Code, three digits. */
	mcc: string | null;
	/** Serving network's Mobile Network Code, two or three digits, leading zeros kept. */
	mnc: string | null;
	/** Serving network's name by MCC and MNC, the same whoever answered. */
	network: string | null;
	/** Serving network's country by MCC and MNC, alpha-2. */
	networkCountry: string | null;
	/** Whether the number has moved to another network than the one its range was given to. */
	ported: boolean | null;
	/** Whether the handset is in another network than its own. */
	roaming: boolean | null;
	roamingMcc: string | null;
	roamingMnc: string | null;
	/** Visited network's name by MCC and MNC. */
	roamingNetwork: string | null;
	/** Visited network's country by MCC and MNC, alpha-2. */
	roamingCountry: string | null;
	/** Calling code, digits, of where the handset is. */
	location: string | null;
	/** Alpha-2; null where several countries share the calling code. */
	locationCountry: string | null;
	/** Full IMSI. Personal data. */
	imsi: string | null;
	/** Serving MSC, digits. Personal data. */
	msc: string | null;
	/** false: the provider guessed from the number's prefix. true: any other answer. */
	reliable: boolean | null;
	lookupType: 'mnp' | 'hlr' | null;
	/** Id of the provider that answered, or of the last that failed to. */
	provider: string | null;
	/** The provider's own code word or number, unchanged. */
	providerCode: string | null;
	/** Requests or datagrams that carried this number, all providers together. */
	attempts: number;
	/** Whether the answer was paid for by an earlier execution. */
	cached: boolean;
	/** Index of the input item where this number stood first; null for the first. */
	duplicateOf: number | null;
	/** When the answer came: ISO 8601, UTC. */
	lookedUpAt: string | null;
	/** The provider's other fields under their own names. */
	details: Readonly<Record<string, string>>;
	/** The provider's answer as it came; only where it was asked for. null also for an answer out of the store. */
	raw?: string | null;
}
