import { readNumberLine } from '../../../nodes/NumberLookup/providers/comcetera/line';

const live = { lookupType: 'hlr' };

describe('a number’s line', () => {
	it.each([
		[
			'447788450450 23415,447785014185,234158341040126',
			{
				...live,
				status: 'ok',
				providerCode: '23415',
				mcc: '234',
				mnc: '15',
				msc: '447785014185',
				location: '447785014185',
				imsi: '234158341040126',
				reachable: true,
				details: {},
			},
		],
		['447788450450 23415', { status: 'ok', providerCode: '23415', mcc: '234', mnc: '15', details: {} }],
		['17044518989 310004', { status: 'ok', providerCode: '310004', mcc: '310', mnc: '004', details: {} }],
		['447788450450 23400', { status: 'ok', providerCode: '23400', mcc: '234', mnc: '00', details: {} }],
		['447788450450 23415,,', { status: 'ok', providerCode: '23415', mcc: '234', mnc: '15', details: {} }],
		[
			'447788450450 23415,,234158341040126',
			{ status: 'ok', providerCode: '23415', mcc: '234', mnc: '15', imsi: '234158341040126', details: {} },
		],
		[
			'447788450450 23415,+447785014185,23415',
			{
				...live,
				status: 'ok',
				providerCode: '23415',
				mcc: '234',
				mnc: '15',
				msc: '447785014185',
				location: '447785014185',
				reachable: true,
				details: { imsi: '23415' },
			},
		],
		[
			'447788450450 23415,n/a,n/a',
			{ status: 'ok', providerCode: '23415', mcc: '234', mnc: '15', details: { msc: 'n/a', imsi: 'n/a' } },
		],
		['447973100100 ERR1', { ...live, status: 'unknown_subscriber', providerCode: 'ERR1', details: {} }],
		['447973100100 err01', { ...live, status: 'unknown_subscriber', providerCode: 'err01', details: {} }],
		['447973100100 ERR11', { ...live, status: 'teleservice_not_provisioned', providerCode: 'ERR11', details: {} }],
		['447973100100 ERR13', { ...live, status: 'call_barred', providerCode: 'ERR13', details: {} }],
		['447973100100 ERR21', { ...live, status: 'facility_not_supported', providerCode: 'ERR21', details: {} }],
		[
			'447973100100 ERR29',
			{ ...live, status: 'absent_subscriber', providerCode: 'ERR29', reachable: false, details: {} },
		],
		['447973100100 ERR36', { ...live, status: 'network_failure', providerCode: 'ERR36', details: {} }],
		['447973100100 ', { status: 'no_information', providerCode: '', details: {} }],
		['447973100100', { status: 'no_information', providerCode: '', details: {} }],
		['447973100100 ,,', { status: 'no_information', providerCode: '', details: {} }],
		['447973100100 UNKNOWN', { status: 'unexpected_data', providerCode: 'UNKNOWN', details: {} }],
		['447973100100 2341', { status: 'unexpected_data', providerCode: '2341', details: {} }],
		['447973100100 2341567', { status: 'unexpected_data', providerCode: '2341567', details: {} }],
	])('%j is read as documented', (line, answer) => {
		const [msisdn] = line.split(' ');
		expect(readNumberLine(line)).toEqual({ msisdn, answer: { ...answer, raw: line } });
	});

	it('names the GSM MAP meaning of an error that NPL does not list, as inferred', () => {
		expect(readNumberLine('447973100100 ERR27')?.answer).toMatchObject({
			status: 'unexpected_data',
			providerCode: 'ERR27',
			lookupType: 'hlr',
			message: expect.stringMatching(/ERR27.*absentSubscriber \(inferred\)/),
		});
		const unnamed = readNumberLine('447973100100 ERR99')?.answer;
		expect(unnamed).toMatchObject({ status: 'unexpected_data', message: expect.stringContaining('ERR99') });
		expect(unnamed?.message).not.toContain('inferred');
	});

	it.each(['', 'ENDBATCH', 'QUERYOK', 'FAIL Invalid password', '44778845x450 23415', '1234567890123456 23415'])(
		'%j is none',
		(line) => {
			expect(readNumberLine(line)).toBeNull();
		},
	);
});
