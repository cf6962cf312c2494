import { describeProvider } from './describeProvider';
import { describeLinkAnswers } from './linkAnswers';
import { linkOutcomes } from './linkOutcomes';
import { ordinaryNumbers } from './numbers';
import type { Subject } from './subject';
import { inTransitOverHttp } from './transit';

const gateway: Subject = {
	name: 'LINK API Gateway',
	provider: 'linkGateway',
	credential: {},
	transport: 'http',
	numbersPerRequest: 1,
	concurrency: 10,
	hardConcurrency: false,
	okCode: () => '',
	outcomes: { ...linkOutcomes, ...inTransitOverHttp, '9118': { attempts: 2 } },
	landline: 'ok',
	refusals: {
		wrongPassword: { atSignIn: 'token_refused', midway: 'token_refused' },
		addressNotAllowed: { atSignIn: 'token_refused', midway: 'refused' },
		noCredit: { atSignIn: 'token_refused', midway: 'refused' },
		locked: { atSignIn: 'token_refused', midway: 'refused' },
	},
};

describeProvider(gateway, (rig) => {
	describeLinkAnswers(rig);

	describe('an access token', () => {
		it('serves a whole list', async () => {
			await rig.ask(ordinaryNumbers(30));
			expect(rig.record.tokenRequests).toBe(1);
		});

		it('that ends in the middle is fetched anew, once for all requests, without using up a retry', async () => {
			rig.simulator.latencyMs = 3;
			rig.spoil({ kind: 'expireToken' }, { after: 12 });
			const { statuses, report } = await rig.ask(ordinaryNumbers(30), { maxRetries: 0 });
			expect(statuses).toEqual(Array(30).fill('ok'));
			expect(report.totals).toMatchObject({ paid: 30, perhapsBilledTwice: 0 });
			expect(rig.record.tokenRequests).toBe(2);
			expect(rig.record.billed).toHaveLength(30);
		});

		it('that cannot be fetched anew fails the account', async () => {
			rig.spoil({ kind: 'expireToken' }, { after: 1 });
			rig.spoil({ kind: 'accountFailure', refusal: 'locked' }, { endpoint: 'token', after: 1 });
			const { report } = await rig.ask(ordinaryNumbers(30));
			expect(report.stageFailures).toMatchObject([{ failure: { cause: 'token_refused' } }]);
		});
	});
});
