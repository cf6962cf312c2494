/** What may come together in one run of the node: items, settings, and what goes wrong meanwhile. For fast-check. */

import fc from 'fast-check';
import type { INode } from 'n8n-workflow';

import { refusals } from '../../simulator/accounts';
import type { Fault } from '../../simulator/faults/fault';
import { providerIds, type ProviderId } from '../../simulator/providers';

export interface Scenario {
	/** Who fails as `faults`, `throttleAbove` and `offLineMs` say. */
	provider: ProviderId;
	/** Who is asked next about what stayed unanswered; null: nobody. */
	nextProvider: ProviderId | null;
	askNextOnUnknown: boolean;
	/** LINK direct alone: the socket. */
	transport: 'tcp' | 'udp';
	/** What the items hold, each in its field `phone`. */
	cells: readonly string[];
	maxConcurrency: number;
	batchSize: number;
	maxRetries: number;
	maxLookups: number;
	retryUncertain: boolean;
	routeByVerdict: boolean;
	includeRaw: boolean;
	skipNonMobile: boolean;
	onError: NonNullable<INode['onError']>;
	retryOnFail: boolean;
	faults: ReadonlyArray<Fault & { after: number; times: number }>;
	/** Share of datagrams that the network loses. */
	lossRate: number;
	/** Requests of the account at once, beyond which the provider throttles; 0 for none. */
	throttleAbove: number;
	/** How long the provider's host is off line from the start, in milliseconds; null where it never is. */
	offLineMs: number | null;
	/** When the user stops the run; null where nobody does. */
	stopAfterMs: number | null;
}

/** The numbers of a list. */
export interface Numbers {
	/** Swedish, of eleven digits, without an outcome of their own at the simulator. */
	mobiles: readonly string[];
	/** Of Stockholm; the simulator's networks know nothing of it. */
	landline: string;
}

/** Few, so that lists repeat them. */
const fewNumbers: Numbers = {
	mobiles: ['+46701230001', '+46701230002', '+46701230003', '+46701230004', '+46701230005', '+46701230006'],
	landline: '+46812349047',
};

/** All of them shorter than the numbers. In a cell with others it makes a row of its own, for it is written like one. */
const likeANumber = '+999 123456';
const malformed = ['', 'hello', '12', '++'];

function cellOf({ mobiles, landline }: Numbers): fc.Arbitrary<string> {
	const written = mobiles.slice(0, 1).map((mobile) => mobile.replace(/^\+(..)(..)(...)(..)/, '00$1 $2 $3 $4 '));
	const numbers = [...mobiles, ...mobiles, landline, ...written, likeANumber];
	const numberText = fc.constantFrom(...numbers);
	return fc.oneof(
		{ weight: 5, arbitrary: fc.constantFrom(...numbers, ...malformed) },
		{ weight: 1, arbitrary: fc.array(numberText, { minLength: 2, maxLength: 3 }).map((texts) => texts.join(', ')) },
	);
}

const fault: fc.Arbitrary<Fault> = fc.oneof(
	fc.constantFrom<Fault>(
		{ kind: 'resetBeforeAnswer' },
		{ kind: 'loseAnswer' },
		{ kind: 'loseDatagram' },
		{ kind: 'throttle' },
		{ kind: 'expireToken' },
		{ kind: 'doubleAnswer' },
		{ kind: 'foreignDatagram', from: 'otherNumber' },
		{ kind: 'foreignDatagram', from: 'otherPort' },
		{ kind: 'html' },
		{ kind: 'silence' },
		{ kind: 'splitAnswer' },
		{ kind: 'status', status: 500 },
		{ kind: 'status', status: 502 },
		{ kind: 'status', status: 429, retryAfter: 0 },
		{ kind: 'status', status: 302 },
	),
	fc.integer({ min: -40, max: 200 }).map((afterBytes): Fault => ({ kind: 'resetAfterProcessing', afterBytes })),
	fc.integer({ min: 1, max: 80 }).map((delayMs): Fault => ({ kind: 'delayMs', delayMs })),
	fc
		.record({ afterLines: fc.nat(4), withinLine: fc.boolean() })
		.map((where): Fault => ({ kind: 'cutBatch', ...where })),
	fc.constantFrom(...refusals).map((refusal): Fault => ({ kind: 'accountFailure', refusal })),
);

/** @param weight how often there is none for each time there is one. */
const rarely = <T>(arbitrary: fc.Arbitrary<T>, none: T, weight = 4): fc.Arbitrary<T> =>
	fc.oneof({ weight, arbitrary: fc.constant(none) }, { weight: 1, arbitrary });

/** @param mostCells longest list. */
export function scenarioOf(numbers: Numbers, mostCells: number): fc.Arbitrary<Scenario> {
	return fc.record({
		...circumstances,
		cells: fc.array(cellOf(numbers), { minLength: 1, maxLength: mostCells, size: 'max' }),
	});
}

const circumstances = {
	provider: fc.constantFrom(...providerIds),
	nextProvider: rarely<ProviderId | null>(fc.constantFrom(...providerIds), null, 3),
	askNextOnUnknown: fc.boolean(),
	transport: fc.constantFrom<Scenario['transport'][]>('tcp', 'udp'),
	maxConcurrency: fc.constantFrom(0, 1, 2, 20),
	batchSize: fc.constantFrom(0, 1, 3),
	maxRetries: fc.constantFrom(0, 1, 1, 2),
	maxLookups: fc.constantFrom(0, 0, 0, 3),
	retryUncertain: fc.boolean(),
	routeByVerdict: fc.boolean(),
	includeRaw: fc.boolean(),
	skipNonMobile: fc.boolean(),
	onError: fc.constantFrom<Scenario['onError'][]>('stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'),
	retryOnFail: fc.boolean(),
	faults: fc.array(
		fc.tuple(fault, fc.nat(4), fc.constantFrom(1, 1, 2, Infinity)).map(([kind, after, times]) => ({
			...kind,
			after,
			times,
		})),
		{ maxLength: 3 },
	),
	lossRate: rarely(fc.constantFrom(0.05, 0.4), 0),
	throttleAbove: rarely(fc.constantFrom(1, 3), 0),
	offLineMs: rarely<number | null>(fc.constantFrom(0, 100, 60_000), null, 8),
	stopAfterMs: rarely<number | null>(fc.nat(120), null),
};

/** @returns who may be asked, in order, each once. */
export function providersOf({ provider, nextProvider }: Scenario): ProviderId[] {
	return nextProvider === null || nextProvider === provider ? [provider] : [provider, nextProvider];
}

export const scenario = scenarioOf(fewNumbers, 12);

const digitsOfNumber = 11;

/** @returns the MSISDN of each row that a cell of `scenario` makes, null for a text that is no number. */
export function msisdnsIn(text: string): Array<string | null> {
	const written = text.split(', ').filter((part) => part !== '');
	return (written.length === 0 ? [''] : written).map((part) => {
		const digits = part.replace(/\D/g, '').replace(/^00/, '');
		return digits.length === digitsOfNumber ? digits : null;
	});
}

export function isLandline(number: unknown): boolean {
	return typeof number === 'string' && number.startsWith('+468');
}
