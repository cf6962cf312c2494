import { describeProvider } from './describeProvider';
import { magicNumber } from './numbers';
import type { ExpectedOutcomes, Subject } from './subject';
import { inTransitOverHttp } from './transit';

const outcomes: ExpectedOutcomes = {
	...inTransitOverHttp,
	'9001': { status: 'no_information', code: '140' },
	'9044': { status: 'no_information', code: '140' },
	'9045': { status: 'no_information' },
	'9046': { status: 'prefix_guess', code: '151' },
	'9047': { status: 'no_information', code: '140' },
	'9048': { status: 'unexpected_data', code: '199' },
	'9070': { status: 'not_permitted', code: '141', billed: 0 },
	'9071': { status: 'provider_error', code: '111', billed: 0 },
	'9072': { status: 'provider_error', code: '112', billed: 0 },
	'9073': { status: 'provider_error', code: '110', billed: 0 },
	'9074': { status: 'provider_error', code: '101', billed: 0, attempts: 3 },
	'9077': { status: 'provider_error', code: '112', billed: 0 },
	'9078': { status: 'provider_error', code: 'HTTP 420', billed: 0 },
};

const version2: Subject = {
	name: 'HORISEN 2.0',
	provider: 'horisen',
	credential: { apiVersion: '2.0' },
	transport: 'http',
	numbersPerRequest: 1,
	concurrency: 10,
	hardConcurrency: false,
	okCode: () => '000',
	outcomes,
	landline: 'no_information',
	refusals: {
		wrongPassword: { atSignIn: 'wrong_password', midway: 'wrong_password' },
		addressNotAllowed: { atSignIn: 'address_not_allowed', midway: 'address_not_allowed' },
		noCredit: { atSignIn: 'no_credit', midway: 'no_credit' },
		// No code says so: a locked account is no account.
		locked: { atSignIn: 'wrong_password', midway: 'wrong_password' },
	},
};

const version1: Subject = {
	...version2,
	name: 'HORISEN 1.0',
	credential: { apiVersion: '1.0' },
	// What is cut off there, `ERRDESC:`, stands behind all that counts.
	outcomes: { ...outcomes, '9109': {} },
};

describeProvider(version2, (rig) => {
	it('keeps the network that HORISEN guessed from the prefix, and calls it a guess', async () => {
		const { results } = await rig.ask([magicNumber('9046')]);
		expect(results).toMatchObject([{ status: 'prefix_guess', mcc: '240', reliable: false }]);
	});

	it('sends the customer’s own reference', async () => {
		await rig.ask([magicNumber('0000')], { referenceId: 'campaign 7/ä' });
		expect(rig.record.lastRequest).toContain('refid=campaign%207%2F%C3%A4');
	});
});

describeProvider(version1);
