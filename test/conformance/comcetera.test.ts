import { subscriberOf } from '../../simulator/subscribers/subscribers';
import { describeBatches } from './batches';
import { describeProvider } from './describeProvider';
import { magicNumber, msisdnOf } from './numbers';
import type { ExpectedOutcomes, Subject } from './subject';

const outcomes: ExpectedOutcomes = {
	'9001': { status: 'unknown_subscriber', code: 'ERR1' },
	'9006': { status: 'absent_subscriber', code: 'ERR29' },
	'9011': { status: 'teleservice_not_provisioned', code: 'ERR11' },
	'9013': { status: 'call_barred', code: 'ERR13' },
	'9021': { status: 'facility_not_supported', code: 'ERR21' },
	'9027': { status: 'absent_subscriber', code: 'ERR29' },
	'9034': { status: 'network_failure', code: 'ERR36' },
	'9044': { status: 'no_information', code: '' },
	'9045': { status: 'no_information', code: '' },
	'9047': { status: 'unknown_subscriber', code: 'ERR1' },
	'9048': { status: 'unexpected_data', code: 'ERR99' },
	'9060': { status: 'network_failure', code: 'ERR36' },
	'9061': { status: 'network_failure', code: 'ERR36' },
	'9062': { status: 'network_failure', code: 'ERR36' },
	'9063': { status: 'network_failure', code: 'ERR36' },
	'9073': { status: 'provider_error', code: 'FAIL No numbers specified', billed: 0 },
	'9101': { attempts: 2 },
	'9102': { billed: 2, attempts: 2 },
	'9104': { attempts: 2 },
	'9105': { attempts: 2 },
	'9106': { attempts: 3 },
	'9107': { attempts: 2 },
	// Billed when its line is begun.
	'9109': { billed: 2, attempts: 2 },
	'9110': { attempts: 2 },
	// Billed when its line is written, which nobody waits for.
	'9114': { status: 'no_response', code: 'ETIMEDOUT', billed: 0 },
};

const version24: Subject = {
	name: 'Comcetera 2.4',
	provider: 'comcetera',
	credential: { apiVersion: '2.4', maxNumbersPerRequest: 10 },
	transport: 'http',
	numbersPerRequest: 10,
	concurrency: 1,
	hardConcurrency: true,
	okCode(msisdn) {
		const { mcc, mnc } = subscriberOf(msisdn).network;
		return mcc + mnc;
	},
	outcomes,
	landline: 'not_mobile',
	refusals: {
		wrongPassword: { atSignIn: 'wrong_password', midway: 'wrong_password' },
		// No line says so: a stranger's address is told what a stranger is told.
		addressNotAllowed: { atSignIn: 'wrong_password', midway: 'wrong_password' },
		noCredit: { atSignIn: 'no_credit', midway: 'no_credit' },
		locked: { atSignIn: 'account_locked', midway: 'account_locked' },
	},
};

const version23: Subject = {
	...version24,
	name: 'Comcetera 2.3',
	credential: { ...version24.credential, apiVersion: '2.3' },
};

describeProvider(version24, (rig) => {
	describeBatches(rig);
	it('tells the serving MSC and the IMSI', async () => {
		const number = magicNumber('9040');
		const { msc, imsi } = subscriberOf(msisdnOf(number));
		expect((await rig.ask([number])).results).toMatchObject([{ status: 'ok', reachable: true, msc, imsi }]);
	});
});

describeProvider(version23, (rig) => {
	describeBatches(rig);
	it('tells neither MSC nor IMSI, and so nothing of the handset', async () => {
		const { results } = await rig.ask([magicNumber('9040')]);
		expect(results).toMatchObject([{ status: 'ok', reachable: null, msc: null, imsi: null }]);
	});
});
