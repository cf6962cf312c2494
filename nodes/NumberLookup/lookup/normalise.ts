/** Turns what became of a number into the public result, alike for every provider. Pure. */

import type { Answer } from '../providers/provider';
import { locate } from '../reference/countries';
import { networkOf } from '../reference/networks';
import { sentenceOf, type Status, verdictOf } from '../reference/statuses';
import { noNotes, type ParsedNumber } from './parsedNumber';
import type { NumberResult } from './result';

/** What a result tells of a number by itself. */
export type NumberFacts = Pick<
	ParsedNumber,
	'e164' | 'nationalFormat' | 'internationalFormat' | 'country' | 'lineType' | 'notes'
>;

/** What a row says of its number before anyone is asked. */
export interface RowFacts {
	/** The number as given. */
	input: string | null;
	/** null where the row holds none. */
	number: NumberFacts | null;
	/** Index of the item where the number stood first; null for the first. */
	duplicateOf: number | null;
}

/** How the lookup went. */
export interface LookupContext {
	/** Id of the provider that answered or failed; null where none was asked. */
	provider: string | null;
	/** Requests or datagrams that carried the number, all providers together. */
	attempts: number;
	/** ISO 8601, UTC; null where nobody was asked. */
	lookedUpAt: string | null;
	/** Whether an earlier execution paid for the answer. */
	cached: boolean;
	includeRaw: boolean;
}

/** Why there is no answer. */
export interface NoAnswer {
	status: Status;
	/** null: the status's standard sentence says enough. */
	message: string | null;
	/** The provider's or the system's own word, or null. */
	code: string | null;
}

/** @returns how the lookup went where there was none. */
export function nobodyAsked(includeRaw: boolean): LookupContext {
	return { provider: null, attempts: 0, lookedUpAt: null, cached: false, includeRaw };
}

/** @returns the result of a number that a provider answered for. */
export function resultOfAnswer(
	row: RowFacts & { number: NumberFacts },
	answer: Answer,
	context: LookupContext,
): NumberResult {
	const { status, message = null, providerCode } = answer;
	return compose(row, { status, message, code: providerCode }, answer, context);
}

/** @returns the result of a row that no provider answered for: not a number, not asked, or asked in vain. */
export function resultWithoutAnswer(row: RowFacts, why: NoAnswer, context: LookupContext): NumberResult {
	return compose(row, why, null, context);
}

/** @returns the result again, for another row that holds the same number and reads it alike. */
export function sameResultFor(
	result: NumberResult,
	{ input, duplicateOf }: Pick<RowFacts, 'input' | 'duplicateOf'>,
): NumberResult {
	return { ...result, input, duplicateOf };
}

/**
 * For a row that reads the number as another country's, as rows may under a shared calling code.
 * @returns what the result tells in its place.
 */
export function asReadIn(
	country: string | null,
	{ mcc, mnc, network, networkCountry }: Pick<NumberResult, 'mcc' | 'mnc' | 'network' | 'networkCountry'>,
): Pick<NumberResult, 'country' | 'network' | 'networkCountry'> {
	if (mcc === null) return { country, network, networkCountry: network === null ? networkCountry : country };
	const again = readCodes(mcc, mnc ?? undefined, country);
	return { country, network: again.name, networkCountry: again.country };
}

/** The one place that builds a result: its keys in the contract's order. */
function compose(
	{ input, number, duplicateOf }: RowFacts,
	{ status, message, code }: NoAnswer,
	answer: Answer | null,
	context: LookupContext,
): NumberResult {
	const network = servingNetwork(answer, number?.country ?? null);
	const location = answer?.location === undefined ? null : locate(answer.location);
	const visited = readCodes(answer?.roamingMcc, answer?.roamingMnc, location?.country ?? null);
	const result: NumberResult = {
		input,
		number: number?.e164 ?? null,
		nationalFormat: number?.nationalFormat ?? null,
		internationalFormat: number?.internationalFormat ?? null,
		country: number?.country ?? null,
		verdict: verdictOf(status),
		status,
		statusMessage: message ?? sentenceOf(status),
		reachable: isReachable(status, answer),
		smsCapable: status === 'teleservice_not_provisioned' || status === 'facility_not_supported' ? false : null,
		lineType: answer?.lineType ?? number?.lineType ?? null,
		mcc: network.mcc,
		mnc: network.mnc,
		network: network.name,
		networkCountry: network.country,
		ported: answer?.ported ?? null,
		roaming: answer?.roaming ?? null,
		roamingMcc: visited.mcc,
		roamingMnc: visited.mnc,
		roamingNetwork: visited.name,
		roamingCountry: visited.country,
		location: location?.callingCode ?? null,
		locationCountry: location?.country ?? null,
		imsi: answer?.imsi ?? null,
		msc: answer?.msc ?? null,
		reliable: answer === null ? null : status !== 'prefix_guess',
		lookupType: answer?.lookupType ?? null,
		provider: context.provider,
		providerCode: code,
		attempts: context.attempts,
		cached: context.cached,
		duplicateOf,
		lookedUpAt: context.lookedUpAt,
		details: detailsOf(answer, number),
	};
	if (context.includeRaw) result.raw = rawOf(answer);
	return result;
}

function detailsOf(answer: Answer | null, number: NumberFacts | null): Readonly<Record<string, string>> {
	const notes = number?.notes ?? noNotes;
	return notes === noNotes ? (answer?.details ?? {}) : { ...answer?.details, ...notes };
}

/** Of an earlier execution's answer, the provider's own words were not kept. */
function rawOf(answer: Answer | null): string | null {
	return answer === null || answer.raw === '' ? null : answer.raw;
}

function isReachable(status: Status, answer: Answer | null): boolean | null {
	if (status === 'absent_subscriber') return false;
	return answer?.reachable === true ? true : null;
}

interface NetworkFacts {
	mcc: string | null;
	mnc: string | null;
	name: string | null;
	country: string | null;
}

function servingNetwork(answer: Answer | null, country: string | null): NetworkFacts {
	const { mcc, mnc, carrier } = answer ?? {};
	if (mcc !== undefined || carrier === undefined) return readCodes(mcc, mnc, country);
	return { mcc: null, mnc: null, name: carrier, country };
}

function readCodes(mcc: string | undefined, mnc: string | undefined, preferredCountry: string | null): NetworkFacts {
	const network = mcc === undefined ? null : networkOf(mcc, mnc ?? '', preferredCountry);
	return { mcc: mcc ?? null, mnc: mnc ?? null, name: network?.name ?? null, country: network?.country ?? null };
}
