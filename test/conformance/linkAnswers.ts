import { landline, magicNumber } from './numbers';
import type { Rig } from './rig';

/** What only LINK tells of a number. */
export function describeLinkAnswers(rig: Rig): void {
	describe('LINK’s own fields', () => {
		it.each([
			['9040', { status: 'ok', reachable: true, roaming: false, lookupType: 'hlr' }],
			['9041', { status: 'ok', roaming: true, roamingMcc: '262', roamingCountry: 'DE', lookupType: 'hlr' }],
			['9042', { status: 'absent_subscriber', reachable: false, lookupType: 'hlr' }],
			['9043', { status: 'ok', ported: true, lookupType: 'mnp' }],
			['9047', { status: 'ok', lineType: 'fixed' }],
		])('of %s become %j', async (suffix, expected) => {
			expect((await rig.ask([magicNumber(suffix)])).results).toMatchObject([expected]);
		});

		it.each(['mnp', 'hlr'] as const)('come by the lookup type %s where it is asked for', async (lookupType) => {
			const { results } = await rig.ask([magicNumber('0000')], { lookupType });
			expect(results).toMatchObject([{ status: 'ok', lookupType }]);
		});

		it('of a landline prove nothing where an HLR is asked, which knows none', async () => {
			const { results } = await rig.ask([landline], { lookupType: 'hlr' });
			expect(results).toMatchObject([{ status: 'not_mobile', providerCode: '01' }]);
		});
	});
}
