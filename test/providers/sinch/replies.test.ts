import type { Answer } from '../../../nodes/NumberLookup/providers/provider';
import { ask } from '../exchange';
import { account, msisdn } from './account';

type Expected = Partial<Answer>;

const answered = (body: string, status = 200) => ask(account, msisdn, { body, status }).answers.get(msisdn);

describe('Sinch’s lookup results', () => {
	it.each<[body: string, expected: Expected]>([
		['result=OK;imsi=24008', { status: 'ok', mcc: '240', mnc: '08' }],
		['result=OK;imsi=310260', { status: 'ok', mcc: '310', mnc: '260' }],
		['result=OK;imsi=24004\r\n', { status: 'ok', mcc: '240', mnc: '04' }],
		['result=OK;imsi=24008;', { status: 'ok', mcc: '240', mnc: '08' }],
		['result=OK; imsi=24008; location=46', { status: 'ok', mcc: '240', mnc: '08', location: '46' }],
		['result=OK;location=46;imsi=24008', { status: 'ok', mcc: '240', mnc: '08', location: '46' }],
		['result=OK;imsi=24008;location=', { status: 'ok', mcc: '240', mnc: '08' }],
		['result=OK;imsi=240080123456789', { status: 'ok', mcc: '240', mnc: '08', imsi: '240080123456789' }],
		['result=OK', { status: 'no_information' }],
		['result=OK;imsi=', { status: 'no_information' }],
		['result=OK;imsi=;location=46', { status: 'no_information', location: '46' }],
	])('%j', (body, expected) => {
		expect(answered(body)).toEqual({ providerCode: 'OK', details: {}, raw: body, ...expected });
	});

	it.each<[word: string, expected: Expected]>([
		['UNKNOWN_SUBSCRIBER', { status: 'unknown_subscriber' }],
		['ABSENT_SUBSCRIBER_SM', { status: 'absent_subscriber', reachable: false }],
		['CALL_BARRED', { status: 'call_barred' }],
		['TELE_SERVICE_NOT_PROVISIONED', { status: 'teleservice_not_provisioned' }],
		['FACILITY_NOT_SUPPORTED', { status: 'facility_not_supported' }],
		['SYSTEM_FAILURE', { status: 'network_failure' }],
		['HLR_REJECT', { status: 'network_failure' }],
		['HLR_ABORT', { status: 'no_response' }],
		['HLR_LOCAL_CANCEL', { status: 'no_response' }],
		['TIMEOUT', { status: 'no_response' }],
		['DATA_MISSING', { status: 'unexpected_data' }],
		['UNEXPECTED_DATA_VALUE', { status: 'unexpected_data' }],
		['IMSI_LOOKUP_BLOCKED', { status: 'not_permitted' }],
		['MSISDN range is not accepted', { status: 'not_permitted' }],
		['msisdn is invalid', { status: 'invalid_number' }],
	])('%s is an answer, with and without result=, whatever the HTTP status', (word, expected) => {
		for (const status of [200, 400, 403, 500]) {
			expect(answered(`result=${word}`, status)).toMatchObject({ providerCode: word, details: {}, ...expected });
			expect(answered(word, status)).toMatchObject({ providerCode: word, ...expected });
		}
	});

	it('keeps an unlisted result word as the code of unexpected data', () => {
		expect(answered('result=QUOTA_REACHED')).toMatchObject({
			status: 'unexpected_data',
			providerCode: 'QUOTA_REACHED',
		});
	});

	it('does not take a name of Object.prototype for a listed word', () => {
		expect(answered('result=constructor')).toMatchObject({ status: 'unexpected_data', providerCode: 'constructor' });
	});

	it('trusts imsi and location only with OK', () => {
		const body = 'result=UNKNOWN_SUBSCRIBER;imsi=24008;location=46';
		const providerCode = 'UNKNOWN_SUBSCRIBER';
		expect(answered(body)).toEqual({ status: 'unknown_subscriber', providerCode, details: {}, raw: body });
	});

	it('keeps further fields under their own names, without empty ones', () => {
		expect(answered('result=OK;imsi=24008;ported=1;spid=;note=a=b')?.details).toEqual({ ported: '1', note: 'a=b' });
	});

	it('keeps a location that is no number among the details', () => {
		expect(answered('result=OK;imsi=24008;location=n/a')).toMatchObject({
			location: undefined,
			details: { location: 'n/a' },
		});
	});

	it.each<[name: string, body: string, roaming: true | undefined]>([
		['home', 'result=OK;imsi=24008;location=46', undefined],
		['abroad', 'result=OK;imsi=24008;location=45', true],
		['abroad, told by a global title', 'result=OK;imsi=24008;location=4540150048', true],
		['in a country that shares the calling code', 'result=OK;imsi=310260;location=1', undefined],
		['of an unlisted network', 'result=OK;imsi=99999;location=45', undefined],
		['nowhere known', 'result=OK;imsi=24008;location=0', undefined],
	])('tells roaming from the location: %s', (_name, body, roaming) => {
		expect(answered(body)).toMatchObject({ status: 'ok', roaming });
	});
});

describe('Sinch’s refusals', () => {
	const problemOf = (status: number, body: string) => {
		const { answers, problem } = ask(account, msisdn, { status, body });
		expect(answers.size).toBe(0);
		return problem;
	};

	it.each([
		[200, 'result=REQUEST_THROTTLED', 'REQUEST_THROTTLED'],
		[200, 'REQUEST_THROTTLED', 'REQUEST_THROTTLED'],
		[503, 'result=REQUEST_THROTTLED', 'REQUEST_THROTTLED'],
		[307, 'Account throttled', 'HTTP 307'],
		[307, '', 'HTTP 307'],
		[429, '', 'HTTP 429'],
	])('HTTP %i %j is throttling', (status, body, code) => {
		expect(problemOf(status, body)).toMatchObject({ kind: 'throttled', code });
	});

	it.each([
		[203, 'User/Password parameter missing in the request', 'wrong_password'],
		[203, '', 'refused'],
		[401, 'Incorrect password', 'wrong_password'],
		[401, 'Account not found', 'wrong_password'],
		[401, 'Originator IP address is not authorized', 'address_not_allowed'],
		[401, '', 'refused'],
		[401, '<html><body>Your IP address: 192.0.2.1</body></html>', 'refused'],
		[402, 'Account blocked', 'account_locked'],
		[402, '', 'account_locked'],
		[402, 'Insufficient credit', 'no_credit'],
		[407, '', 'unreachable'],
	])('HTTP %i %j refuses the account', (status, body, cause) => {
		expect(problemOf(status, body)).toMatchObject({ kind: 'account', failure: { cause, code: `HTTP ${status}` } });
	});

	it('HTTP 403 refuses the number, not the account', () => {
		for (const body of ['To number blocked', '']) {
			expect(answered(body, 403)).toMatchObject({ status: 'not_permitted', providerCode: 'HTTP 403' });
		}
	});

	it('HTTP 403 with a page is somebody else speaking', () => {
		expect(problemOf(403, '<html>Blocked by policy</html>')).toMatchObject({
			kind: 'failed',
			status: 'provider_error',
		});
	});

	it.each([
		[200, 'Mandatory parameter msisdn not found', false],
		[400, 'result=Mandatory parameter msisdn not found', false],
		[400, 'Syntax error', false],
		[302, '', false],
		[404, 'Not found', false],
		[200, 'OK', false],
		[200, 'result=', false],
		[200, 'result=;imsi=24008', false],
		[200, 'result=OK;imsi=2400', false],
		[200, 'result=OK;imsi=24x08', false],
		[200, 'result=OK;imsi=2400801234567890', false],
		[200, 'result=OK;imsi=24008;imsi=310260', false],
		[200, 'result=OK;imsi=24008\nresult=OK;imsi=310260', false],
		[500, 'Internal error', true],
		[503, '', true],
	])('HTTP %i %j is a provider error', (status, body, mayPass) => {
		expect(problemOf(status, body)).toMatchObject({ kind: 'failed', status: 'provider_error', mayPass });
	});
});
