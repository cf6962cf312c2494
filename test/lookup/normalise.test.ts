import {
	type LookupContext,
	resultOfAnswer,
	resultWithoutAnswer,
	sameResultFor,
} from '../../nodes/NumberLookup/lookup/normalise';
import { landlineAware } from '../../nodes/NumberLookup/lookup/landline';
import { readNumber } from '../../nodes/NumberLookup/lookup/number';
import type { NumberResult } from '../../nodes/NumberLookup/lookup/result';
import type { Answer } from '../../nodes/NumberLookup/providers/provider';
import { sentenceOf, type Status, verdictOf } from '../../nodes/NumberLookup/reference/statuses';

const keysInOrder = [
	...['input', 'number', 'nationalFormat', 'internationalFormat', 'country', 'verdict', 'status', 'statusMessage'],
	...['reachable', 'smsCapable', 'lineType', 'mcc', 'mnc', 'network', 'networkCountry', 'ported'],
	...['roaming', 'roamingMcc', 'roamingMnc', 'roamingNetwork', 'roamingCountry', 'location', 'locationCountry'],
	...['imsi', 'msc', 'reliable', 'lookupType', 'provider', 'providerCode', 'attempts', 'cached', 'duplicateOf'],
	...['lookedUpAt', 'details'],
];

/** The compiler sees to it that none is missing. */
const everyStatus = {
	ok: 'ok',
	prefix_guess: 'prefix_guess',
	unknown_subscriber: 'unknown_subscriber',
	illegal_subscriber: 'illegal_subscriber',
	invalid_number: 'invalid_number',
	absent_subscriber: 'absent_subscriber',
	call_barred: 'call_barred',
	teleservice_not_provisioned: 'teleservice_not_provisioned',
	facility_not_supported: 'facility_not_supported',
	not_mobile: 'not_mobile',
	unidentified_subscriber: 'unidentified_subscriber',
	no_information: 'no_information',
	network_failure: 'network_failure',
	no_response: 'no_response',
	unexpected_data: 'unexpected_data',
	not_permitted: 'not_permitted',
	throttled: 'throttled',
	provider_error: 'provider_error',
	plausible: 'plausible',
	not_looked_up: 'not_looked_up',
} satisfies { [Name in Status]: Name };
const statuses = Object.values(everyStatus);

const context: LookupContext = {
	provider: 'sinch',
	attempts: 1,
	lookedUpAt: '2026-01-02T03:04:05.000Z',
	cached: false,
	includeRaw: false,
};

function rowOf(text: string) {
	const reading = readNumber(text, null);
	if (!reading.ok) throw new Error(reading.reason);
	return { input: text, number: reading.number.facts(), duplicateOf: null };
}

function answered(number: string, answer: Partial<Answer>, changes: Partial<LookupContext> = {}): NumberResult {
	const whole: Answer = { status: 'ok', providerCode: 'OK', details: {}, raw: 'as it came', ...answer };
	const row = rowOf(number);
	return resultOfAnswer(row, landlineAware(row.number, whole), { ...context, ...changes });
}

const mobile = '+447788450450';
const landline = '+442079460000';

describe('a result', () => {
	it.each(statuses)('has every key in the order of the documentation: %s', (status) => {
		expect(Object.keys(answered(mobile, { status }))).toEqual(keysInOrder);
		expect(Object.keys(resultWithoutAnswer(rowOf(mobile), { status, message: null, code: null }, context))).toEqual(
			keysInOrder,
		);
	});

	it('has no undefined value', () => {
		const empty = resultWithoutAnswer(
			{ input: null, number: null, duplicateOf: null },
			{ status: 'invalid_number', message: null, code: null },
			{ ...context, provider: null, lookedUpAt: null },
		);
		for (const result of [empty, answered(mobile, {})]) expect(Object.values(result)).not.toContain(undefined);
	});

	it.each(statuses)('has the verdict and, without a message of its own, the sentence of its status: %s', (status) => {
		const result = answered(mobile, { status });
		expect(result).toMatchObject({ status, verdict: verdictOf(status), statusMessage: sentenceOf(status) });
		expect(answered(mobile, { status, message: 'More.' }).statusMessage).toBe('More.');
	});

	it('of an answer tells all that the provider told', () => {
		const details = { cn: 'EE-TM-23430', tadig: 'GBRME' };
		const answer = {
			mcc: '234',
			mnc: '30',
			ported: true,
			imsi: '234301234567890',
			lookupType: 'hlr',
			details,
		} as const;
		expect(answered(mobile, answer)).toEqual({
			input: mobile,
			number: mobile,
			nationalFormat: '07788 450450',
			internationalFormat: '+44 7788 450450',
			country: 'GB',
			verdict: 'valid',
			status: 'ok',
			statusMessage: 'A network serves this number.',
			reachable: null,
			smsCapable: null,
			lineType: 'mobile',
			mcc: '234',
			mnc: '30',
			network: 'EE',
			networkCountry: 'GB',
			ported: true,
			roaming: null,
			roamingMcc: null,
			roamingMnc: null,
			roamingNetwork: null,
			roamingCountry: null,
			location: null,
			locationCountry: null,
			imsi: '234301234567890',
			msc: null,
			reliable: true,
			lookupType: 'hlr',
			provider: 'sinch',
			providerCode: 'OK',
			attempts: 1,
			cached: false,
			duplicateOf: null,
			lookedUpAt: '2026-01-02T03:04:05.000Z',
			details,
		});
	});

	it('of an answer that was kept says so, and keeps the count of its requests', () => {
		expect(answered(mobile, {}, { cached: true, attempts: 3 })).toMatchObject({ cached: true, attempts: 3 });
	});

	it('has the provider’s words only where they are asked for', () => {
		expect(answered(mobile, {}, { includeRaw: true }).raw).toBe('as it came');
		expect(answered(mobile, {})).not.toHaveProperty('raw');
		const unanswered = { status: 'no_response', message: null, code: null } as const;
		expect(resultWithoutAnswer(rowOf(mobile), unanswered, { ...context, includeRaw: true }).raw).toBeNull();
	});
});

describe('a landline', () => {
	it('that an HLR does not know is not invalid', () => {
		expect(
			answered(landline, { status: 'unknown_subscriber', message: 'Unknown.', providerCode: 'ERR1' }),
		).toMatchObject({
			status: 'not_mobile',
			verdict: 'unknown',
			statusMessage: sentenceOf('not_mobile'),
			lineType: 'fixed',
			providerCode: 'ERR1',
		});
	});

	it('by the provider’s word is one, whatever the numbering plan says', () => {
		const result = answered(mobile, { status: 'unknown_subscriber', lineType: 'fixed' });
		expect(result).toMatchObject({ status: 'not_mobile', verdict: 'unknown', lineType: 'fixed' });
		expect(result.statusMessage).toContain('The provider says');
	});

	it.each(['+442079460000', '+4930901820', '+3227654321', '+498001234567', '+449012345678', '+80012345678'])(
		'or another line that is no mobile one is never invalid for being unknown: %s',
		(number) => {
			expect(answered(number, { status: 'unknown_subscriber' }).verdict).toBe('unknown');
		},
	);

	it.each([mobile, '+14155552671', '+4512345678'])('is not what %s is: it can be mobile', (number) => {
		expect(answered(number, { status: 'unknown_subscriber' })).toMatchObject({
			status: 'unknown_subscriber',
			verdict: 'invalid',
		});
	});

	it('that a network serves is valid', () => {
		expect(answered(landline, { status: 'ok' })).toMatchObject({ status: 'ok', verdict: 'valid', lineType: 'fixed' });
	});
});

describe('the line type', () => {
	it('is the provider’s where it tells one, else the numbering plan’s', () => {
		expect(answered('+14155552671', { lineType: 'mobile' }).lineType).toBe('mobile');
		expect(answered('+14155552671', {}).lineType).toBe('fixed_or_mobile');
		expect(answered('+15551234567', {}).lineType).toBeNull();
	});
});

describe('whether the handset can be reached', () => {
	it.each<[Partial<Answer>, boolean | null]>([
		[{ status: 'ok' }, null],
		[{ status: 'ok', reachable: true }, true],
		[{ status: 'absent_subscriber' }, false],
		[{ status: 'absent_subscriber', reachable: false }, false],
		[{ status: 'unknown_subscriber' }, null],
		[{ status: 'call_barred' }, null],
	])('after %j is %p', (answer, reachable) => {
		expect(answered(mobile, answer).reachable).toBe(reachable);
	});

	it.each(statuses)('by SMS is false only where the network said so: %s', (status) => {
		const refused = ['teleservice_not_provisioned', 'facility_not_supported'].includes(status);
		expect(answered(mobile, { status }).smsCapable).toBe(refused ? false : null);
	});
});

describe('the network', () => {
	it('keeps the leading zeros of its MNC', () => {
		expect(answered('+41787078880', { mcc: '228', mnc: '03' })).toMatchObject({
			mcc: '228',
			mnc: '03',
			network: 'Salt',
			networkCountry: 'CH',
		});
	});

	it.each([
		['+17872345678', 'PR'],
		['+13402341234', 'VI'],
		['+14155552671', 'US'],
	])('of %s, whose code serves several countries, is in the number’s: %s', (number, country) => {
		expect(answered(number, { mcc: '310', mnc: '260' }).networkCountry).toBe(country);
	});

	it('never has the name that only the provider uses', () => {
		expect(answered(mobile, { mcc: '234', mnc: '99', details: { cn: 'New-Co' } })).toMatchObject({
			network: null,
			networkCountry: 'GB',
			details: { cn: 'New-Co' },
		});
	});

	it('without an MCC has the carrier’s name, in the number’s country', () => {
		expect(answered(landline, { carrier: 'BT', lineType: 'voip' })).toMatchObject({
			mcc: null,
			network: 'BT',
			networkCountry: 'GB',
			lineType: 'voip',
		});
		expect(answered(mobile, { mcc: '234', mnc: '15', carrier: 'VDF' }).network).toBe('Vodafone UK');
	});

	it('that is a guess is kept, and called unreliable', () => {
		expect(answered(mobile, { status: 'prefix_guess', mcc: '234', mnc: '15' })).toMatchObject({
			verdict: 'unknown',
			network: 'Vodafone UK',
			reliable: false,
		});
	});
});

describe('where the handset is', () => {
	it.each([
		['46', '46', 'SE'],
		['4540150048', '45', 'DK'],
		['44', '44', null],
		['1', '1', null],
		['999', null, null],
	])('by the location %s is calling code %s, country %s', (told, location, locationCountry) => {
		expect(answered(mobile, { location: told })).toMatchObject({ location, locationCountry });
	});

	it.each([true, false, undefined])('tells roaming only by the provider’s word: %s', (roaming) => {
		expect(answered('+46708100100', { mcc: '240', mnc: '08', location: '45', roaming }).roaming).toBe(roaming ?? null);
	});

	it('is told by the visited network, too', () => {
		expect(
			answered(mobile, { mcc: '234', mnc: '30', roaming: true, roamingMcc: '310', roamingMnc: '260' }),
		).toMatchObject({
			roaming: true,
			roamingMcc: '310',
			roamingMnc: '260',
			roamingNetwork: 'T-Mobile',
			roamingCountry: 'US',
			networkCountry: 'GB',
		});
	});

	it.each([
		['596', 'MQ'],
		// Shared by GP, BL and MF, which all have that network.
		['590', null],
		['46', null],
		[undefined, null],
	])('decides between the countries of a visited network: by the location %s it is %s', (location, roamingCountry) => {
		const answer = { mcc: '208', mnc: '01', roaming: true, roamingMcc: '340', roamingMnc: '01', location };
		expect(answered('+33612345678', answer).roamingCountry).toBe(roamingCountry);
	});

	it('keeps the serving MSC', () => {
		expect(answered(mobile, { msc: '447785014185', location: '447785014185' })).toMatchObject({
			msc: '447785014185',
			location: '44',
		});
	});
});

describe('a row without an answer', () => {
	it('that is no number keeps what was given', () => {
		const why = { status: 'invalid_number', message: 'Has no digits of a phone number.', code: null } as const;
		const nobody = { ...context, provider: null, attempts: 0, lookedUpAt: null };
		expect(resultWithoutAnswer({ input: 'none', number: null, duplicateOf: null }, why, nobody)).toMatchObject({
			input: 'none',
			number: null,
			country: null,
			verdict: 'invalid',
			statusMessage: 'Has no digits of a phone number.',
			lineType: null,
			reliable: null,
			provider: null,
			attempts: 0,
			lookedUpAt: null,
			details: {},
		});
	});

	it('that was asked in vain says whom, how often and what came', () => {
		const why = { status: 'throttled', message: null, code: 'REQUEST_THROTTLED' } as const;
		expect(resultWithoutAnswer(rowOf(mobile), why, { ...context, attempts: 3 })).toMatchObject({
			number: mobile,
			country: 'GB',
			lineType: 'mobile',
			verdict: 'unknown',
			statusMessage: sentenceOf('throttled'),
			network: null,
			reliable: null,
			provider: 'sinch',
			providerCode: 'REQUEST_THROTTLED',
			attempts: 3,
		});
	});
});

describe('another row with the same number', () => {
	it('has the same result, but what was given there and where the number stood first', () => {
		const first = answered(mobile, { mcc: '234', mnc: '15' }, { attempts: 2, includeRaw: true });
		const again = sameResultFor(first, { input: '07788 450450', duplicateOf: 4 });
		expect(again).toEqual({ ...first, input: '07788 450450', duplicateOf: 4 });
		expect(Object.keys(again)).toEqual([...keysInOrder, 'raw']);
		expect(first).toMatchObject({ input: mobile, duplicateOf: null });
	});
});
