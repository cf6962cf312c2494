import { describeProvider } from './describeProvider';
import { describeLinkAnswers } from './linkAnswers';
import { linkDirect } from './linkDirect';
import { ordinaryNumbers } from './numbers';
import type { Rig } from './rig';
import { totalsOf } from './totals';

describeProvider(
	{
		...linkDirect,
		name: 'LINK Direct over UDP',
		credential: { transport: 'udp' },
		transport: 'udp',
		concurrency: 50,
		outcomes: {
			...linkDirect.outcomes,
			// Who is not on the allow-list gets no answer at all.
			'9081': { status: 'no_response', code: 'ETIMEDOUT', billed: 0 },
		},
	},
	(rig) => {
		describeLinkAnswers(rig);
		describeDatagrams(rig);
	},
);

/** LINK's datagrams have no numbers of their own: each request's socket and `tel` tell whose answer is whose. */
function describeDatagrams(rig: Rig): void {
	describe('datagrams', () => {
		const numbers = ordinaryNumbers(60);

		it('of which the network loses a fifth still get every number answered', async () => {
			rig.simulator.faults.lossRate = 0.2;
			const { statuses, report } = await rig.ask(numbers, { timeoutMs: 500, maxRetries: 5 });
			expect(statuses).toEqual(Array(60).fill('ok'));
			expect(rig.record.datagramsReceived).toBe(report.totals.requests);
			expect(rig.record.billed.length).toBeLessThanOrEqual(rig.record.datagramsReceived);
			expect(rig.record.billed.length).toBeLessThanOrEqual(60 + report.totals.perhapsBilledTwice);
		});

		it.each([
			['doubled', { kind: 'doubleAnswer' }],
			['preceded by a stranger’s', { kind: 'foreignDatagram', from: 'otherPort' }],
			['preceded by another number’s', { kind: 'foreignDatagram', from: 'otherNumber' }],
		] as const)('that are %s do no harm', async (_what, fault) => {
			rig.spoil(fault, { times: 60 });
			const { statuses, results, report } = await rig.ask(numbers);
			expect(statuses).toEqual(Array(60).fill('ok'));
			expect(results.filter(({ mcc }) => mcc !== '240')).toEqual([]);
			expect(report.totals).toEqual(totalsOf({ requests: 60, paid: 60 }));
		});

		it('that come late are taken as long as the request waits, and the repeated ones counted', async () => {
			rig.spoil({ kind: 'delayMs', delayMs: 400 }, { times: Infinity });
			const { statuses, report } = await rig.ask(numbers.slice(0, 1), { timeoutMs: 1_000, maxRetries: 0 });
			expect(statuses).toEqual(['ok']);
			expect(report.totals).toEqual(totalsOf({ requests: 3, paid: 1, perhapsBilledTwice: 2 }));
		});
	});
}
