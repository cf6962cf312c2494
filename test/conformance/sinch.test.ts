import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describeProvider } from './describeProvider';
import { ordinaryNumbers } from './numbers';
import type { Rig } from './rig';
import type { ExpectedOutcomes, Subject } from './subject';
import { inTransitOverHttp } from './transit';
import { totalsOf } from './totals';

const invalid = { status: 'invalid_number', code: 'msisdn is invalid', billed: 0 } as const;

const outcomes: ExpectedOutcomes = {
	...inTransitOverHttp,
	'9001': { status: 'unknown_subscriber', code: 'UNKNOWN_SUBSCRIBER' },
	'9006': { status: 'absent_subscriber', code: 'ABSENT_SUBSCRIBER_SM' },
	'9011': { status: 'teleservice_not_provisioned', code: 'TELE_SERVICE_NOT_PROVISIONED' },
	'9013': { status: 'call_barred', code: 'CALL_BARRED' },
	'9021': { status: 'facility_not_supported', code: 'FACILITY_NOT_SUPPORTED' },
	'9027': { status: 'absent_subscriber', code: 'ABSENT_SUBSCRIBER_SM' },
	'9034': { status: 'network_failure', code: 'SYSTEM_FAILURE' },
	'9035': { status: 'unexpected_data', code: 'DATA_MISSING' },
	'9036': { status: 'unexpected_data', code: 'UNEXPECTED_DATA_VALUE' },
	'9044': { status: 'no_information' },
	'9045': { status: 'no_information' },
	'9047': { status: 'unknown_subscriber', code: 'UNKNOWN_SUBSCRIBER' },
	'9048': { status: 'unexpected_data', code: 'NUMBER_CHANGED' },
	'9060': { status: 'network_failure', code: 'HLR_REJECT' },
	'9061': { status: 'no_response', code: 'HLR_ABORT' },
	'9062': { status: 'no_response', code: 'HLR_LOCAL_CANCEL' },
	'9063': { status: 'no_response', code: 'TIMEOUT' },
	'9070': { status: 'not_permitted', code: 'MSISDN range is not accepted', billed: 0 },
	'9071': { status: 'not_permitted', code: 'IMSI_LOOKUP_BLOCKED', billed: 0 },
	'9072': invalid,
	'9073': { status: 'provider_error', code: 'Mandatory parameter msisdn not found', billed: 0 },
	'9075': { status: 'throttled', code: 'REQUEST_THROTTLED', billed: 0, attempts: 3 },
	'9077': invalid,
	// Sinch's SMS API means by this status that the account is throttled.
	'9119': { status: 'throttled', code: 'HTTP 307', billed: 0, attempts: 3 },
};

const sinch: Subject = {
	hosts: 2,
	name: 'Sinch',
	provider: 'sinch',
	credential: {},
	transport: 'http',
	numbersPerRequest: 1,
	concurrency: 10,
	hardConcurrency: false,
	okCode: () => 'OK',
	outcomes,
	landline: 'not_mobile',
	refusals: {
		wrongPassword: { atSignIn: 'wrong_password', midway: 'wrong_password' },
		addressNotAllowed: { atSignIn: 'address_not_allowed', midway: 'address_not_allowed' },
		noCredit: { atSignIn: 'account_locked', midway: 'account_locked' },
		locked: { atSignIn: 'account_locked', midway: 'account_locked' },
	},
};

describeProvider(sinch, describeBackupHost);

describe('with the simulator’s certificate trusted', () => {
	const usual = getCACertificates('default');
	afterAll(() => setDefaultCACertificates(usual));

	describeProvider(
		{
			...sinch,
			name: 'Sinch over TLS',
			credential: { useTls: true },
			prepare: ({ tlsCertificate }) => setDefaultCACertificates([...getCACertificates('default'), tlsCertificate]),
		},
		describeBackupHost,
	);
});

function describeBackupHost(rig: Rig): void {
	describe('the backup host', () => {
		const numbers = ordinaryNumbers(30);

		it('answers where the primary host is off line, without using up a retry', async () => {
			await rig.goOffLine('primary');
			const { statuses, report } = await rig.ask(numbers, { maxRetries: 0 });
			expect(statuses).toEqual(Array(30).fill('ok'));
			expect(report.totals).toEqual(totalsOf({ requests: 30, paid: 30 }));
			expect(rig.record.requestsAtBackup).toBe(30);
		});

		it('is asked next where the primary host breaks a connection', async () => {
			rig.spoil({ kind: 'resetBeforeAnswer' });
			expect((await rig.ask(numbers.slice(0, 1))).statuses).toEqual(['ok']);
			expect(rig.record.requestsAtBackup).toBe(1);
		});

		it('is left alone where the primary host answers', async () => {
			await rig.ask(numbers);
			expect(rig.record.requestsAtBackup).toBe(0);
		});
	});

	describe('REQUEST_THROTTLED', () => {
		it('lowers the requests at once until Sinch accepts them', async () => {
			rig.simulator.latencyMs = 3;
			rig.simulator.faults.throttleAbove.sinch = 4;
			const { statuses } = await rig.ask(ordinaryNumbers(60), { maxRetries: 5 });
			expect(statuses).toEqual(Array(60).fill('ok'));
			expect(rig.record.billed).toHaveLength(60);
		});
	});
}
