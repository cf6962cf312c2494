import { replyOfFields } from '../../../nodes/NumberLookup/providers/link/answer';
import { readLinkBody } from '../../../nodes/NumberLookup/providers/link/body';
import { blankBody, bodyWith, msisdn, sampleBody, wrapped } from './bodies';

function read(body: string) {
	const fields = readLinkBody(body)?.fields ?? null;
	if (fields === null) throw new Error('no lookup');
	return replyOfFields(fields, msisdn, body);
}

const answerTo = (body: string) => read(body).answers.get(msisdn);

describe('LINK’s sample answer', () => {
	const answer = {
		status: 'ok',
		providerCode: '',
		mcc: '234',
		mnc: '30',
		lineType: 'mobile',
		lookupType: 'hlr',
		details: {
			cc: 'GBR',
			cic: '44548',
			cn: 'EE-TM-23430',
			dc: '44',
			imsi: '23430',
			ndc: '7506',
			ppcin: 'EE',
			tadig: 'GBRME',
		},
	};

	it.each([
		['bare', sampleBody],
		['wrapped', wrapped(sampleBody)],
		['spread over lines', JSON.stringify(JSON.parse(sampleBody), null, '\t')],
	])('%s is read in full', (_form, body) => {
		expect(read(body)).toEqual({ answers: new Map([[msisdn, { ...answer, raw: body }]]), problem: null });
	});
});

describe('LINK’s fields', () => {
	it.each([
		['np', 'yes', { ported: true }],
		['np', 'no', { ported: false }],
		['np', 'NO', { ported: false }],
		['np', 'na', { ported: undefined }],
		['roaming', 'yes', { roaming: true }],
		['roaming', 'no', { roaming: false }],
		['pres', 'yes', { status: 'ok', reachable: true }],
		['pres', 'no', { status: 'absent_subscriber', reachable: false, mcc: '234', mnc: '30' }],
		['pres', 'na', { status: 'ok', reachable: undefined }],
		['lookup', 'mnp', { lookupType: 'mnp' }],
		['lookup', 'HLR', { lookupType: 'hlr' }],
		['nt', 'fixed', { lineType: 'fixed' }],
		['nt', 'Mobile', { lineType: 'mobile' }],
		['mnc', '030', { mnc: '030' }],
		['mcc', 234, { mcc: '234' }],
		['imsi', '234300123456789', { imsi: '234300123456789' }],
		['imsi', '23430012345678', { imsi: '23430012345678' }],
		['imsi', '234030', { imsi: undefined, details: expect.objectContaining({ imsi: '234030' }) }],
		['tel', Number(msisdn), { status: 'ok' }],
		['tel', `+${msisdn}`, { status: 'ok' }],
		['e', null, { status: 'ok', providerCode: '' }],
		['e', 'na', { status: 'ok', providerCode: '' }],
		['np', { yes: true }, { ported: undefined }],
		['pres', true, { reachable: undefined, status: 'ok' }],
		['np', 'maybe', { ported: undefined, details: expect.objectContaining({ np: 'maybe' }) }],
		['nt', 'voip', { lineType: undefined, details: expect.objectContaining({ nt: 'voip' }) }],
		['lookup', 'dns', { lookupType: undefined, details: expect.objectContaining({ lookup: 'dns' }) }],
		[
			'mnc',
			'3',
			{ status: 'no_information', mcc: undefined, details: expect.objectContaining({ mcc: '234', mnc: '3' }) },
		],
	])('%s %j', (name, value, expected) => {
		expect(answerTo(bodyWith({ [name]: value }))).toMatchObject(expected);
	});

	it('tell the network that a roaming handset is in', () => {
		const answer = answerTo(bodyWith({ roaming: 'yes', rmcc: '208', rmnc: '01' }));
		expect(answer).toMatchObject({ roaming: true, roamingMcc: '208', roamingMnc: '01', mcc: '234' });
		expect(answerTo(bodyWith({ rmcc: '0', rmnc: '' }))).toMatchObject({
			roamingMcc: undefined,
			details: expect.objectContaining({ rmcc: '0' }),
		});
	});

	it('go to the details under their own names, where they are filled', () => {
		const details = {
			dc: '1',
			cc: 'US',
			ndc: '704',
			cic: '6529',
			cn: 'Carrier',
			npdi: 'yes',
			tadig: 'USACG',
			rn: '17043',
			ppcin: 'X',
		};
		expect(answerTo(blankBody({ tel: msisdn, rmnc: 'na', ...details }))?.details).toEqual(details);
	});
});

describe('LINK’s status', () => {
	it.each([
		['01', 'unknown_subscriber'],
		['05', 'unidentified_subscriber'],
		['09', 'illegal_subscriber'],
		['1B', 'absent_subscriber'],
		['1b', 'absent_subscriber'],
		['06', 'absent_subscriber'],
		['0D', 'call_barred'],
		['0b', 'teleservice_not_provisioned'],
		['15', 'facility_not_supported'],
		['22', 'network_failure'],
		['23', 'unexpected_data'],
		['24', 'unexpected_data'],
		['2F', 'unexpected_data'],
		['00', 'unexpected_data'],
		['something else', 'unexpected_data'],
		['F0', 'not_permitted'],
		['f1', 'not_permitted'],
		[1, 'unknown_subscriber'],
		[22, 'network_failure'],
	])('for e %j is %s', (e, status) => {
		for (const body of [blankBody({ tel: msisdn, e }), blankBody({ e }), wrapped(blankBody({ tel: msisdn, e }))]) {
			expect(answerTo(body)).toMatchObject({ status, providerCode: String(e), details: {} });
		}
	});

	it.each(['1B', '06'])('for e %s means that the handset is not there', (e) => {
		expect(answerTo(bodyWith({ e, pres: 'na' }))).toMatchObject({ reachable: false, mcc: '234', mnc: '30' });
	});

	it('names the GSM MAP meaning of a code that LINK does not list, as inferred', () => {
		expect(answerTo(blankBody({ e: '1f' }))?.message).toMatch(/1F.*subscriberBusyForMT-SMS \(inferred\)/);
		expect(answerTo(blankBody({ e: '2F' }))?.message).not.toContain('inferred');
		expect(answerTo(blankBody({ e: 'x'.repeat(9000) }))?.message).toBeUndefined();
	});

	it('says what to ask LINK for where something is not permitted', () => {
		expect(answerTo(blankBody({ tel: msisdn, e: 'F0' }))?.message).toContain('lookup type');
		expect(answerTo(blankBody({ tel: msisdn, e: 'F1' }))?.message).toContain('country');
	});

	it.each([
		[{ tel: msisdn }, { status: 'no_information' }],
		[
			{ tel: msisdn, nt: 'mobile' },
			{ status: 'no_information', lineType: 'mobile' },
		],
		[
			{ tel: msisdn, nt: 'fixed' },
			{ status: 'ok', lineType: 'fixed' },
		],
		[
			{ tel: msisdn, nt: 'fixed', pres: 'no' },
			{ status: 'absent_subscriber', reachable: false },
		],
		[
			{ tel: msisdn, pres: 'yes' },
			{ status: 'no_information', reachable: true },
		],
		[{ tel: msisdn, mcc: '234' }, { status: 'no_information' }],
		[
			{ mcc: '234', mnc: '30' },
			{ status: 'ok', mcc: '234', mnc: '30' },
		],
	])('without a code, of %j', (filled, expected) => {
		expect(answerTo(blankBody(filled))).toMatchObject(expected);
	});
});

describe('LINK’s failed request', () => {
	it.each([
		['F2', false],
		['f2', false],
		['F3', true],
	])('%s leaves even the number blank, and belongs to the one asked', (e, mayPass) => {
		expect(read(blankBody({ e }))).toMatchObject({
			answers: new Map(),
			problem: { kind: 'failed', status: 'provider_error', code: e.toUpperCase(), mayPass, uncertain: false },
		});
	});
});

describe('LINK’s answer about another number', () => {
	it.each(['441234567891', '44123456789', '4412345678900', 441234567891])(
		'%j is never taken for the one asked',
		(tel) => {
			for (const body of [bodyWith({ tel }), blankBody({ tel, e: '01' }), wrapped(bodyWith({ tel }))]) {
				expect(read(body)).toMatchObject({
					answers: new Map(),
					problem: { kind: 'failed', status: 'provider_error', code: 'another number' },
				});
			}
		},
	);
});

describe('what is no lookup of LINK’s', () => {
	it.each([
		['', null],
		['null', null],
		['"failed"', null],
		['[{"tel":"441234567890"}]', null],
		['{"tel":"441234567890"', null],
		['{}', { statusCode: 200, fields: null }],
		['{"message":"Unauthorized"}', { statusCode: 200, fields: null }],
		['{"statuscode":401,"response":{"message":"Unauthorized"}}', { statusCode: 401, fields: null }],
		['{"statuscode":"401","response":null}', { statusCode: 401, fields: null }],
		['{"statuscode":{},"response":[]}', { statusCode: 200, fields: null }],
		[blankBody({}), { statusCode: 200, fields: null }],
		['{"tel":true,"e":{"code":"01"}}', { statusCode: 200, fields: null }],
		['{"mcc":"234","mnc":"30"}', { statusCode: 200, fields: null }],
		['{"__proto__":{"tel":"441234567890","e":"01"}}', { statusCode: 200, fields: null }],
		['{"statuscode":200,"response":{"__proto__":{"tel":"441234567890"}}}', { statusCode: 200, fields: null }],
	])('%s', (text, body) => {
		expect(readLinkBody(text)).toEqual(body);
	});
});
