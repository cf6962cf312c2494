import { outcomes, outcomeOf } from '../../simulator/outcomes/outcomes';
import { linkOutcomes } from '../../simulator/protocols/link/outcomes';
import { type ProviderId, providerIds, providers } from '../../simulator/providers';
import { outcomeTable } from '../../simulator/outcomes/outcomeTable';
import { mscOf, subscriberOf } from '../../simulator/subscribers/subscribers';

/** What the table says, without its marks of code. */
const answersOf = (id: ProviderId) => Object.values(providers[id].cells).map((cell) => cell.replaceAll('`', ''));

describe('the magic numbers', () => {
	it.each(providerIds)('mean something wherever %s answers one', (id) => {
		const known = outcomes.map(({ suffix }) => suffix);
		expect(known).toEqual(expect.arrayContaining(Object.keys(providers[id].cells)));
	});

	it('are told apart by four digits, each of them once', () => {
		const suffixes = outcomes.map(({ suffix }) => suffix);
		expect(new Set(suffixes).size).toBe(suffixes.length);
		for (const suffix of suffixes) expect(suffix).toMatch(/^9[01]\d\d$/);
	});

	it('cover every result of the Sinch document but throttling, which is a fault', () => {
		const results = answersOf('sinch').map((answer) => answer.replace(/^result=/, '').split(';')[0]);
		expect(results).toEqual(
			expect.arrayContaining([
				...['OK', 'DATA_MISSING', 'UNKNOWN_SUBSCRIBER', 'CALL_BARRED', 'ABSENT_SUBSCRIBER_SM', 'UNEXPECTED_DATA_VALUE'],
				...['SYSTEM_FAILURE', 'FACILITY_NOT_SUPPORTED', 'TELE_SERVICE_NOT_PROVISIONED', 'HLR_REJECT', 'HLR_ABORT'],
				...['HLR_LOCAL_CANCEL', 'TIMEOUT', 'IMSI_LOOKUP_BLOCKED', 'Mandatory parameter msisdn not found'],
				...['MSISDN range is not accepted', 'msisdn is invalid'],
			]),
		);
		expect(outcomeOf('46708109075')?.spoils.sinch).toEqual({ fault: { kind: 'throttle' }, times: Infinity });
	});

	it('cover every error of the NPL document', () => {
		const codes = answersOf('comcetera');
		expect(codes).toEqual(expect.arrayContaining(['ERR1', 'ERR29', 'ERR21', 'ERR11', 'ERR13', 'ERR36']));
		expect(codes).toEqual(expect.arrayContaining(['FAIL No numbers specified', 'FAIL Request too long']));
	});

	it('cover every code of the LINK document and those that GSM MAP adds', () => {
		const codes = Object.values(linkOutcomes).flatMap(({ e }) => e ?? []);
		const documented = ['01', '05', '09', '1B', 'F0', 'F1', 'F2', 'F3'];
		expect(codes).toEqual(expect.arrayContaining([...documented, '06', '0B', '0D', '15', '22', '23', '24']));
	});

	it('cover every code of the HORISEN document, the refusals of accounts apart', () => {
		const codes = answersOf('horisen').map((answer) => answer.slice(-3));
		expect(codes).toEqual(expect.arrayContaining(['000', '101', '110', '111', '112', '140', '141', '151']));
	});

	it.each([
		['46708109027', '9027'],
		['90009101', '9101'],
		['46708100100', undefined],
		['9027001', undefined],
	])('%s ends as %s', (msisdn, suffix) => expect(outcomeOf(msisdn)?.suffix).toBe(suffix));
});

describe('the table of magic numbers', () => {
	it('is Markdown, as wide in every row, with a row for each', () => {
		const lines = outcomeTable().trimEnd().split('\n');
		expect(lines).toHaveLength(outcomes.length + 2);
		expect(lines[1]).toMatch(/^\| -+ (\| -+ )+\|$/);
		expect(new Set(lines.map((line) => line.length)).size).toBe(1);
		const [, ...cells] =
			lines
				.find((line) => line.startsWith('| 9027 '))
				?.split('|')
				.map((cell) => cell.trim()) ?? [];
		const told = ['absent subscriber', '`result=ABSENT_SUBSCRIBER_SM`', '`ERR29`', '`e=1B`'];
		expect(cells).toEqual(expect.arrayContaining(told));
	});
});

describe('a subscriber', () => {
	it.each([
		['46708100101', 'mobile', 'SE', '46', '240'],
		['447700100001', 'mobile', 'GB', '44', '234'],
		['12125550100', 'mobile', 'US', '1', /^31[01]$/],
		['15145550100', 'mobile', 'CA', '1', '302'],
		['77011234567', 'mobile', 'KZ', '7', '401'],
		['441214960123', 'fixed', 'GB', '44', '234'],
		['819012345678', 'mobile', 'JP', '81', /^44[01]$/],
		['99912345678', 'unknown', '', '', '001'],
	])('behind %s is %s in %s', (msisdn, kind, country, callingCode, mcc) => {
		const subscriber = subscriberOf(msisdn);
		expect(subscriber).toMatchObject({ kind, country, callingCode });
		expect(subscriber.network.mcc).toMatch(mcc);
		expect(subscriber.imsi).toMatch(new RegExp(`^${subscriber.network.mcc}${subscriber.network.mnc}\\d+$`));
		expect(subscriber.imsi).toHaveLength(15);
	});

	it('is the same every time, and neighbours differ', () => {
		const neighbours = Array.from({ length: 100 }, (_, index) => String(46708100200 + index));
		const networks = neighbours.map((msisdn) => subscriberOf(msisdn).network.mnc);
		expect(neighbours.map((msisdn) => subscriberOf(msisdn).network.mnc)).toEqual(networks);
		expect(new Set(networks).size).toBeGreaterThan(2);
		expect(new Set(neighbours.map((msisdn) => subscriberOf(msisdn).ported))).toEqual(new Set([true, false]));
	});

	it('is served by an MSC of the network', () => {
		const { msc, network } = subscriberOf('46708100101');
		expect(msc).toBe(mscOf('46', network));
	});
});
